import type { Database } from '../database/database.ts';
import { loadPerson } from '../people/actor.ts';
import type { BuildTask } from './builder.ts';
import { listOpenFiles } from './openFiles.ts';

/** What an archive finds again in an agency: people by login, and files whose bytes are kept, by hash. */
export type KnownInAgency = Pick<BuildTask, 'people' | 'files'>;

/**
 * What the agency has; what another agency has is not found by its hash. Of files only those that each of these people may
 * open now: who knows no more than a hash is not given the file by it. Nobody: the server itself brings it in.
 */
export async function readKnown(
  database: Database,
  { agencyId, personIds }: { readonly agencyId: string; readonly personIds: readonly string[] },
): Promise<KnownInAgency> {
  const people = await database.selectFrom('person').select(['id', 'login']).where('agencyId', '=', agencyId).execute();
  let files = await listFiles(database, agencyId);
  for (const personId of new Set(personIds)) {
    const person = await loadPerson(database, personId);
    const open = new Set(person === null ? [] : await listOpenFiles(database, person));
    files = files.filter(({ id }) => open.has(id));
    if (files.length === 0) break;
  }
  return {
    people: Object.fromEntries(people.map(({ id, login }) => [login, id])),
    files: Object.fromEntries(files.map(({ hash, mediaType, sizeBytes }) => [hash, { mediaType, sizeBytes }])),
  };
}

function listFiles(database: Database, agencyId: string) {
  return database
    .selectFrom('file')
    .innerJoin('cycle', 'cycle.id', 'file.cycleId')
    .innerJoin('blob', 'blob.hash', 'file.hash')
    .select(['file.id', 'file.hash', 'mediaType', 'sizeBytes'])
    .where('cycle.agencyId', '=', agencyId)
    .where('file.sweptAt', 'is', null)
    .execute();
}
