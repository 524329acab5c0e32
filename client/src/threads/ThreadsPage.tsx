import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ThreadAnswer } from '@ruam/shared/api/threads.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { cycleThreadsQuery } from '../api/threads.ts';
import { Choices } from '../ui/Choices.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { ThreadCard } from './ThreadCard.tsx';
import { ThreadsProvider, useThreads } from './ThreadsProvider.tsx';
import { threadPath } from './threadPath.ts';
import './threads.css';

const filters = ['open', 'mine', 'resolved', 'orphaned'] as const;
type Filter = (typeof filters)[number];
const page = 50;

/** All threads of a cycle: open, mine, resolved, and those whose passage is no longer in the text. */
export function ThreadsPage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('threads.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <ThreadsProvider person={person.id}>
      <main className="threads-page" id="main">
        <h1>{t('threads.title')}</h1>
        <p className="threads-about">
          <ThaiText>{t('threads.about')}</ThaiText>
        </p>
        <CycleThreads cycle={cycle.id} person={person} />
      </main>
    </ThreadsProvider>
  );
}

function CycleThreads({ cycle, person }: { cycle: string; person: PersonAnswer }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('open');
  const [count, setCount] = useState(page);
  const threads = useQuery(cycleThreadsQuery(cycle, { isMine: filter === 'mine' }));
  const { active } = useThreads();
  const shown = (threads.data ?? []).filter((thread) => isShown(thread, filter));
  return (
    <>
      <Choices
        label={t('threads.filter')}
        value={filter}
        onChange={(next) => {
          setFilter(next);
          setCount(page);
        }}
        options={filters.map((value) => ({ value, label: t(`threads.filters.${value}`) }))}
      />
      {threads.data === undefined && threads.isError && (
        <Trouble error={threads.error} onRetry={() => void threads.refetch()} />
      )}
      {threads.data === undefined && !threads.isError && <Skeleton widths={[88, 96, 72]} />}
      {threads.data !== undefined && shown.length === 0 && (
        <p className="threads-none">
          <ThaiText>{t(`threads.noneIn.${filter}`)}</ThaiText>
        </p>
      )}
      <div className="threads-list">
        {shown.slice(0, count).map((thread) => (
          <ThreadCard
            key={thread.id}
            thread={thread}
            person={person}
            isActive={thread.id === active}
            isOrphaned={thread.isOrphaned}
            place={<Place thread={thread} />}
          />
        ))}
      </div>
      {shown.length > count && (
        <button type="button" className="ruam-plain-button thread-act" onClick={() => setCount(count + page)}>
          {t('threads.showMore', { count: shown.length - count })}
        </button>
      )}
    </>
  );
}

function Place({ thread }: { thread: ThreadAnswer }) {
  const { t } = useTranslation();
  const { item, kind, level } = thread;
  const part = level === null ? t(`rescue.document.${kind}`) : t('part.evidenceOf', { level: t(`level.${level}`) });
  const words = item === null ? part : `${item} ${part}`;
  const path = threadPath(thread);
  return (
    <p className="thread-place">
      {path === null ? <b>{words}</b> : <Link href={path}>{words}</Link>}
      {thread.isOrphaned && <span>{t('threads.isOrphaned')}</span>}
    </p>
  );
}

function isShown({ state, isOrphaned }: ThreadAnswer, filter: Filter): boolean {
  switch (filter) {
    case 'mine':
      return true;
    case 'orphaned':
      return isOrphaned;
    case 'open':
    case 'resolved':
      return state === filter;
  }
}
