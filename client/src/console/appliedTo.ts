import type { StageChanges } from '@ruam/shared/api/stage.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';

/** The stage with what is named changed. */
export function appliedTo(stage: Stage, changes: StageChanges): Stage {
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...stage, ...named } as Stage;
}
