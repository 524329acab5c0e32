/** Thai. Merged under `people` in th.ts. */
export const peopleTh = {
  title: '',
};
