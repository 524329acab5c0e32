import { rm } from 'node:fs/promises';
import type { ReportStep } from '@ruam/shared/api/reports.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import type { ReportSource } from '@ruam/shared/report/reportSource.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { atOneMoment } from '../database/oneMoment.ts';
import { openBlobStore } from '../files/blobStore.ts';
import { answered, reportName } from './formats.ts';
import { packEvidence } from './packEvidence.ts';
import { type Asked, readReportSource } from './readReportSource.ts';
import { readCommitted, readKept } from './readVersion.ts';
import type { KeptVersion, MadeFile, ReadVersion, ReportTask } from './reportTask.ts';
import { readTold, type Told, writeReport } from './writeReport.ts';
import { writeSpooled } from './writeSpooled.ts';

/** Whom the maker of a report speaks to. */
export interface Ear {
  /** @param share of the step, 0 to 1 */
  step(step: ReportStep, share: number): void;
  /** Gives the version as it is kept. */
  keep(version: ReadVersion): Promise<KeptVersion>;
  /** Something went wrong that the caller is told less of. */
  trouble(error: unknown): void;
  /** Aborted when nobody wants the report any more. */
  readonly signal: AbortSignal;
}

/**
 * Makes a report and writes it into the task's folder. Everything is done here, in one thread and on a connection of its own.
 * Throws `notFound`, `unavailable`, `noPrinter`, `tooLarge`; then nothing is left.
 */
export async function makeReport(database: Database, task: ReportTask, ear: Ear): Promise<MadeFile> {
  const { options, at, format, directory } = task;
  ear.step('reading', 0);
  const { source, told } = await atOneMoment(database, (transaction) => readAll(transaction, task, ear));
  const { snapshot } = source;
  const store = openBlobStore(task.files);
  const bytes = await writeReport({ database, store, task, source, told, ear });
  const { name, mediaType } = answered(source.fiscalYearBE, format, options);
  ear.step(options.evidence === 'files' ? 'packing' : 'keeping', 0);
  const report = await writeSpooled(directory, bytes);
  const about = { name, mediaType, contentHash: snapshot.contentHash };
  if (options.evidence !== 'files') return { ...report, ...about };
  try {
    const all = source.evidence.reduce((sum, { file }) => sum + (file?.sizeBytes ?? 0), report.sizeBytes);
    const inZip = { path: report.path, name: reportName(source.fiscalYearBE, format, options) };
    const zip = packEvidence(store, inZip, source.evidence, at);
    const wrote = (sizeBytes: number): void => ear.step('packing', Math.min(1, sizeBytes / Math.max(1, all)));
    return { ...(await writeSpooled(directory, zip, wrote)), ...about };
  } finally {
    await rm(report.path, { force: true });
  }
}

/** Everything that the report tells, its texts and what stands in tables, as it is at one moment. */
async function readAll(
  database: DatabaseTransaction,
  task: ReportTask,
  ear: Ear,
): Promise<{ readonly source: ReportSource; readonly told: Told }> {
  const { cycle, options, reader, at } = task;
  const made = reader.name === '' ? null : { name: reader.name, at };
  const asked: Asked = { cycle, reader, options, made, ...(await readDocuments(database, task, ear)) };
  const source = await readReportSource(database, asked);
  return { source, told: await readTold(database, task.format, asked, source) };
}

async function readDocuments(
  database: DatabaseTransaction,
  { cycle, of, at }: ReportTask,
  ear: Ear,
): Promise<{ readonly documents: readonly HashedDocument[]; readonly snapshot: ReportSource['snapshot'] }> {
  if (of.kind === 'kept') {
    const { documents, ...kept } = await readKept(database, cycle, of.snapshot);
    return { documents, snapshot: { id: of.snapshot, ...kept } };
  }
  const { documents, ...version } = await readCommitted(database, cycle, (count, all) =>
    ear.step('reading', count / all),
  );
  const kept = of.kind === 'keep' ? await ear.keep(version) : { id: null, at };
  return { documents, snapshot: { ...kept, contentHash: version.contentHash } };
}
