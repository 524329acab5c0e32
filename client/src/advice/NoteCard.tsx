import { Button } from '@mantine/core';
import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import type { DocumentAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayAnswerNote, maySubmitNote } from '@ruam/shared/policy/advice.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNewVersion } from '../api/advice.ts';
import { contentQuery } from '../api/content.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ContentView } from '../ui/ContentView.tsx';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { AnswerNote } from './AnswerNote.tsx';
import { NoteHead } from './NoteHead.tsx';
import { NoteReply } from './NoteReply.tsx';
import type { NoteChain } from './noteChains.ts';
import type { CommentsSlot, NoteSlot } from './noteSlot.ts';
import { WrittenNote } from './WrittenNote.tsx';

interface CardProps {
  readonly cycle: string;
  readonly person: PersonAnswer;
  readonly item: ItemAnswer;
  readonly chain: NoteChain;
  readonly documents: readonly DocumentAnswer[];
  /** Where the author writes; null where notes are only read. */
  readonly drawNote: NoteSlot | null;
  /** What members say; null where it is not shown. */
  readonly drawComments: CommentsSlot | null;
}

/** A note with its versions, its answer or the answering, and what members say about it. */
export function NoteCard(props: CardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { current, older } = props.chain;
  return (
    <article
      className="note"
      aria-label={t('adviceNotes.label', {
        type: t(`adviceNotes.type.${current.type ?? 'imported'}`),
        code: current.item,
      })}
    >
      <Version key={current.document} {...props} note={current} isNewest />
      {older.map((note) => (
        <details key={note.document} className="note-older" open={current.submittedAt === null}>
          <summary>
            {t('adviceNotes.older', { date: note.submittedAt === null ? '' : format.full(note.submittedAt) })}
          </summary>
          <Version {...props} note={note} isNewest={false} />
        </details>
      ))}
    </article>
  );
}

function Version({
  cycle,
  person,
  item,
  chain,
  documents,
  drawNote,
  drawComments,
  note,
  isNewest,
}: CardProps & { readonly note: NoteAnswer; readonly isNewest: boolean }) {
  const { t } = useTranslation();
  const actor = { id: person.id, seats: person.roles };
  const isOwn = maySubmitNote(actor, { cycle, authorId: note.author?.id ?? null });
  const document = documents.find(({ id }) => id === note.document) ?? null;
  const isSubmitted = note.submittedAt !== null;
  // Whoever was writing when it was submitted keeps the pane: it tells what came too late.
  const [wasWritten] = useState(!isSubmitted);
  const mayAnswer = isSubmitted && mayAnswerNote(actor, cycle, item.category);
  const isWaiting = isSubmitted && note.answer === null && note.replacedBy === null;
  const label = t('adviceNotes.text', {
    type: t(`adviceNotes.type.${note.type ?? 'imported'}`),
    code: note.item,
  });
  const text = (): ReactNode => {
    if (isOwn && wasWritten && document !== null && drawNote !== null)
      return <WrittenNote note={note} document={document} person={person} label={label} drawNote={drawNote} />;
    if (!isSubmitted)
      return (
        <p className="note-hint">
          <ThaiText>{t(isOwn ? 'adviceNotes.draft' : 'adviceNotes.draftOfOther')}</ThaiText>
        </p>
      );
    return <NoteText document={note.document} />;
  };
  return (
    <>
      <NoteHead note={note} />
      {text()}
      <NoteReply note={note} href={paths.recommendations(cycle, item.category, item.code)} />
      {mayAnswer && <AnswerNote cycle={cycle} note={note} kind={item.kind} isWaiting={isWaiting} />}
      {isWaiting && !mayAnswer && <p className="note-waiting">{t('adviceNotes.answer.waiting')}</p>}
      {isOwn && isNewest && isSubmitted && drawNote !== null && <NewVersion cycle={cycle} document={note.document} />}
      {isSubmitted && document !== null && drawComments !== null && (
        <Comments count={note.comments} isOpen={chain.older.length === 0 && note.comments > 0}>
          {() => drawComments(document)}
        </Comments>
      )}
    </>
  );
}

/** The text of a submitted note, which is never another. */
function NoteText({ document }: { document: string }) {
  const content = useQuery(contentQuery(document));
  if (content.data !== undefined) return <ContentView content={content.data} />;
  return content.isError ? <Trouble error={content.error} onRetry={() => void content.refetch()} /> : <Skeleton />;
}

function NewVersion({ cycle, document }: { cycle: string; document: string }) {
  const { t } = useTranslation();
  const begin = useNewVersion(cycle, document);
  return (
    <div className="note-buttons">
      <Button size="sm" variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
        {t('adviceNotes.version')}
      </Button>
      <FormError error={begin.error} />
    </div>
  );
}

/** Drawn once it is opened: each of them follows its document. */
function Comments({
  count,
  isOpen: isOpenAtFirst,
  children,
}: {
  count: number;
  isOpen: boolean;
  children: () => ReactNode;
}) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <details className="note-comments" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {t('adviceNotes.comments')} {count > 0 && <span className="ws-count">{count}</span>}
      </summary>
      {isOpen && children()}
    </details>
  );
}
