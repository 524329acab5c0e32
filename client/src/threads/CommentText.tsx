import type { CommentAnswer } from '@ruam/shared/api/threads.ts';
import { mentionPieces } from '@ruam/shared/threads/mentions.ts';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import { bodyWords } from './mentionable.ts';

/** The words of a comment; who is named stands out, as a person, a body or a unit. */
export function CommentText({ comment }: { comment: CommentAnswer }) {
  const { t } = useTranslation();
  const kinds = new Map<string, CommentAnswer['mentions'][number]['kind']>();
  for (const { kind, id, name } of comment.mentions) {
    // A body is written in the language of who named it.
    const names = kind === 'body' ? [bodyWords(t, id), bodyWords(t, id, 'th'), bodyWords(t, id, 'en')] : [name];
    for (const written of names) kinds.set(written, kind);
  }
  let offset = 0;
  return (
    <p className="comment-text" lang="th">
      {mentionPieces(comment.text, [...kinds.keys()]).map(({ text, isMention }) => {
        const key = offset;
        offset += text.length;
        if (!isMention) return <ThaiText key={key}>{text}</ThaiText>;
        return (
          <b key={key} className="comment-mention" data-kind={kinds.get(text.slice(1))}>
            {text}
          </b>
        );
      })}
    </p>
  );
}
