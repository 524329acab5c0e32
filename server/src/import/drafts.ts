import type { ImportDraftAnswer, ImportFixes, importListSchema } from '@ruam/shared/api/imports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { z } from 'zod';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import type { ImportDependencies, Importer } from './commands.ts';

/** What became nothing is removed after so long. */
const keptMs = 30 * 24 * 60 * 60_000;
const maxListed = 200;

/** What keeping drafts works with beside reading them. */
export interface DraftDependencies extends ImportDependencies {
  /** Epoch ms. */
  readonly now: () => number;
}

type Listed = z.infer<typeof importListSchema>;

/** The drafts of the importer's agency that became nothing yet, the newest first. */
export async function listDrafts({ database, now }: DraftDependencies, { agencyId }: Importer): Promise<Listed> {
  const rows = await database
    .selectFrom('importDraft')
    .select(['id', 'format', 'fileName', 'createdAt'])
    .where('agencyId', '=', agencyId)
    .where('committedCycleId', 'is', null)
    .where('createdAt', '>', now() - keptMs)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(maxListed)
    .execute();
  return rows.map(({ createdAt, ...row }) => ({ ...row, at: createdAt }));
}

/** A draft of the importer's agency. Throws `notFound`, also for one that is too old. */
export async function findDraft(
  database: Database | DatabaseTransaction,
  { agencyId }: Importer,
  id: string,
  now: number,
) {
  const draft = await database
    .selectFrom('importDraft')
    .selectAll()
    .where('id', '=', id)
    .where('agencyId', '=', agencyId)
    .where((where) => where.or([where('committedCycleId', 'is not', null), where('createdAt', '>', now - keptMs)]))
    .executeTakeFirst();
  if (draft === undefined) throw new AppError('notFound', 'there is no such import');
  return draft;
}

/** A draft as JSON of `importDraftSchema`, put together of what was made beside the loop. Throws `notFound`. */
export async function draftAnswer({ database, now }: DraftDependencies, by: Importer, id: string): Promise<string> {
  const draft = await findDraft(database, by, id, now());
  const { format, fileName, createdAt: at, committedCycleId: committed } = draft;
  const isWhole = draft.archive !== null;
  const head = { id, format, fileName, at, committed, isWhole } satisfies Partial<ImportDraftAnswer>;
  const parts = {
    source: draft.source ?? '[]',
    placed: draft.placed ?? '[]',
    fixes: draft.fixes ?? '{"places":[],"levels":{},"facts":{}}',
    understood: draft.report,
    notUnderstood: draft.notUnderstood,
    texts: draft.texts ?? '[]',
  };
  const rest = Object.entries(parts).map(([name, json]) => `"${name}":${json}`);
  return `{${[JSON.stringify(head).slice(1, -1), ...rest].join(',')}}`;
}

/**
 * Reads a draft again with all that a person has set right; what was set right before and is not among it is so no more.
 * Throws `notFound`, `inUse` (a cycle was made of it), `tooLarge` (too long for it), `invalid`.
 */
export async function fixDraft(
  dependencies: DraftDependencies,
  by: Importer,
  id: string,
  fixes: ImportFixes,
): Promise<void> {
  const { database, commands, reader, framework, maxDocumentBytes, now } = dependencies;
  const draft = await findDraft(database, by, id, now());
  if (draft.committedCycleId !== null) throw becameCycle();
  if (draft.archive !== null) throw new AppError('invalid', 'a whole cycle is brought in as it is');
  const { name: agencyName } = await database
    .selectFrom('agency')
    .select('name')
    .where('id', '=', by.agencyId)
    .executeTakeFirstOrThrow();
  const stored = { source: draft.source, basis: draft.basis };
  const { read } = await reader.read({ kind: 'again', stored, fixes, agencyName, framework, maxDocumentBytes });
  const { report, notUnderstood, placed, texts } = read;
  await commands.run(by.personId, async ({ transaction, audit }) => {
    const changed = await transaction
      .updateTable('importDraft')
      .set({ report, notUnderstood, placed, texts, fixes: JSON.stringify(fixes) })
      .where('id', '=', id)
      .where('committedCycleId', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) {
      await findDraft(transaction, by, id, now());
      throw becameCycle();
    }
    await audit(agencyChain(by.agencyId), 'import.fixed', { import: id });
  });
}

/** Removes a draft that became nothing. Throws `notFound`, `inUse` (a cycle was made of it). */
export async function removeDraft({ commands, now }: DraftDependencies, by: Importer, id: string): Promise<void> {
  await commands.run(by.personId, async ({ transaction, audit }) => {
    const draft = await findDraft(transaction, by, id, now());
    if (draft.committedCycleId !== null) throw becameCycle();
    await transaction.deleteFrom('importPicture').where('draftId', '=', id).execute();
    const removed = await transaction
      .deleteFrom('importDraft')
      .where('id', '=', id)
      .where('committedCycleId', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (removed === undefined) throw becameCycle();
    await audit(agencyChain(by.agencyId), 'import.removed', { import: id });
  });
}

/** Removes the drafts of an agency that became nothing for too long. */
export async function removeOldDrafts(transaction: DatabaseTransaction, agencyId: string, at: number): Promise<void> {
  const old = await transaction
    .deleteFrom('importDraft')
    .where('agencyId', '=', agencyId)
    .where('committedCycleId', 'is', null)
    .where('createdAt', '<=', at - keptMs)
    .returning('id')
    .execute();
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await transaction.deleteFrom('importPicture').where('draftId', 'in', ids).execute();
}

function becameCycle(): AppError {
  return new AppError('inUse', 'a cycle was made of this import');
}
