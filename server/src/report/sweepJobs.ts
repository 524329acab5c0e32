import { cycleChain } from '../events/audit.ts';
import type { FileDependencies } from '../files/dependencies.ts';

/** A report can be made again of its version; its file is not kept for ever. */
const keptMs = 30 * 24 * 60 * 60_000;
/** Looked at in one go. */
const maxReports = 50;

/** Gives up reports that were finished long ago; their bytes go with the file store's sweep. */
export async function sweepJobs({
  database,
  commands,
  now,
}: Pick<FileDependencies, 'database' | 'commands' | 'now'>): Promise<void> {
  const before = now() - keptMs;
  const old = await database
    .selectFrom('reportJob')
    .select(['id', 'cycleId as cycle'])
    .where('finishedAt', '<', before)
    .limit(maxReports)
    .execute();
  for (const { id: report, cycle } of old)
    await commands.run(null, async ({ transaction, take, audit }) => {
      await take(cycleChain(cycle));
      const gone = await transaction
        .deleteFrom('reportJob')
        .where('id', '=', report)
        .returning('id')
        .executeTakeFirst();
      if (gone !== undefined) await audit(cycleChain(cycle), 'report.swept', { cycle, report });
    });
}
