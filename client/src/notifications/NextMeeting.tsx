import { Button } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingAnswer } from '@ruam/shared/api/meetings.ts';
import { mayPrepareMeetings } from '@ruam/shared/policy/meetings.ts';
import { IconDeviceTv, IconPresentation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { meetingsQuery } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';
import { nextMeeting } from './nextMeeting.ts';
import './nextMeeting.css';

/** The meeting that runs or comes next, among those that the person may see, with the way into it; nothing without one. */
export function NextMeeting({ cycle, person }: { cycle: string; person: PersonAnswer }) {
  const meetings = useQuery(meetingsQuery(cycle)).data ?? [];
  const next = nextMeeting(meetings, new Date());
  const mayOperate = mayPrepareMeetings({ id: person.id, seats: person.roles }, cycle);
  return next === null ? null : <Strip meeting={next} mayOperate={mayOperate} />;
}

function Strip({
  meeting: { cycle, id, number, state, date, place },
  mayOperate,
}: {
  meeting: MeetingAnswer;
  mayOperate: boolean;
}) {
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
      {mayOperate && (state === 'published' || state === 'running') && (
        <Button
          component={Link}
          href={paths.meetingConsole(cycle, id)}
          variant="default"
          leftSection={<IconDeviceTv size={18} stroke={1.75} aria-hidden />}
        >
          {t('console.open')}
        </Button>
      )}
      <Button component={Link} href={paths.meetingJoin(cycle, id)} variant="default">
        {t('meetings.join.enter')}
      </Button>
    </section>
  );
}
