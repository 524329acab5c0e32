import { adviceEn } from './advice.en.ts';
import { boardEn, switchEn } from './board.en.ts';
import { checksEn } from './checks.en.ts';
import { decidingEn } from './deciding.en.ts';
import { editorEn } from './editor.en.ts';
import { errorsEn } from './errors.en.ts';
import { evidenceEn } from './evidence.en.ts';
import { historyEn } from './history.en.ts';
import { networkEn } from './network.en.ts';
import { notificationsEn } from './notifications.en.ts';
import { peopleEn } from './people.en.ts';
import { proofEn } from './proof.en.ts';
import { recommendationsEn } from './recommendations.en.ts';
import { rescueEn } from './rescue.en.ts';
import { searchEn } from './search.en.ts';
import type { th } from './th.ts';
import { threadsEn } from './threads.en.ts';
import { toolsEn } from './tools.en.ts';
import type { Words } from './words.ts';

/** All words of the interface in English. */
export const en: Words<typeof th> = {
  common: { retry: 'Try again', loading: 'Opening', close: 'Close', cancel: 'Cancel', and: 'and' },
  level: { basic: 'Basic', advance: 'Advance', significance: 'Significance', none: 'No level yet' },
  levelMeaning: { basic: 'foundation', advance: 'progress', significance: 'results', none: 'not every item has one' },
  value: {
    claimed: { word: 'Claimed', noun: 'claimed values' },
    advised: { word: 'Advised', noun: 'advised values' },
    approved: { word: 'Approved', noun: 'approved values' },
    latest: { word: 'Latest', noun: 'latest values' },
    same: 'the same',
  },
  profile: { 'weakest-link': 'Weakest link', 'points-500': '500 points' },
  status: {
    drafting: 'Being written',
    claimed: 'Claimed',
    advised: 'Advised',
    scheduled: 'Awaiting decision',
    approved: 'Approved',
    approvedWithConditions: 'With conditions',
    returned: 'Returned',
    noted: 'Noted',
    postponed: 'Postponed',
    reopened: 'Reopened',
  },
  role: {
    member: 'Member',
    chair: 'Chair',
    secretary: 'Secretary',
    advisor: 'Advisor',
    'steering-member': 'Steering Committee member',
    'steering-chair': 'Steering Committee chair',
    secretariat: 'Secretariat',
    observer: 'Observer',
    administrator: 'Administrator',
  },
  access: {
    locked: 'Approved and locked',
    write: 'You may edit',
    read: 'Read only; edited by the members for category {{category}}',
  },
  category: { numbered: 'Category {{code}}' },
  shell: {
    product: 'Ruam',
    home: 'ร่วม Ruam: go to the overview',
    skip: 'Skip to the content',
    cycle: '{{framework}} · Fiscal year {{year}} · {{round}}-month round',
    cycleShort: 'Fiscal year {{year}} · {{round}} months',
    board: 'Overview',
    overview: 'Report summary',
    navigation: 'Main',
    categories: 'Categories',
    language: 'Language',
    theme: 'Colours',
    themes: { light: 'Light', dark: 'Dark', auto: 'As the device' },
    person: '{{name}}, my menu',
    otherCycles: 'Other cycles',
    signOut: 'Sign out',
    signOutUnsent: 'Some text is not saved yet. If you sign out now and close this page, it is lost. Sign out?',
    signOutUnsentKept:
      'Some text is not saved yet. It is kept on this device and goes out when you sign in here again. Sign out?',
    unsent: 'Unsent',
  },
  signIn: {
    title: 'Sign in',
    motto: { write: 'Write together', trace: 'See where every score comes from', decide: 'Decide by one resolution' },
    purpose:
      'Where committees assess their agency by the Public Sector Management Quality Award 4.0, the standard of government 4.0.',
    levels: 'The three levels',
    login: 'Login name',
    password: 'Password',
    showPassword: 'Show or hide the password',
    submit: 'Sign in',
    privacy: 'Every agency sees its own data only.',
  },
  board: boardEn,
  switch: switchEn,
  guidance: { of: 'Guidance for item {{code}}', mark: 'Short guidance, not the wording of the OPDC' },
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
    beside: 'Advice and goal',
  },
  overview: { title: 'Report summary: background, results and overall recommendations' },
  part: {
    label: 'Parts of the item',
    evidenceOf: 'Evidence {{level}}',
    recommendations: 'Recommendations',
    results: 'Results of the dimension',
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
  noPage: {
    home: 'Go to the overview',
    page: { title: 'There is no such page', advice: 'The address may be mistyped, or the page has moved.' },
    item: { title: 'There is no such item', advice: 'The cycle has no such category or item.' },
    cycle: {
      title: 'This cycle cannot be opened',
      advice: "It does not exist, or you have no role in it. If you should have one, ask your agency's administrator.",
    },
    noCycle: {
      title: 'There is no cycle for you yet',
      advice: "You have no role in any cycle. Ask your agency's administrator or secretariat.",
    },
  },
  rescue: rescueEn,
  notifications: notificationsEn,
  people: peopleEn,
  adviceNotes: adviceEn,
  threads: threadsEn,
  tools: toolsEn,
  evidence: evidenceEn,
  checks: checksEn,
  recommendations: recommendationsEn,
  search: searchEn,
  network: networkEn,
  history: historyEn,
  proof: proofEn,
  deciding: decidingEn,
  error: errorsEn,
  editor: editorEn,
};
