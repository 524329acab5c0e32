import type { ImportDraftAnswer, ImportFixes, importListSchema } from '@ruam/shared/api/imports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { z } from 'zod';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';
import type { ImportDependencies, Importer } from './commands.ts';
import { keptPictures } from './pictures.ts';
import { keptMs, maxDrafts, removeDrafts } from './sweepDrafts.ts';

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
    .limit(maxDrafts)
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
  const { format, fileName, createdAt: at, committedCycleId: committed, revision } = draft;
  const isWhole = draft.archive !== null;
  const head = { id, format, fileName, at, committed, isWhole, revision } satisfies Partial<ImportDraftAnswer>;
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
 * Throws `notFound`, `inUse` (a cycle was made of it), `replaced` (somebody else has set it right since `revision`),
 * `tooLarge` (too long for it), `invalid`.
 */
export async function fixDraft(
  dependencies: DraftDependencies,
  by: Importer,
  id: string,
  { revision, ...fixes }: ImportFixes,
): Promise<void> {
  const { database, commands, reader, framework, maxDocumentBytes, now } = dependencies;
  const draft = await findDraft(database, by, id, now());
  if (draft.committedCycleId !== null) throw becameCycle();
  if (draft.archive !== null) throw new AppError('invalid', 'a whole cycle is brought in as it is');
  const said = JSON.stringify(fixes);
  if (revision !== undefined && revision !== draft.revision) {
    // It was heard before, and the answer was lost.
    if (draft.fixes === said) return;
    throw replaced(draft.revision);
  }
  const { name: agencyName } = await database
    .selectFrom('agency')
    .select('name')
    .where('id', '=', by.agencyId)
    .executeTakeFirstOrThrow();
  const stored = { source: draft.source, basis: draft.basis };
  const kept = (await keptPictures(database, id)).map(({ hash }) => hash);
  const task = { kind: 'again', stored, kept, fixes, agencyName, framework, maxDocumentBytes } as const;
  const { read } = await reader.read(task);
  const { report, notUnderstood, placed, texts } = read;
  await commands.run(by.personId, async ({ transaction, audit }) => {
    const changed = await transaction
      .updateTable('importDraft')
      .set(({ eb }) => ({ report, notUnderstood, placed, texts, fixes: said, revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .where('committedCycleId', 'is', null)
      .$if(revision !== undefined, (query) => query.where('revision', '=', draft.revision))
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) {
      const found = await findDraft(transaction, by, id, now());
      throw found.committedCycleId === null ? replaced(found.revision) : becameCycle();
    }
    await audit(agencyChain(by.agencyId), 'import.fixed', { import: id });
  });
}

/** Removes a draft that became nothing. Throws `notFound`, `inUse` (a cycle was made of it). */
export async function removeDraft({ commands, now }: DraftDependencies, by: Importer, id: string): Promise<void> {
  await commands.run(by.personId, async (work) => {
    const draft = await findDraft(work.transaction, by, id, now());
    if (draft.committedCycleId !== null) throw becameCycle();
    const removed = await removeDrafts(work, by.agencyId, [id]);
    if (removed.length === 0) throw becameCycle();
  });
}

function replaced(revision: number): AppError {
  return new AppError('replaced', 'somebody else has set it right meanwhile', { revision });
}

function becameCycle(): AppError {
  return new AppError('inUse', 'a cycle was made of this import');
}
