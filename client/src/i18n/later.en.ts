import { adviceEn } from './advice.en.ts';
import { consoleEn } from './console.en.ts';
import { decidingEn } from './deciding.en.ts';
import { editorEn } from './editor.en.ts';
import { evidenceEn } from './evidence.en.ts';
import { historyEn } from './history.en.ts';
import { importsEn } from './imports.en.ts';
import type { laterTh } from './later.th.ts';
import { meetingsEn } from './meetings.en.ts';
import { minutesEn } from './minutes.en.ts';
import { peopleEn } from './people.en.ts';
import { projectorEn } from './projector.en.ts';
import { proofEn } from './proof.en.ts';
import { recommendationsEn } from './recommendations.en.ts';
import { reportsEn } from './reports.en.ts';
import { rescueEn } from './rescue.en.ts';
import { scoresEn } from './scores.en.ts';
import { threadsEn } from './threads.en.ts';
import { toolsEn } from './tools.en.ts';
import type { Words } from './words.ts';

/** The words of every screen but those of `openingEn`. */
export const laterEn: Words<typeof laterTh> = {
  certainty: {
    seed: 'Wording of the report of fiscal year 2562',
    published: "Wording of another public agency's site",
    observed: "Seen in another agency's system",
    inferred: 'Inferred from the report, not confirmed',
    memory: 'From memory of published material, not verified',
    translation: 'Our translation of short guidance, not official wording',
    'own-words': 'Short guidance, not the wording of the OPDC',
    unknown: 'Origin not established',
  },
  workspace: {
    items: 'Items of category {{code}}',
    claimed: '{{count}}/{{all}} claimed',
    goal: 'Goal of category {{code}}',
    back: 'Back to the overview',
    more: 'Items and guidance',
    beside: 'Evidence, comments and goal',
    tabs: {
      label: 'Beside the text',
      evidence: 'Evidence',
      threads: 'Comments',
      advice: 'Advisors',
      history: 'History',
    },
  },
  overview: {
    title: 'Report summary: background, results and overall recommendations',
    about: 'Of the texts saved by now, by the claimed levels',
    fileName: 'PMQA report, fiscal year {{year}}',
    formats: { docx: 'Word (DOCX)', pdf: 'PDF' },
  },
  ladder: {
    label: 'The three levels',
    guidance: '{{count}} to check',
    advisedSame: 'the advisor agrees',
    advised: 'advised level',
  },
  claim: {
    again: 'Claim again',
    this: 'Claim this level',
    withdraw: 'Withdraw',
    title: 'Claim a level for item {{code}}',
    withdrawTitle: 'Withdraw the claim of item {{code}}',
    withdrawEffect: 'The item goes back to having no claimed level. The evidence stays as it is.',
    statement: 'Statement (optional)',
    statementHint: 'Kept with the claim; the meeting sees it',
    confirm: 'Claim this level',
    confirmWithdraw: 'Withdraw the claim',
  },
  sheet: {
    none: 'The cycle has no such document.',
    lockedTitle: 'Locked by a resolution',
    lockedAdvice: 'This text is approved and can only be read. To change it, ask the secretariat to reopen it.',
    phoneTitle: 'On a phone you can read; the text is always current',
    phoneAdvice: 'Edit on a tablet or a computer',
    mayWrite: 'You may edit',
    readOnly: 'Read only',
    writers: {
      evidence: 'edited by the members for category {{category}}; ask its secretary',
      results: 'edited by the working group of category {{category}}; ask its secretary',
      recommendations: 'edited by the members for category {{category}} and the secretariat',
      advice: 'edited by the advisor who wrote it',
      overview: 'edited by the secretariat and the Steering Committee chair',
      minutes: 'edited by the secretariat',
    },
    here: '{{count}} here',
  },
  save: {
    connecting: 'Connecting',
    saved: 'Saved {{time}}',
    upToDate: 'Current {{time}}',
    saving: 'Saving',
    unsent: 'Not saved yet',
    offline: 'No connection',
    kept: 'Kept in this page',
    stopped: 'Disconnected',
    locked: 'Locked',
    unsentElsewhere: 'Unsent',
  },
  rescue: rescueEn,
  meetings: meetingsEn,
  console: consoleEn,
  projector: projectorEn,
  scores: scoresEn,
  minutes: minutesEn,
  imports: importsEn,
  reports: reportsEn,
  people: peopleEn,
  adviceNotes: adviceEn,
  threads: threadsEn,
  tools: toolsEn,
  evidence: evidenceEn,
  recommendations: recommendationsEn,
  history: historyEn,
  proof: proofEn,
  deciding: decidingEn,
  editor: editorEn,
};
