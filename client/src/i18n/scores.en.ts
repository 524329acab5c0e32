import type { scoresTh } from './scores.th.ts';
import type { Words } from './words.ts';

/** English. Merged under `scores` in later.en.ts. */
export const scoresEn: Words<typeof scoresTh> = {
  title: 'Scores',
  overall: 'Overall',
  becomes: 'becomes',
  because: 'Because of',
  areAt: 'at {{level}}',
  haveNone: 'without a level',
  becauseMany: 'Because {{count}} items are at {{level}}',
  becauseManyNone: 'Because {{count}} items have no level yet',
  allHighest: 'All items are at {{level}}',
  rule: 'The lowest level of categories 1–6 decides the overall level',
  pointsRule: 'Points are the mean of categories 1–6; the level is still that of the lowest item',
  counts: 'Items at each level',
  year: 'Fiscal year {{year}}',
  noEarlier: 'Fiscal year {{year}} is the first one here, so there is no line of the year before',
  of: 'Made of the {{value}}',
  by: 'Profile: {{profile}}',
  points: 'Points 300/400/500, unofficial, mean',
  byCategory: 'By category',
  category: 'Category',
  heldBy: 'Items that hold the category at its level',
  savePicture: 'Save as picture',
  fileName: 'PMQA scores fiscal year {{year}}',
  whatIf: {
    title: 'Supposed',
    never: 'Only tried out; no real level changes',
    reset: 'Back to the real levels',
    other: 'Suppose another item',
    levelOf: 'Supposed level of item {{code}}',
  },
};
