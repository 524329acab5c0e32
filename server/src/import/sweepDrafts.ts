import type { Commands, Work } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { agencyChain } from '../events/audit.ts';

/** What became nothing is removed after so long. */
export const keptMs = 30 * 24 * 60 * 60_000;
/** Drafts of an agency that became nothing yet; the oldest make room for a new one. */
export const maxDrafts = 50;

/** Removes drafts that became nothing for too long; the bytes of their pictures go with the file store's sweep. */
export async function sweepDrafts({
  database,
  commands,
  now,
}: {
  readonly database: Database;
  readonly commands: Commands;
  readonly now: () => number;
}): Promise<void> {
  const old = await database
    .selectFrom('importDraft')
    .select(['id', 'agencyId'])
    .where('committedCycleId', 'is', null)
    .where('createdAt', '<=', now() - keptMs)
    .execute();
  for (const [agencyId, drafts] of Map.groupBy(old, (draft) => draft.agencyId))
    await commands.run(null, async (work) => {
      await removeDrafts(
        work,
        agencyId,
        drafts.map(({ id }) => id),
      );
    });
}

/** Makes room for a draft that was just kept. */
export async function removeSurplusDrafts(work: Work, agencyId: string, kept: string): Promise<void> {
  await work.take(agencyChain(agencyId));
  const others = await work.transaction
    .selectFrom('importDraft')
    .select('id')
    .where('agencyId', '=', agencyId)
    .where('committedCycleId', 'is', null)
    .where('id', '!=', kept)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  await removeDrafts(
    work,
    agencyId,
    others.slice(maxDrafts - 1).map(({ id }) => id),
  );
}

/** Removes those of an agency's drafts that became nothing; gives their ids. */
export async function removeDrafts(
  { transaction, audit }: Work,
  agencyId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const id of ids) {
    const gone = await transaction
      .deleteFrom('importDraft')
      .where('id', '=', id)
      .where('agencyId', '=', agencyId)
      .where('committedCycleId', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (gone === undefined) continue;
    await transaction.deleteFrom('importPicture').where('draftId', '=', id).execute();
    await audit(agencyChain(agencyId), 'import.removed', { import: id });
    removed.push(id);
  }
  return removed;
}
