import { mayAdvise } from '@ruam/shared/policy/advice.ts';
import { useQuery } from '@tanstack/react-query';
import { AdvicePane } from '../advice/AdvicePane.tsx';
import { chainsOf } from '../advice/noteChains.ts';
import { notesQuery } from '../api/advice.ts';
import { frameworkQuery } from '../api/cycle.ts';
import { evidenceQuery } from '../api/evidence.ts';
import { documentThreadsQuery } from '../api/threads.ts';
import { ConsensusPane } from '../consensus/ConsensusPane.tsx';
import { EvidencePane } from '../evidence/EvidencePane.tsx';
import { itemsOf, placesIn } from '../evidence/filters.ts';
import { HistoryPane } from '../history/HistoryPane.tsx';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { ThreadsPane } from '../threads/ThreadsPane.tsx';
import { Beside } from '../workspace/Beside.tsx';
import { drawDocument } from './drawDocument.tsx';

/** What other features put beside an item, with a tab for each. */
export function BesideItem(props: ItemSlotProps) {
  const { cycle, person, view, document } = props;
  const { item } = view;
  const entries = useQuery(evidenceQuery(cycle)).data ?? [];
  const framework = useQuery(frameworkQuery(cycle)).data;
  const threads =
    useQuery({ ...documentThreadsQuery(cycle, document?.id ?? ''), enabled: document !== null }).data ?? [];
  const notes = useQuery(notesQuery(cycle)).data ?? [];
  const places = framework === undefined ? null : placesIn(framework);
  const own = entries.filter(
    (entry) => entry.removed === null && places !== null && itemsOf(entry, places).includes(item.code),
  );
  const chains = chainsOf(notes.filter((note) => note.item === item.code));
  const isAdvisor = mayAdvise({ id: person.id, seats: person.roles }, cycle);
  const hasAdvice = chains.length > 0 || view.advice.length > 0 || isAdvisor || item.advised !== null;
  return (
    <Beside
      parts={[
        { key: 'evidence', count: own.length, isShown: true, content: <EvidencePane {...props} /> },
        {
          key: 'threads',
          count: threads.filter(({ state }) => state === 'open').length,
          isShown: document !== null,
          content: (
            <>
              <ThreadsPane {...props} />
              <ConsensusPane {...props} />
            </>
          ),
        },
        {
          key: 'advice',
          count: chains.length,
          isShown: hasAdvice,
          content: (
            <AdvicePane
              {...props}
              drawNote={drawDocument}
              drawComments={(note) => <ThreadsPane {...props} document={note} />}
            />
          ),
        },
        { key: 'history', count: 0, isShown: true, content: <HistoryPane {...props} /> },
      ]}
    />
  );
}
