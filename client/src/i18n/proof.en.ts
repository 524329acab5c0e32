import type { proofTh } from './proof.th.ts';
import type { Words } from './words.ts';

/** English. */
export const proofEn: Words<typeof proofTh> = {
  title: '',
};
