import type { ItemAnswer, RescueAnswer } from '@ruam/shared/api/api.ts';
import { paths } from '../ui/paths.ts';

/** Where the document of a rescue is edited; null when no screen shows it, or its item is not known yet. */
export function documentPath(
  { cycle, kind, level }: Pick<RescueAnswer, 'cycle' | 'kind' | 'level'>,
  item: Pick<ItemAnswer, 'category' | 'code'> | null,
): string | null {
  if (kind === 'overview') return paths.overview(cycle);
  if (item === null || kind === 'minutes') return null;
  const { category, code } = item;
  if (kind === 'evidence' && level !== null) return paths.evidence(cycle, category, code, level);
  return kind === 'recommendations' ? paths.recommendations(cycle, category, code) : paths.item(cycle, category, code);
}
