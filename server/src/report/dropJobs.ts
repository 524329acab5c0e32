import type { Work } from '../commands/commands.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';

/** Of a person in a cycle: nobody's reports go for those of another. */
const maxKept = 20;
const maxKeptBytes = 4 * 1024 ** 3;

/**
 * Called when a person has one more that is finished, with the cycle's chain taken: there go those without a file, then the oldest,
 * as many as are too many, or too large together. The newest stays.
 */
export async function dropOldestJobs(
  { transaction, audit }: Pick<Work, 'transaction' | 'audit'>,
  { cycleId: cycle, personId }: { readonly cycleId: string; readonly personId: string },
): Promise<void> {
  const finished = await transaction
    .selectFrom('reportJob')
    .select(['id', 'sizeBytes'])
    .where('cycleId', '=', cycle)
    .where('personId', '=', personId)
    .where('state', 'not in', ['waiting', 'running'])
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  const byWorth = [
    ...finished.filter(({ sizeBytes }) => sizeBytes !== null),
    ...finished.filter(({ sizeBytes }) => sizeBytes === null),
  ];
  let bytes = 0;
  for (const [place, { id: report, sizeBytes }] of byWorth.entries()) {
    bytes += sizeBytes ?? 0;
    if (place === 0 || (place < maxKept && bytes <= maxKeptBytes)) continue;
    await dropJob(transaction, { cycle, report });
    await audit(cycleChain(cycle), 'report.swept', { cycle, report });
  }
}

/** Removes a report, and what only it was made of: versions of reports do not stay for ever. False when there is none. */
export async function dropJob(
  transaction: DatabaseTransaction,
  { cycle, report }: { readonly cycle: string; readonly report: string },
): Promise<boolean> {
  const gone = await transaction.deleteFrom('reportJob').where('id', '=', report).returning('id').executeTakeFirst();
  if (gone === undefined) return false;
  const unnamed = transaction
    .selectFrom('snapshot')
    .select('snapshot.id')
    .where('snapshot.cycleId', '=', cycle)
    .where('snapshot.kind', '=', 'report')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('reportJob').select('id').whereRef('reportJob.snapshotId', '=', 'snapshot.id'))),
    );
  const ids = (await unnamed.execute()).map(({ id }) => id);
  for (const id of ids) {
    await transaction.deleteFrom('snapshotReference').where('snapshotId', '=', id).execute();
    await transaction.deleteFrom('snapshot').where('id', '=', id).execute();
  }
  return true;
}
