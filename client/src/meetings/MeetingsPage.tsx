import { Button } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingAnswer } from '@ruam/shared/api/meetings.ts';
import { mayPrepareMeetings } from '@ruam/shared/policy/meetings.ts';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { meetingsQuery, usePlanMeeting } from '../api/meetings.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { MeetingForm } from './MeetingForm.tsx';
import { StateMark } from './StateMark.tsx';
import './meetings.css';

/** The meetings of a cycle that the person may see; the secretariat plans new ones here. */
export function MeetingsPage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const meetings = useQuery(meetingsQuery(cycle.id));
  const mayPrepare = mayPrepareMeetings({ id: person.id, seats: person.roles }, cycle.id);
  useEffect(() => {
    document.title = `${t('meetings.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="meetings" id="main">
      <header className="meetings-head">
        <h1>{t('meetings.title')}</h1>
        {mayPrepare && <PlanMeeting cycle={cycle.id} meetings={meetings.data ?? []} />}
      </header>
      <p className="meetings-about">
        <ThaiText>{t(mayPrepare ? 'meetings.about' : 'meetings.aboutMember')}</ThaiText>
      </p>
      {meetings.data === undefined ? (
        meetings.isError ? (
          <Trouble error={meetings.error} onRetry={() => void meetings.refetch()} />
        ) : (
          <Skeleton widths={[88, 94, 72]} />
        )
      ) : meetings.data.length === 0 ? (
        <p className="meetings-none">{t('meetings.none')}</p>
      ) : (
        <ul className="meetings-list ruam-paper" aria-label={t('meetings.list')}>
          {meetings.data.map((meeting) => (
            <li key={meeting.id}>
              <MeetingLine meeting={meeting} />
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}

function MeetingLine({ meeting }: { meeting: MeetingAnswer }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const { cycle, id, number, body, type, place, state, entries } = meeting;
  return (
    <Link href={paths.meeting(cycle, id)} className="meetings-line">
      <span>
        <b>{t('meetings.numbered', { number })}</b>
        {type === 'special' && ` · ${t('meetings.type.special')}`}
        <span className="meetings-facts">
          <ThaiText>{[words.body(body), words.when(meeting), place].filter((one) => one !== '').join(' · ')}</ThaiText>
        </span>
      </span>
      <span className="meetings-standing">
        <StateMark state={state} />
        <span className="meetings-facts">{t('meetings.entries', { count: entries })}</span>
      </span>
    </Link>
  );
}

function PlanMeeting({ cycle, meetings }: { cycle: string; meetings: readonly MeetingAnswer[] }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const plan = usePlanMeeting(cycle);
  return (
    <>
      <Button leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setIsOpen(true)}>
        {t('meetings.plan')}
      </Button>
      {isOpen && (
        <MeetingForm
          cycle={cycle}
          meetings={meetings}
          meeting={null}
          isPending={plan.isPending}
          error={plan.error}
          onSave={(said) => plan.mutate(said, { onSuccess: ({ id }) => go(paths.meeting(cycle, id)) })}
          onClose={() => {
            plan.reset();
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}
