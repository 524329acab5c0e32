import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayPrepareMeetings } from '@ruam/shared/policy/meetings.ts';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { useMeeting } from '../api/meetings.ts';
import { paths } from '../ui/paths.ts';
import { QrCode } from '../ui/QrCode.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Agenda } from './Agenda.tsx';
import { HandsAndNotes } from './HandsAndNotes.tsx';
import { MeetingHead } from './MeetingHead.tsx';
import { Members } from './Members.tsx';
import { Papers } from './Papers.tsx';
import './agenda.css';
import './beside.css';
import './meetings.css';

/** A meeting: agenda, members, papers; the secretariat prepares and runs it here, its members read. */
export function MeetingPage({ cycle, person, id }: { cycle: CycleAnswer; person: PersonAnswer; id: string }) {
  const { t } = useTranslation();
  const found = useMeeting(cycle.id, id);
  const items = useQuery(itemsQuery(cycle.id)).data ?? [];
  const meeting = found.data;
  const isSecretary = mayPrepareMeetings({ id: person.id, seats: person.roles }, cycle.id);
  useEffect(() => {
    const name = meeting === undefined ? t('meetings.title') : t('meetings.numbered', { number: meeting.number });
    document.title = `${name} · ${t('shell.product')}`;
  }, [t, meeting]);
  const mayChange = isSecretary && meeting !== undefined && meeting.state !== 'ended';
  return (
    <main className="meetings" id="main">
      <div className="meeting-way">
        <Link href={paths.meetings(cycle.id)}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden /> {t('meetings.all')}
        </Link>
      </div>
      {meeting === undefined ? (
        <>
          <h1 className="ruam-hidden">{t('meetings.title')}</h1>
          {found.isError ? (
            <Trouble error={found.error} onRetry={() => void found.refetch()} />
          ) : (
            <Skeleton widths={[48, 92, 86, 90]} />
          )}
        </>
      ) : (
        <>
          <MeetingHead meeting={meeting} mayPrepare={isSecretary} />
          <div className="meeting-columns">
            {isSecretary && (
              <div className="meeting-urgent">
                <HandsAndNotes meeting={meeting} />
              </div>
            )}
            <div className="meeting-main">
              <Agenda meeting={meeting} items={items} mayChange={mayChange} />
              <Papers meeting={meeting} items={items} mayChange={mayChange} />
            </div>
            <div className="meeting-aside">
              <Members meeting={meeting} mayChange={mayChange} />
              {isSecretary && meeting.state !== 'ended' && (
                <section className="meeting-qr" aria-labelledby="meeting-qr">
                  <h2 id="meeting-qr">{t('meetings.qr.title')}</h2>
                  <QrCode
                    address={`${window.location.origin}${paths.meetingJoin(cycle.id, id)}`}
                    label={t('meetings.qr.label', { number: meeting.number })}
                  />
                  <p className="meetings-facts">
                    <ThaiText>{t('meetings.qr.about')}</ThaiText>
                  </p>
                </section>
              )}
            </div>
          </div>
        </>
      )}
    </main>
  );
}
