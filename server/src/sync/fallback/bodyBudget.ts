import { AppError } from '@ruam/shared/errors/errors.ts';
import type { LineLimits } from './limits.ts';

/** Memory that bodies may take while they arrive (docs/sync.md S15): who sends halves of them takes nobody else's. */
export interface BodyBudget {
  /** Sets so many bytes aside for a person's body; returns how to give them back. Throws `unavailable`: send it again. */
  take(personId: string, bytes: number): () => void;
}

export function createBodyBudget({ personBytes, allBytes }: Pick<LineLimits, 'personBytes' | 'allBytes'>): BodyBudget {
  const people = new Map<string, number>();
  let all = 0;
  return {
    take(personId, bytes) {
      const own = people.get(personId) ?? 0;
      if (own + bytes > personBytes || all + bytes > allBytes)
        throw new AppError('unavailable', 'too much is arriving at once; send it again later');
      people.set(personId, own + bytes);
      all += bytes;
      return () => {
        const left = (people.get(personId) ?? 0) - bytes;
        if (left > 0) people.set(personId, left);
        else people.delete(personId);
        all -= bytes;
      };
    },
  };
}
