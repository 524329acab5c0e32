import type { CommentAnswer } from '@ruam/shared/api/threads.ts';
import { mentionPieces } from '@ruam/shared/threads/mentions.ts';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import { bodyWords } from './mentionable.ts';

/** The words of a comment; who is named stands out. */
export function CommentText({ comment }: { comment: CommentAnswer }) {
  const { t } = useTranslation();
  // A body is written in the language of who named it.
  const names = comment.mentions.flatMap(({ kind, id, name }) =>
    kind === 'body' ? [bodyWords(t, id), bodyWords(t, id, 'th'), bodyWords(t, id, 'en')] : [name],
  );
  let offset = 0;
  return (
    <p className="comment-text" lang="th">
      {mentionPieces(comment.text, names).map(({ text, isMention }) => {
        const key = offset;
        offset += text.length;
        return isMention ? <b key={key}>{text}</b> : <ThaiText key={key}>{text}</ThaiText>;
      })}
    </p>
  );
}
