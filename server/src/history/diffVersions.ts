import type { VersionDiff } from '@ruam/shared/api/history.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database } from '../database/database.ts';
import type { Differ } from '../deciding/differ.ts';
import type { Person } from '../people/actor.ts';
import type { HistoryReader } from './historyReader.ts';
import { readHistoricDocument, readVersion } from './versionContent.ts';

/** The difference from one version of a document to another. Throws `notFound`, `unavailable`. */
export async function diffVersions(
  dependencies: { readonly database: Database; readonly history: HistoryReader; readonly differ: Differ },
  person: Person,
  { document: id, from, to }: { readonly document: string; readonly from: string; readonly to: string },
): Promise<VersionDiff> {
  const document = await readHistoricDocument(dependencies.database, person, id);
  const { kind, level } = document;
  const read = async (version: string) => [
    { id, kind, level, content: await readVersion(dependencies, document, version) },
  ];
  const [difference] = await dependencies.differ.diff(await read(from), await read(to), { isUnhashed: true });
  if (difference === undefined) throw new AppError('unavailable', 'the difference could not be told');
  return { from, to, document: difference };
}
