import type { ItemSlotProps } from '../item/itemSlots.ts';

/** The threads of the document that is shown. */
export function ThreadsPane(_props: ItemSlotProps) {
  return null;
}
