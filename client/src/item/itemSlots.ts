import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ReactNode } from 'react';
import type { ItemView, Part } from './itemView.ts';

/** What is drawn beside an item by other features; the app puts them there. */
export interface ItemSlotProps {
  readonly cycle: string;
  readonly person: PersonAnswer;
  readonly view: ItemView;
  readonly part: Part;
  /** The document that is shown, null when the cycle has none for this part. */
  readonly document: DocumentAnswer | null;
}

export interface ItemSlots {
  /** In the item's head: deciding, and what the item's standing asks for. */
  readonly drawActions: (props: ItemSlotProps) => ReactNode;
  /** In the bar at the foot of a phone: the decision that waits for the reader. */
  readonly drawBar: (props: ItemSlotProps) => ReactNode;
  /** In the right pane, from top to bottom: threads, advice. */
  readonly drawBeside: (props: ItemSlotProps) => ReactNode;
}
