import type { Level } from '@ruam/shared/assessment/level.ts';

/** The class that sets a level's colours (`levels.css`). */
export function levelClass(level: Level | null): string {
  return `level-${level ?? 'none'}`;
}
