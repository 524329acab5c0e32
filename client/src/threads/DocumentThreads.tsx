import { Button } from '@mantine/core';
import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ThreadAnswer } from '@ruam/shared/api/threads.ts';
import { mayComment } from '@ruam/shared/policy/threads.ts';
import { IconMessageCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { documentThreadsQuery, useThreadCommands } from '../api/threads.ts';
import { Choices } from '../ui/Choices.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Composer } from './Composer.tsx';
import { draftKeys } from './drafts.ts';
import { ThreadCard } from './ThreadCard.tsx';
import { useThreads } from './ThreadsProvider.tsx';
import { orderThreads } from './threadOrder.ts';
import './threads.css';

const filters = ['open', 'resolved', 'mine'] as const;
type Filter = (typeof filters)[number];
/** Cards drawn at first, and more each time. */
const page = 50;

/** The threads of a document: in the order of its text, those without a passage last; and a new comment. */
export function DocumentThreads({ document, person }: { document: DocumentAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const { cycle, id } = document;
  const threads = useQuery(documentThreadsQuery(cycle, id));
  const items = useQuery(itemsQuery(cycle)).data;
  const category = items?.find(({ code }) => code === document.item)?.category ?? null;
  const commands = useThreadCommands(cycle);
  const { active, placed, drafts, setDraft, dropSent, begin, reveal, open } = useThreads();
  const [filter, setFilter] = useState<Filter>('open');
  const [count, setCount] = useState(page);
  const list = useRef<HTMLElement>(null);
  const draftKey = draftKeys.opening(id);
  const draft = drafts[draftKey];
  const mayBegin = mayComment({ id: person.id, seats: person.roles }, cycle);
  const all = threads.data;
  const [address] = useSearchParams();
  const named = address.get('thread');
  const isUnknown = named !== null && all?.every((thread) => thread.id !== named) === true;
  const here = placed?.document === id ? placed.ids : null;
  const groups = useMemo(() => orderThreads(all ?? [], here, active, filter), [all, here, active, filter]);
  useShownCard(list, active, all !== undefined);
  const openCount = (all ?? []).filter(({ state }) => state === 'open').length;
  const card = (thread: ThreadAnswer, isOrphaned: boolean) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      person={person}
      isActive={thread.id === active}
      isOrphaned={isOrphaned}
      onReveal={reveal}
    />
  );
  return (
    <section ref={list} className="threads" aria-label={t('threads.title')}>
      <h2 className="ws-pane-head">
        <IconMessageCircle size={19} stroke={1.75} aria-hidden />
        <span>{t('threads.title')}</span>
        {openCount > 0 && <span className="ws-count">{openCount}</span>}
        <span className="thread-spring" />
        {mayBegin && draft === undefined && (
          <button
            type="button"
            className="ruam-plain-button thread-act"
            aria-label={t('threads.onDocument')}
            onClick={() => begin(id, null)}
          >
            {t('threads.onDocumentShort')}
          </button>
        )}
      </h2>
      {draft !== undefined && mayBegin && (
        <div className="thread" data-active="true">
          {draft.passage === null ? (
            <p className="thread-standing">{t('threads.wholeDocument')}</p>
          ) : (
            <p className="thread-quote">
              <q lang="th">{draft.passage.words}</q>
            </p>
          )}
          <Composer
            cycle={cycle}
            category={category}
            draft={draft}
            label={t('threads.write')}
            submitLabel={t('threads.send')}
            onDraft={(next) => setDraft(draftKey, next)}
            onSubmit={async (sent) => {
              const { text, mentions, passage, key } = sent;
              const named = mentions.map(({ kind, id: who }) => ({ kind, id: who }));
              const anchor = passage?.anchor ?? null;
              const thread = await commands.open(id, { anchor, text, mentions: named, key });
              dropSent(draftKey, sent);
              setFilter('open');
              open(thread.id);
            }}
            onCancel={() => setDraft(draftKey, null)}
          />
        </div>
      )}
      {all !== undefined && all.length > 0 && (
        <Choices
          label={t('threads.filter')}
          value={filter}
          onChange={setFilter}
          options={filters.map((value) => ({ value, label: t(`threads.filters.${value}`) }))}
        />
      )}
      {isUnknown && (
        <p className="threads-none" role="status">
          <ThaiText>{t('threads.unknown')}</ThaiText>
        </p>
      )}
      {all === undefined && !threads.isError && <Skeleton />}
      {all === undefined && threads.isError && <Trouble error={threads.error} onRetry={() => void threads.refetch()} />}
      {all?.length === 0 && draft === undefined && (
        <p className="threads-none">
          <ThaiText>{t(mayBegin ? 'threads.none' : 'threads.noneToRead')}</ThaiText>
        </p>
      )}
      {all !== undefined && all.length > 0 && groups.standing.length + groups.orphaned.length === 0 && (
        <p className="threads-none">{t(`threads.noneIn.${filter}`)}</p>
      )}
      {groups.standing.slice(0, count).map((thread) => card(thread, false))}
      {groups.standing.length > count && (
        <Button variant="default" size="xs" onClick={() => setCount(count + page)}>
          {t('threads.showMore', { count: groups.standing.length - count })}
        </Button>
      )}
      {groups.orphaned.length > 0 && (
        <>
          <h3 className="threads-orphans">{t('threads.orphaned')}</h3>
          {groups.orphaned.slice(0, count).map((thread) => card(thread, true))}
        </>
      )}
    </section>
  );
}

/** A thread that is opened in the text shows its card beside the passage, as far as the pane can scroll. */
function useShownCard(list: { readonly current: HTMLElement | null }, active: string | null, isRead: boolean): void {
  useEffect(() => {
    if (active === null || !isRead) return;
    const card = list.current?.querySelector(`#${CSS.escape(`thread-${active}`)}`);
    const pane = card?.closest<HTMLElement>('.ws-right');
    const passage = window.document.querySelector(`[data-mark="${CSS.escape(active)}"]`);
    if (card == null) return;
    if (pane == null || passage === null) card.scrollIntoView({ block: 'nearest' });
    else pane.scrollBy({ top: card.getBoundingClientRect().top - passage.getBoundingClientRect().top });
  }, [list, active, isRead]);
}
