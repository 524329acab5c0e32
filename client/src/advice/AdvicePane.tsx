import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contentQuery } from '../api/content.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { ContentView } from '../ui/ContentView.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';

/** The advisor's notes on an item. */
export function AdvicePane({ advice }: { advice: readonly DocumentAnswer[] }) {
  const { t } = useTranslation();
  if (advice.length === 0) return null;
  return (
    <section aria-label={t('advice.title')}>
      <h2 className="ws-pane-head">
        <IconBulb size={19} stroke={1.75} aria-hidden />
        {t('advice.title')}
        <span className="ws-count">{advice.length}</span>
      </h2>
      {advice.map((note) => (
        <AdviceNote key={note.id} note={note} />
      ))}
    </section>
  );
}

function AdviceNote({ note }: { note: DocumentAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const content = useQuery(contentQuery(note.id));
  const standing = (): string => {
    if (note.submittedAt === null) return t('advice.draft');
    // When the advisor said it is not known; only when the report came in.
    if (note.author === null) return t('advice.imported');
    return t('advice.submitted', { date: format.full(note.submittedAt) });
  };
  return (
    <article className="advice">
      <header>
        <b>{t('role.advisor')}</b>
        <span>{standing()}</span>
      </header>
      {content.data !== undefined && <ContentView content={content.data} />}
      {content.isError && content.data === undefined && (
        <Trouble error={content.error} onRetry={() => void content.refetch()} />
      )}
      {content.isPending && <Skeleton />}
    </article>
  );
}
