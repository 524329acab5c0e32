import { AppError } from '@ruam/shared/errors/errors.ts';
import type { EvidenceFacts } from '@ruam/shared/policy/evidence.ts';
import { mayReadCycle } from '@ruam/shared/policy/policy.ts';
import type { Selectable } from 'kysely';
import type { Commands } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { readFile, type StoredFile } from '../files/readFile.ts';
import type { Person } from '../people/actor.ts';
import { categoriesOf } from './places.ts';

/** What the commands of the register work with. */
export interface EvidenceDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

export type StoredEntry = Selectable<Schema['evidence']>;

/** An entry of a cycle that the person may read, removed ones too. Throws `notFound`. */
export async function readEntry(
  database: Database | DatabaseTransaction,
  person: Person,
  id: string,
): Promise<StoredEntry> {
  const entry = await database.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst();
  if (entry === undefined || !mayReadCycle(person, entry.cycleId))
    throw new AppError('notFound', 'there is no such evidence');
  return entry;
}

/** What the policy must know of an entry, as the transaction has it. */
export async function factsOf(
  database: Database | DatabaseTransaction,
  { id, cycleId: cycle, personId, confidentiality }: StoredEntry,
): Promise<EvidenceFacts> {
  return { cycle, personId, confidentiality, categories: await categoriesOf(database, cycle, id) };
}

/**
 * A file that the person may open, for an entry of this cycle; it is used from now on. Throws `notFound`, `forbidden`,
 * `invalid` (a picture of a text).
 */
export async function takeFile(
  transaction: DatabaseTransaction,
  person: Person,
  cycle: string,
  id: string,
): Promise<StoredFile> {
  const file = await readFile(transaction, person, id);
  if (file.cycleId !== cycle) throw new AppError('notFound', 'there is no such file');
  if (file.use !== 'evidence') throw new AppError('invalid', 'this file was uploaded for a text, not for the register');
  await transaction.updateTable('file').set({ isUsed: 1 }).where('id', '=', id).where('isUsed', '=', 0).execute();
  return file;
}
