import { AdvicePane } from '../advice/AdvicePane.tsx';
import { ItemActions } from '../deciding/ItemActions.tsx';
import type { ItemSlots } from '../item/itemSlots.ts';
import { ThreadsPane } from '../threads/ThreadsPane.tsx';

/** Puts deciding, threads and advice into the workspace. */
export const itemSlots: ItemSlots = {
  drawActions: (props) => <ItemActions {...props} />,
  drawBeside: (props) => (
    <>
      <ThreadsPane {...props} />
      <AdvicePane advice={props.view.advice} />
    </>
  ),
};
