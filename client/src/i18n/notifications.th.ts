/** Thai. Merged under `notifications` in th.ts. */
export const notificationsTh = {
  title: '',
};
