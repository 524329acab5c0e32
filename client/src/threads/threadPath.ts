import type { ThreadAnswer } from '@ruam/shared/api/threads.ts';
import { paths } from '../ui/paths.ts';

/** Where a thread's text is shown with it; null when no screen shows that document. */
export function threadPath({ id, cycle, category, item, kind, level }: ThreadAnswer): string | null {
  const document = documentPath({ cycle, category, item, kind, level });
  if (document === null) return null;
  return `${document}${document.includes('?') ? '&' : '?'}thread=${encodeURIComponent(id)}`;
}

function documentPath({
  cycle,
  category,
  item,
  kind,
  level,
}: Pick<ThreadAnswer, 'cycle' | 'category' | 'item' | 'kind' | 'level'>): string | null {
  if (kind === 'overview') return paths.overview(cycle);
  if (category === null || item === null) return null;
  if (kind === 'evidence' && level !== null) return paths.evidence(cycle, category, item, level);
  if (kind === 'recommendations') return paths.recommendations(cycle, category, item);
  return kind === 'results' ? paths.item(cycle, category, item) : null;
}
