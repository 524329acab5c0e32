import type { ReportJob } from '@ruam/shared/api/reports.ts';
import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { hasRole } from '@ruam/shared/policy/policy.ts';
import { mayHaveReport } from '@ruam/shared/policy/reports.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Person } from '../people/actor.ts';

export interface JobKey {
  readonly cycle: string;
  readonly report: string;
}

/** The reports of a cycle that the person may have, newest first. */
export async function listJobs(database: Database, person: Person, cycle: string): Promise<ReportJob[]> {
  let query = selectJobs(database).where('reportJob.cycleId', '=', cycle);
  if (!hasRole(person, cycle, ['secretariat'])) query = query.where('reportJob.personId', '=', person.id);
  const rows = await query.orderBy('reportJob.at', 'desc').orderBy('reportJob.id').execute();
  return rows.map(answerOf);
}

/** One report. Throws `notFound`, `forbidden` (another's). */
export async function readJob(
  database: Database | DatabaseTransaction,
  person: Person,
  { cycle, report }: JobKey,
): Promise<ReportJob> {
  const query = selectJobs(database).where('reportJob.cycleId', '=', cycle);
  const row = await query.where('reportJob.id', '=', report).executeTakeFirst();
  if (row === undefined) throw new AppError('notFound', 'there is no such report');
  if (!mayHaveReport(person, { cycle, personId: row.personId }))
    throw new AppError('forbidden', 'a report is had by who asked for it and by the secretariat');
  return answerOf(row);
}

function selectJobs(database: Database | DatabaseTransaction) {
  return database
    .selectFrom('reportJob')
    .leftJoin('person', 'person.id', 'reportJob.personId')
    .leftJoin('snapshot', 'snapshot.id', 'reportJob.snapshotId')
    .selectAll('reportJob')
    .select(['person.name as personName', 'snapshot.at as snapshotAt', 'snapshot.contentHash']);
}

function answerOf(row: Awaited<ReturnType<ReturnType<typeof selectJobs>['execute']>>[number]): ReportJob {
  const { id, cycleId: cycle, format, state, step, progress, error, at, finishedAt } = row;
  const { snapshotId, snapshotAt, contentHash, fileName, fileHash, mediaType, sizeBytes } = row;
  const hasSnapshot = snapshotId !== null && snapshotAt !== null && contentHash !== null;
  const hasFile = state === 'done' && fileName !== null && fileHash !== null && mediaType !== null;
  return {
    ...{ id, cycle, format, options: reportOptionsSchema.parse(JSON.parse(row.options)) },
    ...{ state, step: state === 'running' ? step : null, progress, error, at, finishedAt },
    person: { id: row.personId, name: row.personName ?? '' },
    snapshot: hasSnapshot ? { id: snapshotId, at: snapshotAt, contentHash } : null,
    file: hasFile ? { name: fileName, sizeBytes: sizeBytes ?? 0, hash: fileHash, mediaType } : null,
  };
}
