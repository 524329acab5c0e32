import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { useDay } from './useDay.ts';

/** What a note is, whose, and where it stands; the passage that it is about. */
export function NoteHead({ note }: { note: NoteAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = useDay();
  const standing = (): string => {
    if (note.submittedAt === null) return t('adviceNotes.draft');
    // When the advisor said it is not known; only when the report came in.
    if (note.author === null) return t('adviceNotes.imported');
    return t('adviceNotes.submitted', { date: format.full(note.submittedAt) });
  };
  return (
    <header>
      <p className="note-kind">
        <b>{t(`adviceNotes.type.${note.type ?? 'imported'}`)}</b>
        {note.severity !== null && (
          <span className="note-severity" data-severity={note.severity}>
            {t(`adviceNotes.severity.${note.severity}`)}
          </span>
        )}
        {note.replacedBy !== null && <span className="note-mark">{t('adviceNotes.replaced')}</span>}
        {note.previousId !== null && note.replacedBy === null && (
          <span className="note-mark">{t('adviceNotes.newVersionOf')}</span>
        )}
      </p>
      <p className="note-facts">
        {[
          note.author?.name ?? t('role.advisor'),
          ...(note.visitDate === null ? [] : [t('adviceNotes.visit', { date: day(note.visitDate) })]),
          standing(),
        ].join(' · ')}
      </p>
      {note.passage !== null && (
        <blockquote className="note-quote" lang="th" aria-label={t('adviceNotes.quote')}>
          <ThaiText>{note.passage.quote}</ThaiText>
        </blockquote>
      )}
    </header>
  );
}
