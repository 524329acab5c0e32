import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { decodeImport, type ImportFormat, parseJsonText } from '@ruam/shared/import/format.ts';
import { parseAssessmentJson } from '@ruam/shared/import/parseAssessment.ts';
import { parseReportText } from '@ruam/shared/import/parseReport.ts';
import type { Report } from '@ruam/shared/import/report.ts';

/** What an importer understood of a file, and what it did not. */
export interface ParsedReport {
  readonly format: ImportFormat;
  readonly report: Report;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Reads a file by its content, whatever its name. Throws `unknownFormat`, `notUnderstood`. */
export function parseFile(bytes: Uint8Array): ParsedReport {
  const { format, text } = decodeImport(bytes);
  switch (format) {
    case 'txt':
      return { format, ...parseReportText(text) };
    case 'json':
      return { format, ...parseAssessmentJson(parseJsonText(text)) };
  }
}
