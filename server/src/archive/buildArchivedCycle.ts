import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Database } from '../database/database.ts';
import { createWorkerThread } from '../sync/workerThread.ts';
import type { ArchiveAnswer, ArchiveTask } from './archiveWorker.ts';
import type { BuiltCycle } from './builder.ts';

/** A real cycle of 5 MB takes two seconds. */
const timeoutMs = 120_000;
const maxHeapMb = 1_024;

/** An archive that was read (`readArchive`), as JSON, and the cycle that it shall be. */
interface NewArchivedCycle {
  readonly archive: string;
  readonly framework: Framework;
  readonly cycle: string;
  readonly agency: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Makes the rows of the cycle, in a thread of their own and before anybody has to wait for them. Throws `unavailable`. */
export async function buildArchivedCycle(database: Database, given: NewArchivedCycle): Promise<BuiltCycle> {
  const thread = createWorkerThread<ArchiveTask, ArchiveAnswer>(join(import.meta.dirname, 'archiveWorker.ts'), {
    timeoutMs,
    maxHeapMb,
  });
  try {
    const answer = await thread.run({
      ...given,
      ...(await readKnown(database, given.agency)),
    });
    if (answer === null) throw new AppError('unavailable', 'the archive took more time or memory than there is');
    return answer.built;
  } finally {
    thread.close();
  }
}

/** What an archive finds again in an agency: people by login, and files whose bytes are kept, by hash. */
export type KnownInAgency = Pick<ArchiveTask, 'people' | 'files'>;

/** What the agency has; what another agency has is not found by its hash. */
export async function readKnown(database: Database, agency: string): Promise<KnownInAgency> {
  const people = await database.selectFrom('person').select(['id', 'login']).where('agencyId', '=', agency).execute();
  const files = await database
    .selectFrom('file')
    .innerJoin('cycle', 'cycle.id', 'file.cycleId')
    .innerJoin('blob', 'blob.hash', 'file.hash')
    .select(['file.hash', 'mediaType', 'sizeBytes'])
    .distinct()
    .where('cycle.agencyId', '=', agency)
    .where('file.sweptAt', 'is', null)
    .execute();
  return {
    people: Object.fromEntries(people.map(({ id, login }) => [login, id])),
    files: Object.fromEntries(files.map(({ hash, ...facts }) => [hash, facts])),
  };
}
