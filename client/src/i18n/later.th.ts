import { adviceTh } from './advice.th.ts';
import { decidingTh } from './deciding.th.ts';
import { editorTh } from './editor.th.ts';
import { evidenceTh } from './evidence.th.ts';
import { historyTh } from './history.th.ts';
import { peopleTh } from './people.th.ts';
import { proofTh } from './proof.th.ts';
import { recommendationsTh } from './recommendations.th.ts';
import { rescueTh } from './rescue.th.ts';
import { threadsTh } from './threads.th.ts';
import { toolsTh } from './tools.th.ts';

/** The words of every screen but those of `openingTh`. */
export const laterTh = {
  rescue: rescueTh,
  people: peopleTh,
  adviceNotes: adviceTh,
  threads: threadsTh,
  tools: toolsTh,
  evidence: evidenceTh,
  recommendations: recommendationsTh,
  history: historyTh,
  proof: proofTh,
  deciding: decidingTh,
  editor: editorTh,
};
