import { Button } from '@mantine/core';
import type { OpenSession } from '@ruam/shared/api/people.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { openSessionsQuery, useEndSession } from '../api/session.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';

/** Where the person is signed in, and signing out there. */
export function SessionsPart() {
  const { t } = useTranslation();
  const sessions = useQuery(openSessionsQuery);
  const end = useEndSession();
  const all = [...(sessions.data ?? [])].sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
  return (
    <section className="profile-part ruam-paper" aria-labelledby="profile-sessions">
      <h2 id="profile-sessions">{t('people.profile.sessions.title')}</h2>
      <FormError error={sessions.error ?? end.error} />
      <ul className="profile-sessions">
        {all.map((session) => (
          <Session key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      {all.length > 1 && (
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate('others')}>
          {t('people.profile.sessions.endOthers')}
        </Button>
      )}
    </section>
  );
}

function Session({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const place = session.userAgent ?? t('people.profile.sessions.unknown');
  return (
    <li>
      <div>
        <b>{place}</b>
        {session.isCurrent && <span className="profile-current">{t('people.profile.sessions.current')}</span>}
        <span>
          {[
            session.address,
            t('people.profile.sessions.since', { at: format.full(session.createdAt) }),
            session.lastSeenAt !== null &&
              t('people.profile.sessions.seen', { at: format.moment(session.lastSeenAt, Date.now()) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {!session.isCurrent && (
        <Button variant="default" size="sm" aria-label={t('people.profile.sessions.endOf', { place })} onClick={onEnd}>
          {t('people.profile.sessions.end')}
        </Button>
      )}
    </li>
  );
}
