import { Button } from '@mantine/core';
import type { MeetingAnswer } from '@ruam/shared/api/meetings.ts';
import { IconPresentation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { meetingsQuery } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';
import { nextMeeting } from './nextMeeting.ts';
import './nextMeeting.css';

/** The meeting that runs or comes next, among those that the person may see, with the way into it; nothing without one. */
export function NextMeeting({ cycle }: { cycle: string }) {
  const meetings = useQuery(meetingsQuery(cycle)).data ?? [];
  const next = nextMeeting(meetings, new Date());
  return next === null ? null : <Strip meeting={next} />;
}

function Strip({ meeting: { cycle, id, number, state, date, place } }: { meeting: MeetingAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = [date === null ? '' : format.date(date), place].filter((one) => one !== '').join(' · ');
  return (
    <section className="next-meeting" aria-label={t('meetings.title')}>
      <IconPresentation size={20} stroke={1.75} aria-hidden />
      <p>
        <b>{t(`meetings.next.${state === 'running' ? 'running' : 'published'}`, { number })}</b>
        {facts !== '' && <span>{facts}</span>}
      </p>
      <Button component={Link} href={paths.meetingJoin(cycle, id)} variant="default">
        {t('meetings.join.enter')}
      </Button>
    </section>
  );
}
