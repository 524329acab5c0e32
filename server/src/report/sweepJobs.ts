import { cycleChain } from '../events/audit.ts';
import type { FileDependencies } from '../files/dependencies.ts';
import { dropJob } from './dropJobs.ts';

/** Who needs a report for longer has its file; another is asked for of what is there then. */
const keptMs = 30 * 24 * 60 * 60_000;
/** Looked at in one go. */
const maxReports = 50;

/** Gives up reports that were finished long ago; their versions go with them, their bytes with the file store's sweep. */
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
      if (await dropJob(transaction, { cycle, report }))
        await audit(cycleChain(cycle), 'report.swept', { cycle, report });
    });
}
