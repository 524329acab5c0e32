import type { RescueAnswer } from '@ruam/shared/api/api.ts';
import { diffWords } from '@ruam/shared/thai/wordDiff.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** The removed words and the typed ones in one text, word by word: what is struck was there, what is underlined is new. */
export function RescueDifference({ rescue }: { rescue: Pick<RescueAnswer, 'added' | 'removed'> }) {
  const { t } = useTranslation();
  const { added, removed } = rescue;
  const runs = useMemo(() => diffWords(removed.join('\n'), added.join('\n')), [added, removed]);
  let offset = 0;
  return (
    <section className="rescue-passages" aria-label={t('rescue.difference')}>
      <p className="rescue-passage" lang="th">
        {runs.map(({ kind, text }) => {
          const key = `${kind}-${offset}`;
          offset += text.length;
          const Run = kind === 'insert' ? 'ins' : kind === 'delete' ? 'del' : 'span';
          return <Run key={key}>{text}</Run>;
        })}
      </p>
    </section>
  );
}
