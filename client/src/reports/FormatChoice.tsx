import { type ReportFormat, reportFormatSchema } from '@ruam/shared/api/reports.ts';
import {
  IconBraces,
  IconFileTypeDocx,
  IconFileTypePdf,
  IconFileTypeXls,
  IconMarkdown,
  IconPackage,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';

const icons = {
  docx: IconFileTypeDocx,
  pdf: IconFileTypePdf,
  xlsx: IconFileTypeXls,
  markdown: IconMarkdown,
  json: IconBraces,
  html: IconPackage,
} as const;
const order = ['docx', 'pdf', 'html', 'xlsx', 'markdown', 'json'] as const satisfies readonly ReportFormat[];

/** The shape of a format beside its name. */
export function FormatIcon({ format }: { format: ReportFormat }) {
  const Icon = icons[format];
  return <Icon size={22} stroke={1.5} aria-hidden />;
}

/** What the report is made as, with what each is for. */
export function FormatChoice({ format, onChange }: { format: ReportFormat; onChange: (format: ReportFormat) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="reports-formats">
      <legend>{t('reports.format.label')}</legend>
      {order.map((one) => (
        <label key={one} className="reports-format" data-chosen={one === format || undefined}>
          <input
            type="radio"
            name="format"
            value={one}
            checked={one === format}
            aria-describedby={`reports-for-${one}`}
            aria-labelledby={`reports-name-${one}`}
            onChange={({ currentTarget }) => onChange(reportFormatSchema.parse(currentTarget.value))}
          />
          <FormatIcon format={one} />
          <span>
            <b id={`reports-name-${one}`}>{t(`reports.format.${one}.name`)}</b>
            <small id={`reports-for-${one}`}>
              <ThaiText>{t(`reports.format.${one}.for`)}</ThaiText>
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
