import type { CycleAnswer, DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { documentsQuery } from '../api/cycle.ts';
import { useMeeting } from '../api/meetings.ts';
import { minutesQuery, resolutionsQuery } from '../api/resolutions.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { MeetingResolutions } from '../item/meetingResolutions.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { MinutesHead } from './MinutesHead.tsx';
import { ResolutionList } from './ResolutionList.tsx';
import './minutes.css';

/** What draws the text: the app puts the paper with its editor there. */
export type MinutesSlot = (text: {
  readonly document: DocumentAnswer;
  readonly label: string;
  /** Which meeting confirmed it; null: it is not locked. */
  readonly lockedBy: string | null;
}) => ReactNode;

/** The minutes of a meeting: their text, how far they are, and what was resolved. */
export function MinutesPage({
  cycle,
  person,
  id,
  drawText,
}: {
  cycle: CycleAnswer;
  person: PersonAnswer;
  id: string;
  drawText: MinutesSlot;
}) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const meeting = useMeeting(cycle.id, id);
  const minutes = useQuery(minutesQuery(cycle.id, id));
  const fallen = useQuery(resolutionsQuery(cycle.id, id));
  const resolutions = fallen.data;
  const documents = useQuery(documentsQuery(cycle.id));
  const isFinal = minutes.data?.state === 'confirmed';
  const known = useMemo(
    () =>
      resolutions === undefined
        ? null
        : { records: new Map(resolutions.map((resolution) => [resolution.id, resolution])), isFinal },
    [resolutions, isFinal],
  );
  const number = meeting.data?.number;
  useEffect(() => {
    const title = number === undefined ? t('minutes.title') : t('minutes.of', { number });
    document.title = `${title} · ${t('shell.product')}`;
  }, [t, number]);
  const failed = [meeting, minutes, documents, fallen].filter(({ isError, data }) => isError && data === undefined);
  const text = documents.data?.find((one) => one.id === minutes.data?.document) ?? null;
  return (
    <div className="ws minutes-page">
      <main className="ws-middle minutes" id="main">
        <div className="minutes-way">
          <Link href={paths.meeting(cycle.id, id)}>
            <IconArrowLeft size={16} stroke={1.75} aria-hidden /> {t('minutes.back')}
          </Link>
        </div>
        <div className="minutes-name">
          <h1>{number === undefined ? t('minutes.title') : t('minutes.of', { number })}</h1>
          {meeting.data && (
            <p className="minutes-facts">
              <ThaiText>{`${words.body(meeting.data.body)} · ${words.when(meeting.data)}`}</ThaiText>
            </p>
          )}
        </div>
        {failed[0] !== undefined && (
          <Trouble error={failed[0].error} onRetry={() => failed.forEach(({ refetch }) => void refetch())} />
        )}
        {meeting.data !== undefined && minutes.data !== undefined && (
          <MinutesHead meeting={meeting.data} minutes={minutes.data} person={person} />
        )}
        {failed.length === 0 && (minutes.isPending || documents.isPending) && <Skeleton widths={[48, 92, 86, 90]} />}
        {minutes.data?.document === null && <p className="minutes-facts">{t('minutes.none')}</p>}
        {text !== null && (
          <MeetingResolutions value={known}>
            {drawText({
              document: text,
              label: t('minutes.title'),
              lockedBy:
                minutes.data?.confirmedIn == null ? null : t('minutes.lockedBy', { number: minutes.data.confirmedIn }),
            })}
          </MeetingResolutions>
        )}
      </main>
      <aside className="minutes-aside" aria-label={t('minutes.resolutions')}>
        {resolutions !== undefined && <ResolutionList resolutions={resolutions} />}
      </aside>
    </div>
  );
}
