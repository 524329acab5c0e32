import { AppError } from '@ruam/shared/errors/errors.ts';

/** Uploads of one person that may be under way at once: several tabs with a few files each. */
const maxUnderWay = 8;
const retryAfterMs = 2_000;

/** Does the work of an upload for a person. Throws `tooManyRequests` when they have as many under way as may be. */
type UploadTurns = <Result>(personId: string, work: () => Promise<Result>) => Promise<Result>;

/** What is still arriving counts for nobody's room (F9): so only some of it arrives at once. */
export function createUploadTurns(): UploadTurns {
  const underWay = new Map<string, number>();
  return async (personId, work) => {
    const count = underWay.get(personId) ?? 0;
    if (count >= maxUnderWay)
      throw new AppError('tooManyRequests', 'wait until one of the uploads has arrived', { retryAfterMs });
    underWay.set(personId, count + 1);
    try {
      return await work();
    } finally {
      const left = (underWay.get(personId) ?? 1) - 1;
      if (left > 0) underWay.set(personId, left);
      else underWay.delete(personId);
    }
  };
}
