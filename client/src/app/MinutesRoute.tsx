import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { FoundPassage } from '../item/FoundPassage.tsx';
import { MinutesPage } from '../minutes/MinutesPage.tsx';
import { ThreadsProvider } from '../threads/ThreadsProvider.tsx';
import { Sheet } from '../workspace/Sheet.tsx';
import { drawDocument } from './drawDocument.tsx';
import '../workspace/workspace.css';
import '../workspace/panes.css';
import '../workspace/sheet.css';

/** The minutes of a meeting, written together like any other text. */
export function MinutesRoute({ cycle, person, id }: { cycle: CycleAnswer; person: PersonAnswer; id: string }) {
  return (
    <ThreadsProvider person={person.id}>
      <FoundPassage />
      <MinutesPage
        cycle={cycle}
        person={person}
        id={id}
        drawText={({ document, label, lockedBy }) => (
          <Sheet
            key={document.id}
            document={document}
            person={person}
            category={null}
            paragraphPrefix={null}
            label={label}
            tabs={null}
            lockedBy={lockedBy}
            drawDocument={drawDocument}
          />
        )}
      />
    </ThreadsProvider>
  );
}
