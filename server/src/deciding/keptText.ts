import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import type { Work } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import { type CoveredDocument, type HashedText, readDocuments } from './contentHash.ts';
import { keepSnapshot } from './keepSnapshot.ts';

/** What a version of a cycle is about: every document, of advice notes the submitted ones. */
export function keptDocuments(
  database: Database,
  cycle: string,
): Promise<(CoveredDocument & { readonly item: string | null })[]> {
  return database
    .selectFrom('document')
    .select(['id', 'kind', 'level', 'item'])
    .where('cycleId', '=', cycle)
    .where((where) => where.or([where('kind', '!=', 'advice'), where('submittedAt', 'is not', null)]))
    .execute();
}

/** The committed content of documents, read one after the other: nobody's typing waits for all of them. */
export async function readOneByOne(
  database: Database,
  documents: readonly CoveredDocument[],
): Promise<readonly HashedDocument[]> {
  const read: HashedDocument[] = [];
  for (const document of documents)
    read.push(...(await database.transaction().execute((transaction) => readDocuments(transaction, [document]))));
  return read;
}

/** A version that somebody keeps by name. */
interface NamedVersion extends HashedText {
  readonly id: string;
  readonly cycle: string;
  /** Null for a version of more than one item. */
  readonly item: string | null;
  readonly personId: string;
  readonly name: string;
}

/** Keeps a text that was read before under a name, with the score of this moment and its audit entry. */
export async function keepVersion(work: Work, version: NamedVersion): Promise<void> {
  const { id: snapshot, cycle, name, contentHash } = version;
  await keepSnapshot(work, { ...version, kind: 'named', scoreOf: 'latest' });
  await work.audit(cycleChain(cycle), 'snapshot.taken', { cycle, snapshot, name, contentHash });
}
