import type { RecommendationAnswer } from '@ruam/shared/api/recommendations.ts';
import { paths } from '../ui/paths.ts';

/** Where a recommendation is read and changed: its document, at its passage. */
export function sourcePath(cycle: string, { item, category, text }: RecommendationAnswer): string {
  const document =
    item === null || category === null ? paths.overview(cycle) : paths.recommendations(cycle, category, item);
  const words = text.slice(0, 60).toWellFormed();
  if (words.trim() === '') return document;
  return `${document}${document.includes('?') ? '&' : '?'}passage=${encodeURIComponent(words)}`;
}
