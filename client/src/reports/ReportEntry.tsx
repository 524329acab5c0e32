import { Button, Progress } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { ReportFormat, ReportJob, ReportOptions } from '@ruam/shared/api/reports.ts';
import { hasRole } from '@ruam/shared/policy/policy.ts';
import { IconAlertTriangle, IconDownload, IconRefresh, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBeingMade, reportFile, useRemoveReport } from '../api/reports.ts';
import { errorWordsOfCode } from '../i18n/errorWords.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useSize } from '../i18n/useSize.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { FormatIcon } from './FormatChoice.tsx';
import { heldOptions } from './heldOptions.ts';
import { useOptionWords } from './useOptionWords.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
const shortHash = 8;

type Ask = (format: ReportFormat, options: ReportOptions) => void;

/** One report: how far it is, what it is made of and with what; and what can be done with it. */
export function ReportEntry({
  cycle,
  person,
  report,
  onAsk,
}: {
  cycle: string;
  person: PersonAnswer;
  report: ReportJob;
  onAsk: Ask;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const size = useSize();
  const removing = useRemoveReport(cycle);
  const words = useOptionWords();
  const formatName = t(`reports.format.${report.format}.name`);
  const name = report.options.evidence === 'files' ? t('reports.list.withFiles', { format: formatName }) : formatName;
  const { snapshot, file } = report;
  return (
    <article aria-label={name}>
      <div className="reports-entry-head">
        <FormatIcon format={report.format} />
        <div>
          <b>{name}</b>
          {file !== null && <span className="reports-facts">{size(file.sizeBytes)}</span>}
          {report.state === 'cancelled' && <span className="reports-facts">{t('reports.list.cancelled')}</span>}
          <small>
            <ThaiText>{words(report.format, report.options)}</ThaiText>
          </small>
          <small title={format.full(report.at)}>
            <ThaiText>
              {t('reports.list.by', { name: report.person.name, at: format.moment(report.at, Date.now()) })}
            </ThaiText>
          </small>
          {snapshot !== null && (
            <small title={t('reports.list.versionHint', { hash: snapshot.contentHash })}>
              <ThaiText>
                {t('reports.list.version', {
                  at: format.full(snapshot.at),
                  hash: snapshot.contentHash.slice(0, shortHash),
                })}
              </ThaiText>
            </small>
          )}
        </div>
      </div>
      {isBeingMade(report) && <Running report={report} name={name} />}
      {report.state === 'failed' && <Failed cycle={cycle} person={person} report={report} onAsk={onAsk} />}
      <div className="reports-entry-actions">
        {report.state === 'done' && (
          <Button
            component="a"
            href={reportFile(cycle, report.id)}
            download
            variant="default"
            size="sm"
            leftSection={<IconDownload {...icon} />}
            aria-label={t('reports.list.downloadOf', { name })}
          >
            {t('reports.list.download')}
          </Button>
        )}
        {!isBeingMade(report) && (
          <Button
            variant="subtle"
            size="sm"
            leftSection={<IconRefresh {...icon} />}
            aria-label={t('reports.list.againOf', { name })}
            onClick={() => onAsk(report.format, report.options)}
          >
            {t('reports.list.again')}
          </Button>
        )}
        <Remove
          name={name}
          report={report}
          isPending={removing.isPending}
          onRemove={() => removing.mutate(report.id)}
        />
        <FormError error={removing.error} />
      </div>
    </article>
  );
}

function Running({ report, name }: { report: ReportJob; name: string }) {
  const { t } = useTranslation();
  const step = report.step === null ? t('reports.list.waiting') : t(`reports.step.${report.step}`);
  return (
    <div className="reports-running">
      <span>{step}</span>
      {report.step !== null && <span>{report.progress} %</span>}
      <Progress value={report.progress} size="sm" aria-label={t('reports.list.progress', { name })} />
    </div>
  );
}

function Failed({
  cycle,
  person,
  report,
  onAsk,
}: {
  cycle: string;
  person: PersonAnswer;
  report: ReportJob;
  onAsk: Ask;
}) {
  const { t } = useTranslation();
  const { title, advice } = errorWordsOfCode(t, report.error);
  const actor = { id: person.id, seats: person.roles };
  return (
    <div className="reports-failed">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <div>
        <b>
          <ThaiText>{title}</ThaiText>
        </b>{' '}
        <ThaiText>{advice}</ThaiText>
        {report.error === 'noPrinter' && hasRole(actor, cycle, ['administrator']) && (
          <p>
            <ThaiText>{t('reports.list.forAdministrator')}</ThaiText>
          </p>
        )}
        {report.error === 'noPrinter' && (
          <p>
            <Button variant="default" size="sm" onClick={() => onAsk('docx', heldOptions('docx', report.options))}>
              {t('reports.list.byWord')}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

/** What is being made is cancelled at once; a file that is gone cannot be made of the same texts again, and so it is asked once more. */
function Remove({
  name,
  report,
  isPending,
  onRemove,
}: {
  name: string;
  report: ReportJob;
  isPending: boolean;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  if (isBeingMade(report))
    return (
      <Button
        variant="default"
        size="sm"
        loading={isPending}
        leftSection={<IconX {...icon} />}
        aria-label={t('reports.list.cutOf', { name })}
        onClick={onRemove}
      >
        {t('reports.list.cut')}
      </Button>
    );
  if (isAsked)
    return (
      <fieldset className="reports-sure">
        <legend>
          <ThaiText>{t('reports.list.removeSure')}</ThaiText>
        </legend>
        <Button variant="default" size="sm" onClick={() => setIsAsked(false)}>
          {t('common.cancel')}
        </Button>
        <Button size="sm" autoFocus loading={isPending} onClick={onRemove}>
          {t('reports.list.remove')}
        </Button>
      </fieldset>
    );
  return (
    <Button
      variant="subtle"
      size="sm"
      loading={isPending}
      leftSection={<IconTrash {...icon} />}
      aria-label={t('reports.list.removeOf', { name })}
      onClick={() => (report.state === 'done' ? setIsAsked(true) : onRemove())}
    >
      {t('reports.list.remove')}
    </Button>
  );
}
