import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { paths } from '../ui/paths.ts';

/** The address of the screen on which an item's document is shown. */
export function pathOfDocument(
  cycle: string,
  { category, code }: Pick<ItemAnswer, 'category' | 'code'>,
  { kind, level }: Pick<ItemAnswer['documents'][number], 'kind' | 'level'>,
): string {
  if (kind === 'evidence' && level !== undefined) return paths.evidence(cycle, category, code, level);
  return kind === 'recommendations' ? paths.recommendations(cycle, category, code) : paths.item(cycle, category, code);
}
