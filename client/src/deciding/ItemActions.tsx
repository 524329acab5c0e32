import type { ItemSlotProps } from '../item/itemSlots.ts';

/** What can be done with an item as a whole: decide it, ask for its reopening, reopen it. */
export function ItemActions(_props: ItemSlotProps) {
  return null;
}
