import type { Database } from '../database/database.ts';
import { atOneMoment } from '../database/oneMoment.ts';
import type { Person } from '../people/actor.ts';
import { type ArchiveRows, readArchiveRows } from './archiveRows.ts';
import { assembleArchive } from './assembleArchive.ts';

/**
 * A cycle as an archive (docs/report.md), as far as the person may read it: the bytes of a JSON file. Made in a thread: it
 * holds up who runs in the same one. The person must be able to read the cycle.
 */
export async function writeArchive(database: Database, person: Person, cycle: string): Promise<Uint8Array> {
  return archiveFile(await atOneMoment(database, (transaction) => readArchiveRows(transaction, person, cycle)));
}

/** The archive that is made of these rows. */
export function archiveFile(rows: ArchiveRows): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(assembleArchive(rows), null, 1)}\n`);
}
