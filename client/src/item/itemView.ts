import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import type { Category, FrameworkItem } from '@ruam/shared/framework/framework.ts';

/** The texts of an item: evidence by level, recommendations, and the narrative of a dimension of category 7. */
export type Part =
  | { readonly kind: 'evidence'; readonly level: Level }
  | { readonly kind: 'recommendations' | 'results' };

/** Everything that the workspace shows of one item. */
export interface ItemView {
  readonly category: Category;
  readonly definition: FrameworkItem;
  readonly item: ItemAnswer;
  /** The items of the category, in the framework's order. */
  readonly siblings: readonly ItemAnswer[];
  readonly documents: readonly DocumentAnswer[];
  readonly advice: readonly DocumentAnswer[];
}

/**
 * The part that an address names; without one the narrative of a dimension, or the evidence of the claimed level, and
 * where that has no text yet, of the highest level that has one.
 */
export function partOf({ item, documents }: Pick<ItemView, 'item' | 'documents'>, address: URLSearchParams): Part {
  if (address.get('part') === 'recommendations') return { kind: 'recommendations' };
  if (item.kind === 'dimension') return { kind: 'results' };
  const named = levels.find((level) => level === address.get('level'));
  const standing = item.claimed ?? 'basic';
  const written = levels.filter((level) =>
    documents.some((one) => one.kind === 'evidence' && one.level === level && one.sizeBytes > 0),
  );
  const opened = written.includes(standing) ? standing : (written.at(-1) ?? standing);
  return { kind: 'evidence', level: named ?? opened };
}

/** The document of a part; null when the cycle does not have it. */
export function documentOf(view: ItemView, part: Part): DocumentAnswer | null {
  const level = part.kind === 'evidence' ? part.level : null;
  return view.documents.find((document) => document.kind === part.kind && document.level === level) ?? null;
}
