import type { StageChanges } from '@ruam/shared/api/stage.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';

/** Percent: letters of the projector from the usual size on. */
const smallest = 100;
const largest = 150;
const step = 10;

/** The letters of the screen one step larger (1) or smaller (-1). */
export function zoomBy({ zoom }: Pick<Stage, 'zoom'>, by: -1 | 1): StageChanges {
  return { zoom: Math.min(largest, Math.max(smallest, zoom + by * step)) };
}
