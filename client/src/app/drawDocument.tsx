import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { contentQuery } from '../api/content.ts';
import { useWhereabouts } from '../api/presence.ts';
import { ThreadsDrawer } from '../threads/ThreadsDrawer.tsx';
import { usePassageMarks } from '../threads/usePassageMarks.ts';
import { CommittedText } from '../ui/CommittedText.tsx';
import type { DocumentSlotProps } from '../workspace/documentSlot.ts';

const DocumentPane = lazy(() =>
  import('../editor/DocumentPane.tsx').then((editor) => ({ default: editor.DocumentPane })),
);

/** Puts the editor, a chunk of its own, into the workspace; until it is here the committed text is shown. */
export function drawDocument(props: DocumentSlotProps) {
  return (
    <Suspense fallback={<Committed document={props.document.id} label={props.label} />}>
      <CommentedDocument {...props} />
    </Suspense>
  );
}

/** The text with its threads: marks in it, and their cards over it where no pane stands beside it. */
function CommentedDocument(props: DocumentSlotProps) {
  const { document, person } = props;
  const marks = usePassageMarks(document, person);
  // A note is read beside its item's text.
  useWhereabouts(document.kind === 'advice' ? null : document.id);
  return (
    <>
      <DocumentPane {...props} {...marks} />
      <ThreadsDrawer document={document} person={person} isAlone={document.item === null} />
    </>
  );
}

function Committed({ document, label }: { document: string; label: string }) {
  const content = useQuery(contentQuery(document));
  return <CommittedText content={content.data ?? null} label={label} />;
}
