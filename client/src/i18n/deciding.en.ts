import type { decidingTh } from './deciding.th.ts';
import type { Words } from './words.ts';

/** English. */
export const decidingEn: Words<typeof decidingTh> = {
  title: '',
};
