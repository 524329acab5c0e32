import type { threadsTh } from './threads.th.ts';
import type { Words } from './words.ts';

/** English. */
export const threadsEn: Words<typeof threadsTh> = {
  title: '',
};
