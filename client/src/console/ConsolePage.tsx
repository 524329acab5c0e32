import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { mayPrepareMeetings } from '@ruam/shared/policy/meetings.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { documentsQuery, frameworkQuery, itemsQuery } from '../api/cycle.ts';
import { useMeeting } from '../api/meetings.ts';
import { resolutionsQuery } from '../api/resolutions.ts';
import { Banner } from '../ui/Banner.tsx';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Console } from './Console.tsx';
import type { ConsoleSlots } from './consoleSlots.ts';
import './console.css';

interface ConsoleProps {
  readonly cycle: CycleAnswer;
  readonly person: PersonAnswer;
  /** Of the meeting. */
  readonly id: string;
  readonly slots: ConsoleSlots;
}

/** The console of a meeting: what is on the screen, the agenda and its clock, and the resolutions. */
export function ConsolePage(props: ConsoleProps) {
  const { cycle, person, id } = props;
  const { t } = useTranslation();
  const found = useMeeting(cycle.id, id);
  const meeting = found.data;
  useEffect(() => {
    const number = meeting === undefined ? '' : ` · ${t('meetings.numbered', { number: meeting.number })}`;
    document.title = `${t('console.title')}${number} · ${t('shell.product')}`;
  }, [t, meeting]);
  if (!mayPrepareMeetings({ id: person.id, seats: person.roles }, cycle.id))
    return (
      <main className="console-alone" id="main">
        <h1>{t('console.title')}</h1>
        <Banner
          kind="readonly"
          title={t('console.refused.title')}
          action={<Link href={paths.meetingJoin(cycle.id, id)}>{t('meetings.join.title')}</Link>}
        >
          {t('console.refused.advice')}
        </Banner>
      </main>
    );
  return <Loaded {...props} />;
}

function Loaded({ cycle, person, id, slots }: ConsoleProps) {
  const { t } = useTranslation();
  const meeting = useMeeting(cycle.id, id);
  const items = useQuery(itemsQuery(cycle.id));
  const documents = useQuery(documentsQuery(cycle.id));
  const framework = useQuery(frameworkQuery(cycle.id));
  const resolutions = useQuery(resolutionsQuery(cycle.id, id));
  const all = [meeting, items, documents, framework, resolutions];
  if (
    meeting.data === undefined ||
    items.data === undefined ||
    documents.data === undefined ||
    framework.data === undefined ||
    resolutions.data === undefined
  ) {
    const failed = all.find(({ isError }) => isError);
    return (
      <main className="console-alone" id="main">
        <h1>{t('console.title')}</h1>
        {failed === undefined ? (
          <Skeleton widths={[48, 92, 86, 90]} />
        ) : (
          <Trouble error={failed.error} onRetry={() => void failed.refetch()} />
        )}
      </main>
    );
  }
  return (
    <Console
      cycle={cycle}
      person={person}
      meeting={meeting.data}
      items={items.data}
      documents={documents.data}
      framework={framework.data}
      resolutions={resolutions.data}
      slots={slots}
    />
  );
}
