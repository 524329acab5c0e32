import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { versionsQuery } from '../api/history.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { Comparison } from './Comparison.tsx';
import { NameVersion } from './NameVersion.tsx';
import { VersionList } from './VersionList.tsx';

/** The versions of one document beside what changed between two of them. */
export function DocumentVersions({
  cycle,
  person,
  document,
  children,
}: {
  cycle: string;
  person: PersonAnswer;
  document: DocumentAnswer;
  /** Under the ways to compare. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [address, setAddress] = useSearchParams();
  const lookedAt = useLastLook(person.id, document.id);
  const history = useQuery(versionsQuery(cycle, document.id));
  if (history.data === undefined) {
    return history.isError ? (
      <Trouble error={history.error} onRetry={() => void history.refetch()} />
    ) : (
      <Skeleton widths={[88, 96, 72]} />
    );
  }
  const { versions, lastMeeting, mayKeep, mayRestore } = history.data;
  const to = address.get('to') ?? 'now';
  const from = address.get('from') ?? versions.find(({ id }) => id !== 'now')?.id ?? 'now';
  const compare = (next: { readonly from: string; readonly to?: string }): void =>
    setAddress((now) => {
      now.set('document', document.id);
      now.set('from', next.from);
      now.set('to', next.to ?? 'now');
      return now;
    });
  const moments = [
    ...(lastMeeting === null
      ? []
      : [{ id: `t${lastMeeting.at}`, label: t('history.meetingAt', { number: lastMeeting.number }) }]),
    ...(lookedAt === null
      ? []
      : [{ id: `t${lookedAt}`, label: t('history.lookedAt', { at: format.moment(lookedAt, Date.now()) }) }]),
  ];
  return (
    <div className="history-columns">
      <section className="history-list" aria-label={t('history.versions')}>
        <VersionList versions={versions} from={from} to={to} onChoose={(id) => compare({ from: id })} />
        {mayKeep && <NameVersion cycle={cycle} document={document.id} />}
      </section>
      <Comparison {...{ cycle, document, versions, moments, from, to, mayRestore }} onChange={compare} />
      <aside className="history-beside">
        {moments.length > 0 && (
          <section>
            <h2>{t('history.quick')}</h2>
            {lastMeeting !== null && (
              <button type="button" onClick={() => compare({ from: `t${lastMeeting.at}` })}>
                {t('history.sinceMeeting', { number: lastMeeting.number })}
              </button>
            )}
            {lookedAt !== null && (
              <button type="button" onClick={() => compare({ from: `t${lookedAt}` })}>
                {t('history.sinceLooked')}
              </button>
            )}
          </section>
        )}
        {children}
      </aside>
    </div>
  );
}

/** When the person looked at a document's history before, on this device; null: never. From now on it is this time. */
function useLastLook(person: string, document: string): number | null {
  const key = `ruam-history ${person} ${document}`;
  const [before] = useState(() => Number(localStorage.getItem(key) ?? ''));
  useEffect(() => {
    localStorage.setItem(key, String(Date.now()));
  }, [key]);
  return Number.isSafeInteger(before) && before > 0 ? before : null;
}
