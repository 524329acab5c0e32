import { DecideAction } from '../deciding/DecideAction.tsx';
import { ItemActions } from '../deciding/ItemActions.tsx';
import type { ItemSlots } from '../item/itemSlots.ts';
import { BesideItem } from './BesideItem.tsx';

/** Puts deciding, evidence, threads and advice into the workspace. */
export const itemSlots: ItemSlots = {
  drawActions: (props) => <ItemActions {...props} />,
  drawBar: (props) => <DecideAction {...props} />,
  drawBeside: (props) => <BesideItem {...props} />,
};
