import { adviceEn } from './advice.en.ts';
import { decidingEn } from './deciding.en.ts';
import { editorEn } from './editor.en.ts';
import { evidenceEn } from './evidence.en.ts';
import { historyEn } from './history.en.ts';
import type { laterTh } from './later.th.ts';
import { peopleEn } from './people.en.ts';
import { proofEn } from './proof.en.ts';
import { recommendationsEn } from './recommendations.en.ts';
import { rescueEn } from './rescue.en.ts';
import { threadsEn } from './threads.en.ts';
import { toolsEn } from './tools.en.ts';
import type { Words } from './words.ts';

/** The words of every screen but those of `openingEn`. */
export const laterEn: Words<typeof laterTh> = {
  rescue: rescueEn,
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
