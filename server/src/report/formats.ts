import type { ReportFormat, ReportOptions } from '@ruam/shared/api/reports.ts';
import { secrecyWords } from '@ruam/shared/report/reportWords.ts';

const zipType = 'application/zip';

const kinds: Readonly<Record<ReportFormat, { readonly mediaType: string; readonly ending: string }>> = {
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx' },
  pdf: { mediaType: 'application/pdf', ending: 'pdf' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  json: { mediaType: 'application/json', ending: 'json' },
  markdown: { mediaType: 'text/markdown; charset=utf-8', ending: 'md' },
  html: { mediaType: 'text/html; charset=utf-8', ending: 'html' },
};

/** Media types of what a report comes as. */
export const reportMediaTypes = [...Object.values(kinds).map(({ mediaType }) => mediaType), zipType];

/** The name of the report's own file, without where it is; what is secret says so there, too. */
export function reportName(
  fiscalYearBE: number,
  format: ReportFormat,
  { secrecy }: Pick<ReportOptions, 'secrecy'>,
): string {
  const mark = secrecyWords[secrecy] === null ? '' : ` (${secrecyWords[secrecy]})`;
  return `รายงาน PMQA ปีงบประมาณ ${fiscalYearBE}${mark}.${kinds[format].ending}`;
}

/** What is answered: the report, or a zip in which it is beside the files of the register. */
export function answered(
  fiscalYearBE: number,
  format: ReportFormat,
  { evidence, secrecy }: Pick<ReportOptions, 'evidence' | 'secrecy'>,
): { readonly name: string; readonly mediaType: string } {
  const name = reportName(fiscalYearBE, format, { secrecy });
  if (evidence !== 'files') return { name, mediaType: kinds[format].mediaType };
  return { name: `${name.slice(0, -kinds[format].ending.length)}zip`, mediaType: zipType };
}
