import { Button, TextInput } from '@mantine/core';
import type { AdvisorSessionAnswer } from '@ruam/shared/api/advice.ts';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayKeepAdvisorSession } from '@ruam/shared/policy/advice.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { advisorSessionsQuery, useAddAdvisorSession, useKeepAdvisorSession } from '../api/advice.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiDateInput } from '../ui/ThaiDateInput.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { SessionComparison } from './SessionComparison.tsx';
import { useDay } from './useDay.ts';

/** The advisors' sessions: the versions before and after each, and what changed between them. */
export function AdvisorSessions({ cycle, person }: { cycle: string; person: PersonAnswer }) {
  const { t } = useTranslation();
  const sessions = useQuery(advisorSessionsQuery(cycle));
  const mayKeep = mayKeepAdvisorSession({ id: person.id, seats: person.roles }, cycle);
  return (
    <section className="advice-sessions" aria-labelledby="advice-sessions">
      <h2 id="advice-sessions">{t('adviceNotes.session.title')}</h2>
      <p className="note-hint">
        <ThaiText>{t(sessions.data?.length === 0 ? 'adviceNotes.session.none' : 'adviceNotes.session.about')}</ThaiText>
      </p>
      {sessions.isError && <Trouble error={sessions.error} onRetry={() => void sessions.refetch()} />}
      <ul>
        {(sessions.data ?? []).map((session) => (
          <li key={session.id} className="ruam-paper">
            <Session cycle={cycle} session={session} mayKeep={mayKeep} />
          </li>
        ))}
      </ul>
      {mayKeep && <AddSession cycle={cycle} />}
    </section>
  );
}

function Session({ cycle, session, mayKeep }: { cycle: string; session: AdvisorSessionAnswer; mayKeep: boolean }) {
  const { t } = useTranslation();
  const day = useDay();
  const keep = useKeepAdvisorSession(cycle, session.id);
  const [isCompared, setIsCompared] = useState(false);
  const { before, after } = session;
  return (
    <>
      <h3>
        {session.title} <span>{day(session.date)}</span>
      </h3>
      <div className="note-buttons">
        {mayKeep && before === null ? (
          <Button size="sm" variant="default" loading={keep.isPending} onClick={() => keep.mutate('before')}>
            {t('adviceNotes.session.keepBefore')}
          </Button>
        ) : (
          <span>{t(before === null ? 'adviceNotes.session.noBefore' : 'adviceNotes.session.keptBefore')}</span>
        )}
        {mayKeep && before !== null && after === null ? (
          <Button size="sm" variant="default" loading={keep.isPending} onClick={() => keep.mutate('after')}>
            {t('adviceNotes.session.keepAfter')}
          </Button>
        ) : (
          <span>{t(after === null ? 'adviceNotes.session.noAfter' : 'adviceNotes.session.keptAfter')}</span>
        )}
        {before !== null && after !== null && (
          <Button size="sm" variant="default" onClick={() => setIsCompared(!isCompared)}>
            {t(isCompared ? 'adviceNotes.session.hide' : 'adviceNotes.session.compare')}
          </Button>
        )}
      </div>
      <FormError error={keep.error} />
      {isCompared && before !== null && after !== null && <SessionComparison before={before} after={after} />}
    </>
  );
}

function AddSession({ cycle }: { cycle: string }) {
  const { t } = useTranslation();
  const add = useAddAdvisorSession(cycle);
  const [date, setDate] = useState('');
  const [title, setTitle] = useState('');
  const isReady = date !== '' && title.trim() !== '';
  return (
    <form
      className="advice-session-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !add.isPending) add.mutate({ date, title }, { onSuccess: () => setTitle('') });
      }}
    >
      <ThaiDateInput
        label={t('adviceNotes.session.date')}
        value={date === '' ? null : date}
        onChange={(day) => setDate(day ?? '')}
      />
      <TextInput
        label={t('adviceNotes.session.name')}
        maxLength={300}
        value={title}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isReady} loading={add.isPending}>
        {t('adviceNotes.session.add')}
      </Button>
      <FormError error={add.error} />
    </form>
  );
}
