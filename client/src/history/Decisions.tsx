import type { HistoryEntry } from '@ruam/shared/api/deciding.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { historyQuery } from '../api/deciding.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';

/** Claims, advised levels, decisions and reopenings of an item, newest first, with their words. */
export function Decisions({
  cycle,
  code,
  onCompare,
}: {
  cycle: string;
  code: string;
  onCompare: (snapshot: string) => void;
}) {
  const { t } = useTranslation();
  const history = useQuery(historyQuery(cycle, code));
  return (
    <section>
      <h2>{t('history.decisions')}</h2>
      {history.isPending && <Skeleton widths={[88, 60]} />}
      {history.isError && history.data === undefined && (
        <Trouble error={history.error} onRetry={() => void history.refetch()} />
      )}
      {history.data?.length === 0 && <p className="history-none">{t('history.noDecisions')}</p>}
      <ol className="history-decisions">
        {history.data?.map((entry) => (
          <li key={`${entry.type} ${entry.id}`}>
            <Entry entry={entry} onCompare={onCompare} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, onCompare }: { entry: HistoryEntry; onCompare: (snapshot: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useTitle(entry);
  const meeting = 'meeting' in entry ? entry.meeting : null;
  const snapshot = 'snapshotId' in entry ? entry.snapshotId : null;
  return (
    <>
      <b>{title}</b>
      <small>
        <time dateTime={new Date(entry.at).toISOString()}>{format.full(entry.at)}</time>
        {entry.personName !== null && ` · ${entry.personName}`}
        {meeting !== null && ` · ${t('history.entry.meeting', { number: meeting.number })}`}
      </small>
      {wordsOf(entry).map((words) => (
        <p key={words}>
          <ThaiText>{words}</ThaiText>
        </p>
      ))}
      <Facts entry={entry} />
      {snapshot !== null && (
        <button type="button" onClick={() => onCompare(snapshot)}>
          {t('history.entry.compare')}
        </button>
      )}
    </>
  );
}

function Facts({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (entry.type) {
    case 'claim':
      return entry.unprovenChecks.length === 0 ? null : (
        <p>{t('history.entry.unproven', { count: entry.unprovenChecks.length })}</p>
      );
    case 'approval': {
      const { conditions, certificateId, isSuperseded } = entry;
      return (
        <>
          {conditions !== null && (
            <p>
              {t('history.entry.conditions', { text: conditions.text, deadline: format.date(conditions.deadline) })}
              {conditions.metAt !== null &&
                ` · ${t('history.entry.conditionsMet', { at: format.moment(conditions.metAt, Date.now()) })}`}
            </p>
          )}
          {isSuperseded && <p>{t('history.entry.superseded')}</p>}
          {certificateId !== null && (
            <p>
              <Link href={paths.certificate(certificateId)}>{t('history.entry.certificate')}</Link>
            </p>
          )}
        </>
      );
    }
    case 'decision':
      return entry.until === null ? null : <p>{t('history.entry.until', { date: format.date(entry.until) })}</p>;
    case 'advised':
    case 'reopening':
    case 'reopeningRequest':
      return null;
  }
}

function useTitle(entry: HistoryEntry): string {
  const { t } = useTranslation();
  switch (entry.type) {
    case 'claim':
      return entry.level === null
        ? t('history.entry.withdrawn')
        : t('history.entry.claimed', { level: t(`level.${entry.level}`) });
    case 'approval':
      return entry.level === null
        ? t('history.entry.approvedDimension')
        : t('history.entry.approved', { level: t(`level.${entry.level}`) });
    case 'advised':
      return entry.level === null
        ? t('history.entry.advisedNone')
        : t('history.entry.advised', { level: t(`level.${entry.level}`) });
    case 'decision':
      return t(`history.entry.${entry.kind}`);
    case 'reopening':
      return t('history.entry.reopened');
    case 'reopeningRequest':
      return t('history.entry.reopeningRequested');
  }
}

/** What people wrote: the statement of a claim or an advised level, a resolution, a reason. */
function wordsOf(entry: HistoryEntry): readonly string[] {
  const words = [
    'statement' in entry ? entry.statement : null,
    'resolution' in entry ? entry.resolution : null,
    'reason' in entry ? entry.reason : null,
  ];
  return words.filter((each): each is string => each !== null && each !== '');
}
