import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery } from '../api/cycle.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { useViewport } from '../ui/useViewport.ts';
import type { DocumentSlot } from './documentSlot.ts';
import { PhoneHead } from './PhoneHead.tsx';
import { ReportMenu } from './ReportMenu.tsx';
import { RescuesLink } from './RescuesLink.tsx';
import { Sheet } from './Sheet.tsx';
import './workspace.css';
import './ladder.css';
import './panes.css';
import './sheet.css';

/** The cycle's overview document: introduction, summaries, overall recommendations. */
export function OverviewPage({
  cycle,
  person,
  drawDocument,
}: {
  cycle: CycleAnswer;
  person: PersonAnswer;
  drawDocument: DocumentSlot;
}) {
  const { t } = useTranslation();
  const viewport = useViewport();
  const documents = useQuery(documentsQuery(cycle.id));
  const overview = documents.data?.find(({ kind }) => kind === 'overview') ?? null;
  useEffect(() => {
    document.title = `${t('shell.overview')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <div className="ws ws-single">
      <main className="ws-middle" id="main">
        {viewport === 'phone' && (
          <PhoneHead
            cycle={cycle.id}
            title={t('shell.overview')}
            category={t('shell.cycleShort', { year: cycle.fiscalYearBE, round: cycle.round })}
          >
            <RescuesLink cycle={cycle.id} />
          </PhoneHead>
        )}
        <div className="item-head">
          <h1>{t('overview.title')}</h1>
          <ReportMenu cycle={cycle} />
        </div>
        {documents.isPending && <Skeleton />}
        {documents.isError && documents.data === undefined && (
          <Trouble error={documents.error} onRetry={() => void documents.refetch()} />
        )}
        {documents.data !== undefined && (
          <Sheet
            key={overview?.id ?? 'none'}
            document={overview}
            person={person}
            category={null}
            paragraphPrefix={null}
            label={t('shell.overview')}
            tabs={null}
            drawDocument={drawDocument}
          />
        )}
      </main>
    </div>
  );
}
