import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { decodeImport, type ImportFormat, parseJsonText } from '@ruam/shared/import/format.ts';
import { parseAssessmentJson } from '@ruam/shared/import/parseAssessment.ts';
import { parseReportText } from '@ruam/shared/import/parseReport.ts';
import type { Report } from '@ruam/shared/import/report.ts';
import { holdsStorableText } from '../database/storableText.ts';

/** What an importer understood of a file, and what it did not. */
export interface ParsedReport {
  readonly format: ImportFormat;
  readonly report: Report;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Reads a file by its content, whatever its name. Throws `unknownFormat`, `notUnderstood`. */
export function parseFile(bytes: Uint8Array): ParsedReport {
  const { format, text } = decodeImport(bytes);
  const { report, notUnderstood } = parseText(format, text);
  if (!holdsStorableText([report, notUnderstood])) {
    throw new AppError('notUnderstood', 'the text holds NUL or half a letter');
  }
  return { format, report, notUnderstood };
}

function parseText(format: ImportFormat, text: string): Omit<ParsedReport, 'format'> {
  switch (format) {
    case 'txt':
      return parseReportText(text);
    case 'json':
      return parseAssessmentJson(parseJsonText(text));
  }
}
