import type { StageChanges } from '@ruam/shared/api/stage.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import type { ShownText } from '../sync/useShownText.ts';

/** The place of the paragraph on the screen, from 0; -1: the beginning of the text. */
export function placeOf({ block }: Pick<Stage, 'block'>, text: Pick<ShownText, 'paragraphs'> | null): number {
  return text?.paragraphs.findIndex(({ id }) => id === block) ?? -1;
}

/** The paragraph below (1) or above (-1) the one on the screen; nothing changes at the ends. */
export function besideShown(
  stage: Pick<Stage, 'block'>,
  text: Pick<ShownText, 'paragraphs'> | null,
  by: -1 | 1,
): StageChanges {
  if (text === null || text.paragraphs.length === 0) return {};
  const place = placeOf(stage, text);
  // The beginning of the text shows its first paragraph.
  const from = Math.max(0, place);
  const next = text.paragraphs[from + by];
  return next === undefined ? {} : { block: next.id, page: 0 };
}
