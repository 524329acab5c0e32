import type { peopleTh } from './people.th.ts';
import type { Words } from './words.ts';

/** English. */
export const peopleEn: Words<typeof peopleTh> = {
  title: '',
};
