import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** How a note was answered, by whom and why. `href` leads to the recommendations. */
export function NoteReply({ note, href }: { note: NoteAnswer; href: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { answer } = note;
  if (answer === null) return null;
  const isAccepted = answer.kind === 'accepted';
  const word = isAccepted ? (note.type === 'question' ? 'replied' : 'accepted') : 'declined';
  const Icon = isAccepted ? IconCircleCheck : IconCircleX;
  return (
    <div className="note-reply">
      <p>
        <Icon size={18} stroke={1.75} aria-hidden />
        <span>
          <b>{t(`adviceNotes.answer.${word}`)}</b>{' '}
          <small>{t('adviceNotes.answer.by', { name: answer.by.name, date: format.full(answer.at) })}</small>
        </span>
      </p>
      {answer.reason !== null && (
        <p className="note-reason" lang="th">
          <ThaiText>{answer.reason}</ThaiText>
        </p>
      )}
      {word === 'accepted' && href !== null && (
        <p>
          <Link href={href}>{t('adviceNotes.answer.toRecommendations')}</Link>
        </p>
      )}
    </div>
  );
}
