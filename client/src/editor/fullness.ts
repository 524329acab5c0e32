import type { DocumentAnswer } from '@ruam/shared/api/api.ts';

/** From here on the writers are warned (docs/sync.md S8). */
const warnPercent = 80;

/** How full a document is, in percent, from 80 on; null below, and without a limit. */
export function fullness({ sizeBytes, maxBytes }: Pick<DocumentAnswer, 'sizeBytes' | 'maxBytes'>): number | null {
  if (maxBytes <= 0) return null;
  const percent = Math.floor((sizeBytes / maxBytes) * 100);
  return percent >= warnPercent ? percent : null;
}
