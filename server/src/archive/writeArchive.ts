import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import { readArchiveRows } from './archiveRows.ts';
import { assembleArchive } from './assembleArchive.ts';

/**
 * A cycle as an archive (docs/report.md), as far as the person may read it: the bytes of a JSON file. Made in a thread: it
 * holds up who runs in the same one. The person must be able to read the cycle.
 */
export async function writeArchive(database: Database, person: Person, cycle: string): Promise<Uint8Array> {
  const archive = assembleArchive(await readArchiveRows(database, person, cycle));
  return new TextEncoder().encode(`${JSON.stringify(archive, null, 1)}\n`);
}
