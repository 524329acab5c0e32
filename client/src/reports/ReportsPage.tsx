import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ReportFormat, ReportOptions } from '@ruam/shared/api/reports.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadWhenDone, reportsQuery, useAskForReport } from '../api/reports.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { ReportForm } from './ReportForm.tsx';
import { ReportList } from './ReportList.tsx';
import './reports.css';

/** Asks for reports of a cycle, and has those that were made; they are made beside everybody's work. */
export function ReportsPage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const reports = useQuery(reportsQuery(cycle.id));
  const asking = useAskForReport(cycle.id);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${t('reports.title')} · ${t('shell.product')}`;
  }, [t]);
  // What was asked for before a reload; it is followed to its end, wherever the person goes meanwhile.
  useEffect(() => downloadWhenDone(queryClient, cycle.id), [queryClient, cycle.id]);
  const keyOf = useKeys();
  const ask = (format: ReportFormat, options: ReportOptions): void => {
    if (asking.isPending) return;
    const wanted = { format, options };
    asking.mutate(
      { ...wanted, key: keyOf(wanted) },
      {
        onSuccess: () => {
          keyOf(null);
          list.current?.scrollIntoView({ block: 'nearest' });
        },
      },
    );
  };
  return (
    <main className="reports" id="main">
      <header className="reports-head">
        <h1>{t('reports.title')}</h1>
        <p>
          <ThaiText>{t('reports.about')}</ThaiText>
        </p>
      </header>
      <div className="reports-body">
        <ReportForm cycle={cycle.id} person={person.id} isAsking={asking.isPending} error={asking.error} onAsk={ask} />
        <section className="reports-list" aria-labelledby="reports-list" ref={list}>
          <h2 id="reports-list">{t('reports.list.label')}</h2>
          {reports.data === undefined &&
            (reports.isError ? (
              <Trouble error={reports.error} onRetry={() => void reports.refetch()} />
            ) : (
              <Skeleton widths={[48, 92, 76]} />
            ))}
          {reports.data !== undefined && (
            <ReportList cycle={cycle.id} person={person} reports={reports.data} onAsk={ask} />
          )}
        </section>
      </div>
    </main>
  );
}

/** The key of a request: the same while it is sent again, another once it was answered (null). */
function useKeys(): (wanted: object | null) => string {
  const last = useRef({ wanted: '', key: '' });
  return (wanted) => {
    const said = JSON.stringify(wanted);
    if (wanted === null) last.current = { wanted: '', key: '' };
    else if (last.current.wanted !== said) last.current = { wanted: said, key: crypto.randomUUID() };
    return last.current.key;
  };
}
