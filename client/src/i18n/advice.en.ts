import type { adviceTh } from './advice.th.ts';
import type { Words } from './words.ts';

/** English. */
export const adviceEn: Words<typeof adviceTh> = {
  title: '',
};
