import { mayAdvise } from '@ruam/shared/policy/advice.ts';
import { IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { notesQuery } from '../api/advice.ts';
import type { ItemSlotProps } from '../item/itemSlots.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { AdvisedLevel } from './AdvisedLevel.tsx';
import { NoteCard } from './NoteCard.tsx';
import { chainsOf } from './noteChains.ts';
import type { CommentsSlot, NoteSlot } from './noteSlot.ts';
import { WriteNote } from './WriteNote.tsx';
import './advice.css';

/** The advisors' notes on an item with their answers, and the advised level; an advisor writes here. */
export function AdvicePane({
  cycle,
  person,
  view,
  document,
  drawNote,
  drawComments,
}: ItemSlotProps & { readonly drawNote: NoteSlot; readonly drawComments: CommentsSlot }) {
  const { t } = useTranslation();
  const notes = useQuery(notesQuery(cycle));
  const { item } = view;
  const isAdvisor = mayAdvise({ id: person.id, seats: person.roles }, cycle);
  const chains = chainsOf((notes.data ?? []).filter((note) => note.item === item.code));
  const hasNothing = chains.length === 0 && view.advice.length === 0;
  if (hasNothing && !isAdvisor && item.advised === null) return null;
  return (
    <section aria-label={t('adviceNotes.title')} className="advice-pane">
      <h2 className="ws-pane-head">
        <IconBulb size={19} stroke={1.75} aria-hidden />
        {t('adviceNotes.title')}
        {chains.length > 0 && <span className="ws-count">{chains.length}</span>}
      </h2>
      <AdvisedLevel cycle={cycle} person={person} item={item} />
      {notes.data === undefined &&
        (notes.isError ? <Trouble error={notes.error} onRetry={() => void notes.refetch()} /> : <Skeleton />)}
      {notes.data !== undefined && chains.length === 0 && (
        <p className="note-hint">
          <ThaiText>{t('adviceNotes.none')}</ThaiText>
        </p>
      )}
      {chains.map((chain) => (
        <NoteCard
          key={chain.older.at(-1)?.document ?? chain.current.document}
          cycle={cycle}
          person={person}
          item={item}
          chain={chain}
          documents={view.advice}
          drawNote={drawNote}
          drawComments={drawComments}
        />
      ))}
      <div className="note-buttons">
        {isAdvisor && <WriteNote key={item.code} cycle={cycle} item={item.code} document={document?.id ?? null} />}
        <Link href={paths.advice(cycle)} className="note-all">
          {t('adviceNotes.all')}
        </Link>
      </div>
    </section>
  );
}
