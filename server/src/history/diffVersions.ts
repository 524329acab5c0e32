import type { VersionDiff } from '@ruam/shared/api/history.ts';
import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database } from '../database/database.ts';
import { hashContents } from '../deciding/contentHash.ts';
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
  // As a hashed text reads: what is the same must read the same, wherever it comes from.
  const read = async (version: string) =>
    readHashedText(
      hashContents([{ id, kind, level, content: await readVersion(dependencies, document, version) }]).hashed,
    );
  const [difference] = await dependencies.differ.diff(await read(from), await read(to));
  if (difference === undefined) throw new AppError('unavailable', 'the difference could not be told');
  return { from, to, document: difference };
}
