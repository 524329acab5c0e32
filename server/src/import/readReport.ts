import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { ImportFormat } from '@ruam/shared/import/format.ts';
import type { Report } from '@ruam/shared/import/report.ts';
import { evidenceContent, overviewContent, recommendationContent } from '../cycle/reportContent.ts';
import { compareWithAgency, compareWithFramework, missingFacts, withPlausibleYear } from './differences.ts';
import { parseFile } from './parseFile.ts';

/** A file, and what it is read against. */
export interface ReadTask {
  readonly bytes: Uint8Array;
  readonly agencyName: string;
  readonly framework: Framework;
  /** What one document may hold. */
  readonly maxDocumentBytes: number;
}

/** What was understood and what was not, as JSON: made beside the loop, stored and sent as it is. */
export interface ReadReport {
  readonly format: ImportFormat;
  /** JSON of `reportSchema`. */
  readonly report: string;
  /** JSON of `notUnderstoodSchema[]`. */
  readonly notUnderstood: string;
}

/** A list that a person can still read; how many more there are is its last line. */
const maxListed = 5_000;

/** Reads a file. Throws `unknownFormat`, `notUnderstood`, `tooLarge` (a text that no document can hold). */
export function readReport({ bytes, agencyName, framework, maxDocumentBytes }: ReadTask): ReadReport {
  const parsed = parseFile(bytes);
  const { report, notUnderstood: ofYear } = withPlausibleYear(parsed.report);
  checkTexts(report, maxDocumentBytes);
  const notUnderstood = [
    ...parsed.notUnderstood,
    ...ofYear,
    ...missingFacts(report),
    ...compareWithAgency(report, agencyName),
    ...compareWithFramework(report, framework),
  ];
  return {
    format: parsed.format,
    report: JSON.stringify(report),
    notUnderstood: JSON.stringify(bounded(notUnderstood)),
  };
}

function checkTexts(report: Report, maxDocumentBytes: number): void {
  const items = report.categories.flatMap((category) => category.items);
  const texts = [
    overviewContent(report),
    ...items.flatMap((item) => [evidenceContent(item), recommendationContent(item.observations)]),
  ];
  if (texts.some((text) => Buffer.byteLength(JSON.stringify(text)) > maxDocumentBytes)) {
    throw new AppError('tooLarge', 'a text of the report is larger than a document may be', { maxDocumentBytes });
  }
}

function bounded(list: readonly NotUnderstood[]): readonly NotUnderstood[] {
  if (list.length <= maxListed) return list;
  const rest = list.length - maxListed;
  return [...list.slice(0, maxListed), { line: 0, text: '', reason: `and ${rest} more` }];
}
