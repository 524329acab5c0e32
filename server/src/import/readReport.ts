import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { type ImportFixes, importFixesSchema } from '@ruam/shared/api/imports.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { ImportFormat } from '@ruam/shared/import/format.ts';
import { type ParsedLines, parseReportLines } from '@ruam/shared/import/parseReport.ts';
import type { Report } from '@ruam/shared/import/report.ts';
import type { KnownInAgency } from '../archive/knownInAgency.ts';
import { compareWithAgency, compareWithFramework, missingFacts, withPlausibleYear } from './differences.ts';
import { draftTexts, type TextSource } from './draftTexts.ts';
import { applyFixes, checkFixes } from './fixes.ts';
import { notUnderstoodJson } from './notUnderstoodList.ts';
import { parseFile } from './parseFile.ts';
import { lostPictures, type PlacedPicture, placedPictures } from './placedPictures.ts';
import type { Source, SourcePicture } from './source.ts';
import { isKept, keptSource, openSource, type StoredSource } from './storedSource.ts';

/** What a file is read against. */
interface Against {
  readonly agencyName: string;
  readonly framework: Framework;
  /** What one document may hold. */
  readonly maxDocumentBytes: number;
}

/** A file, or what is kept of one with what a person has set right. */
export type ReadTask = Against &
  (
    | {
        readonly kind: 'file';
        readonly bytes: Uint8Array;
        /** What an archive finds again in the agency. */
        readonly known: KnownInAgency;
      }
    | {
        readonly kind: 'again';
        readonly stored: StoredSource;
        /** Hashes of the pictures that are kept. */
        readonly kept: readonly string[];
        readonly fixes: ImportFixes;
      }
  );

/** What was understood and what was not, as JSON: made beside the loop, stored and sent as it is. */
export interface ReadReport extends StoredSource {
  readonly format: ImportFormat;
  /** JSON of `reportSchema`. */
  readonly report: string;
  /** JSON of `notUnderstoodSchema[]`. */
  readonly notUnderstood: string;
  /** JSON of `placedLinesSchema[]`. */
  readonly placed: string;
  /** JSON of `importedTextSchema[]`. */
  readonly texts: string;
  /** JSON of a whole cycle, when that is what was read. */
  readonly archive: string | null;
}

/** With the pictures of a file; what is read again names those that are kept. */
export interface ReadAnswer {
  readonly read: ReadReport;
  readonly pictures: readonly SourcePicture[];
  /** Where they stand. */
  readonly placed: readonly PlacedPicture[];
}

/**
 * Reads a file, or reads again what is kept of one. Throws `unknownFormat`, `notUnderstood`, `invalid` (fixes that name
 * what the framework does not have), `tooLarge` (a text that no document can hold).
 */
export async function readReport(task: ReadTask): Promise<ReadAnswer> {
  const { agencyName, framework, maxDocumentBytes } = task;
  const frameworks = [framework];
  const source =
    task.kind === 'file'
      ? await parseFile(task.bytes, { frameworks, maxDocumentBytes, known: task.known })
      : withoutLost(openSource(task.stored), task.kept);
  const fixes = task.kind === 'file' ? importFixesSchema.parse({}) : task.fixes;
  checkFixes(fixes, framework, source);
  const understood = understand(source, fixes);
  const { report, notUnderstood: ofYear } = withPlausibleYear(understood.report);
  const texts = draftTexts(report, framework, understood.source);
  checkTexts(
    texts.map(({ content }) => content as Content),
    maxDocumentBytes,
  );
  const notUnderstood = [
    ...understood.notUnderstood,
    ...ofYear,
    ...missingFacts(report),
    ...compareWithAgency(report, agencyName),
    ...(isWhole(source) ? [] : compareWithFramework(report, framework)),
  ];
  return {
    pictures: source.kind === 'lines' ? source.pictures : [],
    placed: source.kind === 'lines' && task.kind === 'file' ? placedPictures(source.blocks) : [],
    read: {
      format: source.format,
      report: JSON.stringify(report),
      notUnderstood: notUnderstoodJson(notUnderstood),
      placed: JSON.stringify(isKept(source) ? understood.placed : []),
      texts: JSON.stringify(texts),
      archive: source.kind === 'report' ? (source.archive ?? null) : null,
      ...(task.kind === 'file' ? keptSource(source) : task.stored),
    },
  };
}

function withoutLost(source: Source, kept: readonly string[]): Source {
  if (source.kind === 'report') return source;
  const lost = lostPictures(placedPictures(source.blocks), new Set(kept));
  return { ...source, notUnderstood: [...source.notUnderstood, ...lost] };
}

/** An archive was checked against the framework when it was read. */
const isWhole = (source: Source): boolean => source.kind === 'report' && source.archive !== undefined;

interface Understood {
  readonly report: Report;
  readonly notUnderstood: readonly NotUnderstood[];
  readonly placed: ParsedLines['placed'];
  readonly source: TextSource | null;
}

function understand(source: Source, fixes: ImportFixes): Understood {
  if (source.kind === 'report')
    return {
      report: applyFixes(source.report, fixes),
      notUnderstood: source.notUnderstood,
      placed: [],
      source: null,
    };
  const { report, notUnderstood, placed, sections } = parseReportLines(source.lines, fixes);
  const all = [...source.notUnderstood, ...notUnderstood].sort((one, other) => one.line - other.line);
  return { report, notUnderstood: all, placed, source: { sections, blocks: source.blocks } };
}

function checkTexts(texts: readonly Content[], maxDocumentBytes: number): void {
  if (texts.some((text) => Buffer.byteLength(JSON.stringify(text.content)) > maxDocumentBytes)) {
    throw new AppError('tooLarge', 'a text of the report is larger than a document may be', { maxDocumentBytes });
  }
}
