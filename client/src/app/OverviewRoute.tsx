import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { FoundPassage } from '../item/FoundPassage.tsx';
import { ThreadsProvider } from '../threads/ThreadsProvider.tsx';
import { OverviewPage } from '../workspace/OverviewPage.tsx';
import { drawDocument } from './drawDocument.tsx';
import { FollowBar } from './FollowBar.tsx';

/** The texts that belong to the whole cycle. */
export function OverviewRoute({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  return (
    <ThreadsProvider person={person.id}>
      <FoundPassage />
      <FollowBar cycle={cycle.id} person={person} />
      <OverviewPage cycle={cycle} person={person} drawDocument={drawDocument} />
    </ThreadsProvider>
  );
}
