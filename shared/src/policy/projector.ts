import type { DocumentFacts } from './policy.ts';

/** A projector shows every text of its cycle but advice that its author has not submitted (docs/stage.md G7). */
export function mayBeShown({ kind, submitted }: Pick<DocumentFacts, 'kind' | 'submitted'>): boolean {
  return kind !== 'advice' || submitted;
}
