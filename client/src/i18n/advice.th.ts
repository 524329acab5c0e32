/** Thai. Merged under `adviceNotes` in th.ts. */
export const adviceTh = {
  title: '',
};
