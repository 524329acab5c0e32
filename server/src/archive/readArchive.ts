import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { type Archive, archiveFormat, archiveSchema } from '@ruam/shared/archive/archive.ts';
import { contradictionsIn, settled } from '@ruam/shared/archive/checkArchive.ts';
import type { Content, ContentNode } from '@ruam/shared/document/content.ts';
import { isText } from '@ruam/shared/document/content.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Report } from '@ruam/shared/import/report.ts';
import type { ZodError } from 'zod';
import { holdsStorableText } from '../database/storableText.ts';
import { reportOfArchive } from './archiveReport.ts';
import { hashOfFramework } from './assembleArchive.ts';
import type { KnownInAgency } from './knownInAgency.ts';

/** What an archive is read against. */
export interface ArchiveTask {
  /** Those that are known here. */
  readonly frameworks: readonly Framework[];
  /** What one document may hold. */
  readonly maxDocumentBytes: number;
  readonly known: KnownInAgency;
}

/** An archive that fits together, and what of the file was taken otherwise than it says. */
export interface ReadArchive {
  readonly archive: Archive;
  /** What is shown of it before a cycle is made. */
  readonly report: Report;
  readonly notUnderstood: readonly NotUnderstood[];
}

/** Whether a parsed JSON file says that it is an archive. */
export function isArchive(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === archiveFormat;
}

/** A value of an attribute or a mark is no larger (docs/sync.md S10). */
const maxValueBytes = 64 * 1024;
const maxTold = 20;
/** What one transaction can bring in: far above what a cycle has. */
const maxRows = 60_000;
const maxDocuments = 20_000;
const values = new Set(['content', 'score', 'certificate', 'reportedResults']);

/**
 * Reads a parsed file (docs/report.md A1-A6). Throws `notUnderstood` (details `{problems: string[]}`) for what is no archive, is
 * broken or contradicts itself, or is of a framework that is not known here; `tooLarge` for a text that no document can hold.
 */
export function readArchive(value: unknown, { frameworks, maxDocumentBytes, known }: ArchiveTask): ReadArchive {
  if (!isArchive(value)) throw refused('the file is no archive of a cycle', []);
  if (!holdsStorableText(value)) throw refused('the text holds NUL or half a letter', []);
  if (holdsPrototype(value)) throw refused('a name in the file is reserved', []);
  const parsed = archiveSchema.safeParse(value);
  if (!parsed.success) throw broken(parsed.error);
  const archive = parsed.data;
  const framework = frameworks.find(({ id }) => id === archive.framework.id);
  if (framework === undefined) throw refused(`the framework ${archive.framework.id} is not known here`, []);
  if (hashOfFramework(framework) !== archive.framework.hash)
    throw refused(`the framework ${framework.id} is another edition here`, []);
  const contradictions = contradictionsIn(archive, framework);
  if (contradictions.length > 0) throw refused('the archive contradicts itself', contradictions);
  checkTexts(archive, maxDocumentBytes);
  const read = settled(archive, framework);
  checkSize(read.archive);
  // What is kept is read again when the cycle is made of it.
  const kept = archiveSchema.safeParse(read.archive);
  if (!kept.success) throw broken(kept.error);
  return {
    archive: kept.data,
    report: reportOfArchive(kept.data, framework),
    notUnderstood: [...read.notUnderstood, ...missing(archive, known)],
  };
}

/** People whom the agency does not have, and files whose bytes it does not have. */
function missing({ people, files }: Archive, known: KnownInAgency): NotUnderstood[] {
  const line = 0;
  return [
    ...people
      .filter(({ login }) => login === null || !Object.hasOwn(known.people, login))
      .map(({ login, name }) => ({
        line,
        text: login === null ? name : `${name} (${login})`,
        reason:
          login === null
            ? 'the archive does not tell the login; the name stands alone'
            : 'the agency has nobody of this login; the name stands alone',
      })),
    ...files
      .filter(({ hash }) => !Object.hasOwn(known.files, hash))
      .map(({ name }) => ({
        line,
        text: name,
        reason: 'the bytes of this file are not here; it stands without them',
      })),
  ];
}

function refused(message: string, problems: readonly string[]): AppError {
  const told = problems.slice(0, maxTold);
  return new AppError('notUnderstood', [message, ...told].join('; ').slice(0, 2_000), { problems: told });
}

function broken({ issues }: ZodError): AppError {
  return refused(
    'the archive is broken',
    issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
}

/** A name that would become a prototype in some reader's hands. */
function holdsPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsPrototype);
  return Object.entries(value).some(([name, within]) => name === '__proto__' || holdsPrototype(within));
}

/** Throws `notUnderstood` for more than can be brought in at once. */
function checkSize(archive: Archive): void {
  if (archive.documents.length > maxDocuments) throw refused(`the archive has more than ${maxDocuments} texts`, []);
  if (rowsOf(archive) > maxRows) throw refused(`the archive has more than ${maxRows} records`, []);
}

/** How many rows it becomes, about: its records and what is in them; texts are values, also those of a version. */
function rowsOf({ snapshots, ...archive }: Archive): number {
  const within = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0;
    if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + within(one), value.length);
    return Object.entries(value).reduce((sum, [name, own]) => (values.has(name) ? sum : sum + within(own)), 0);
  };
  return snapshots.length + within(archive);
}

function checkTexts({ documents, snapshots }: Archive, maxDocumentBytes: number): void {
  const kept = snapshots.flatMap((snapshot) => snapshot.documents.map(({ content }) => content));
  for (const content of [...documents.map((document) => document.content), ...kept]) {
    if (typeof content === 'string') continue;
    if (Buffer.byteLength(JSON.stringify(content)) > maxDocumentBytes)
      throw new AppError('tooLarge', 'a text of the archive is larger than a document may be', { maxDocumentBytes });
    if (holdsLargeValue(content)) throw refused('a value in a text is larger than any of ours', []);
  }
}

function holdsLargeValue(content: Content): boolean {
  const isLarge = (values: object | undefined): boolean =>
    Object.values(values ?? {}).some((value) => Buffer.byteLength(JSON.stringify(value) ?? '') > maxValueBytes);
  const visit = (node: ContentNode): boolean =>
    isText(node)
      ? (node.marks ?? []).some(({ attrs }) => isLarge(attrs))
      : isLarge(node.attrs) || (node.content ?? []).some(visit);
  return content.content.some(visit);
}
