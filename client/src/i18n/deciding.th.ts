/** Thai. Merged under `deciding` in th.ts. */
export const decidingTh = {
  title: '',
};
