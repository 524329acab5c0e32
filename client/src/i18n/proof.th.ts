/** Thai. Merged under `proof` in th.ts. */
export const proofTh = {
  title: '',
};
