import type { DocumentKind } from '../assessment/assessment.ts';
import { type Level, levelRank } from '../assessment/level.ts';

/** What a decision must know of a document of its item. */
export interface ItemDocument {
  readonly kind: DocumentKind;
  /** Null where the kind has none. */
  readonly level: Level | null;
  /** Of an advice note. */
  readonly isSubmitted: boolean;
}

/**
 * Whether an approval of its item at `level` (null for a dimension) is about this document: the evidence up to that
 * level, the results, the recommendations, and the advice that was submitted.
 */
export function isCovered(document: ItemDocument, level: Level | null): boolean {
  switch (document.kind) {
    case 'evidence':
      return document.level !== null && levelRank(document.level) <= levelRank(level);
    case 'results':
    case 'recommendations':
      return true;
    case 'advice':
      return document.isSubmitted;
    case 'overview':
    case 'minutes':
      return false;
  }
}

/** Whether a decision on its item locks the document and a reopening opens it; the others have reasons of their own. */
export function isLockedByDecision({ kind }: Pick<ItemDocument, 'kind'>): boolean {
  return kind === 'evidence' || kind === 'results';
}
