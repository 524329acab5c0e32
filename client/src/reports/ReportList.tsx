import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ReportFormat, ReportJob, ReportOptions } from '@ruam/shared/api/reports.ts';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBeingMade } from '../api/reports.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { ReportEntry } from './ReportEntry.tsx';
import './reportList.css';

/** The reports that were asked for, the newest first. */
export function ReportList({
  cycle,
  person,
  reports,
  onAsk,
}: {
  cycle: string;
  person: PersonAnswer;
  reports: readonly ReportJob[];
  onAsk: (format: ReportFormat, options: ReportOptions) => void;
}) {
  const { t } = useTranslation();
  const said = useSaid(reports);
  return (
    <>
      <p className="ruam-hidden" role="status">
        {said}
      </p>
      {reports.length === 0 ? (
        <p className="reports-none">
          <ThaiText>{t('reports.list.none')}</ThaiText>
        </p>
      ) : (
        <ol className="reports-entries ruam-paper">
          {reports.map((report) => (
            <li key={report.id} data-state={report.state}>
              <ReportEntry cycle={cycle} person={person} report={report} onAsk={onAsk} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** What is read out when one that was being made has come to its end. */
function useSaid(reports: readonly ReportJob[]): string {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const running = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ended = reports.find((report) => running.current.has(report.id) && !isBeingMade(report));
    running.current = new Set(reports.filter(isBeingMade).map(({ id }) => id));
    if (ended === undefined) return;
    const name = t(`reports.format.${ended.format}.name`);
    if (ended.state === 'done') setSaid(t('reports.list.ready', { name }));
    if (ended.state === 'failed') setSaid(t('reports.list.failed', { name }));
  }, [reports, t]);
  return said;
}
