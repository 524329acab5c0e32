import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery, itemsQuery } from '../api/cycle.ts';
import { notesToAnswerQuery, unreadQuery } from '../api/notifications.ts';
import { rescuesQuery } from '../api/rescues.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { NextMeeting } from './NextMeeting.tsx';
import { NotificationLine } from './NotificationLine.tsx';
import { OwnDocuments } from './OwnDocuments.tsx';
import { Readiness } from './Readiness.tsx';
import { WaitingList } from './WaitingList.tsx';
import { waitingFor } from './waiting.ts';
import './notifications.css';
import './work.css';

/** What waits for the person in a cycle, what is new, how far the own items are, and the way back to the own texts. */
export function WorkPage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const items = useQuery(itemsQuery(cycle.id));
  const documents = useQuery(documentsQuery(cycle.id));
  const rescues = useQuery(rescuesQuery(cycle.id));
  const unread = useQuery(unreadQuery);
  const notes = useQuery(notesToAnswerQuery(cycle.id));
  const needed = [items, documents, rescues, unread];
  useEffect(() => {
    document.title = `${t('notifications.work.title')} · ${t('shell.product')}`;
  }, [t]);

  if (!items.data || !documents.data || !rescues.data || !unread.data) {
    const failed = needed.find(({ isError, data }) => isError && data === undefined);
    return (
      <main className="work" id="main">
        <h1>{t('notifications.work.title')}</h1>
        {failed === undefined ? (
          <Skeleton widths={[60, 92, 84, 88]} />
        ) : (
          <Trouble error={failed.error} onRetry={() => void Promise.all(needed.map((query) => query.refetch()))} />
        )}
      </main>
    );
  }
  const waiting = waitingFor(person, cycle.id, {
    items: items.data,
    rescues: rescues.data,
    notes: notes.data ?? [],
    unread: unread.data,
  });
  return (
    <main className="work" id="main">
      <h1>{t('notifications.work.title')}</h1>
      <NextMeeting cycle={cycle.id} person={person} />
      <div className="work-columns">
        <div>
          <WaitingList cycle={cycle.id} waiting={waiting} items={items.data} />
          {notes.isError && <Trouble error={notes.error} onRetry={() => void notes.refetch()} />}
          {waiting.news.length > 0 && (
            <section aria-labelledby="work-news">
              <h2 id="work-news">{t('notifications.work.news')}</h2>
              <ul className="work-list ruam-paper">
                {waiting.news.map((one) => (
                  <li key={one.id}>
                    <NotificationLine notification={one} isOtherCycle={false} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <div>
          <Readiness cycle={cycle.id} person={person} items={items.data} />
          <OwnDocuments cycle={cycle.id} documents={documents.data} items={items.data} />
        </div>
      </div>
    </main>
  );
}
