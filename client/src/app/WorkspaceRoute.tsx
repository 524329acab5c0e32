import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { FoundPassage } from '../item/FoundPassage.tsx';
import { InsertEvidenceProvider } from '../item/InsertEvidence.tsx';
import { ThreadsProvider } from '../threads/ThreadsProvider.tsx';
import { paths } from '../ui/paths.ts';
import { WorkspacePage } from '../workspace/WorkspacePage.tsx';
import { drawDocument } from './drawDocument.tsx';
import { FollowBar } from './FollowBar.tsx';
import { itemSlots } from './itemSlots.tsx';
import { NoPage } from './NoPage.tsx';

/** An item in its category; without a code the category's first. */
export function WorkspaceRoute({
  cycle,
  person,
  category,
  code,
}: {
  cycle: CycleAnswer;
  person: PersonAnswer;
  category: string;
  code: string | null;
}) {
  return (
    <ThreadsProvider person={person.id}>
      <FoundPassage />
      <FollowBar cycle={cycle.id} person={person} />
      <InsertEvidenceProvider>
        <WorkspacePage
          cycle={cycle.id}
          person={person}
          category={category}
          code={code}
          drawDocument={drawDocument}
          slots={itemSlots}
          missing={<NoPage reason="item" home={paths.board(cycle.id)} />}
        />
      </InsertEvidenceProvider>
    </ThreadsProvider>
  );
}
