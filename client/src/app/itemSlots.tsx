import { AdvicePane } from '../advice/AdvicePane.tsx';
import { ConsensusPane } from '../consensus/ConsensusPane.tsx';
import { ItemActions } from '../deciding/ItemActions.tsx';
import { EvidencePane } from '../evidence/EvidencePane.tsx';
import { HistoryPane } from '../history/HistoryPane.tsx';
import type { ItemSlots } from '../item/itemSlots.ts';
import { ThreadsPane } from '../threads/ThreadsPane.tsx';
import { drawDocument } from './drawDocument.tsx';

/** Puts deciding, threads and advice into the workspace. */
export const itemSlots: ItemSlots = {
  drawActions: (props) => <ItemActions {...props} />,
  drawBeside: (props) => (
    <>
      <EvidencePane {...props} />
      <ThreadsPane {...props} />
      <ConsensusPane {...props} />
      <AdvicePane
        {...props}
        drawNote={drawDocument}
        drawComments={(document) => <ThreadsPane {...props} document={document} />}
      />
      <HistoryPane {...props} />
    </>
  ),
};
