/** Thai. Merged under `threads` in th.ts. */
export const threadsTh = {
  title: '',
};
