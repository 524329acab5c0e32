import type { Database, DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import { documentsNaming } from '../evidence/uses.ts';
import type { FileDependencies } from './dependencies.ts';
import type { StoredFile } from './readFile.ts';

/** What nothing names for so long is given up. */
const unusedMs = 24 * 60 * 60_000;
/** Looked at in one go. */
const maxFiles = 50;
const pictureEndings = ['', '.image', '.thumbnail'] as const;

/**
 * Gives up files that nothing has named for a day, and bytes that no file needs (docs/evidence.md F9). What the register,
 * a snapshot or a text names, or a text has ever shown, stays.
 */
export async function sweepFiles(dependencies: FileDependencies): Promise<void> {
  const { database, commands, now } = dependencies;
  const before = now() - unusedMs;
  for (const { id, cycleId } of await unusedFiles(database, before, null))
    await commands.run(null, async ({ transaction, at, take, audit }) => {
      await take(cycleChain(cycleId));
      const file = await unnamedFile(transaction, id, before);
      if (file === null) return;
      await transaction.updateTable('file').set({ sweptAt: at }).where('id', '=', id).execute();
      await audit(cycleChain(cycleId), 'file.swept', { cycle: cycleId, file: id, hash: file.hash });
    });
  await sweepBytes(dependencies, before);
}

/** Files that neither the register nor a snapshot nor a meeting needs, the oldest first; all, or this one. */
function unusedFiles(database: Database | DatabaseTransaction, before: number, only: string | null) {
  let query = database
    .selectFrom('file')
    .selectAll()
    .where('sweptAt', 'is', null)
    .where('at', '<', before)
    .where((where) => where.or([where('use', '=', 'evidence'), where('isUsed', '=', 0)]));
  if (only !== null) query = query.where('id', '=', only);
  return query
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('snapshotReference')
            .select('target')
            .whereRef('target', '=', 'file.id')
            .where('kind', '=', 'file'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('evidenceVersion')
            .innerJoin('evidence', 'evidence.id', 'evidenceVersion.evidenceId')
            .select('evidence.id')
            .whereRef('evidenceVersion.fileId', '=', 'file.id')
            .where((where) => where.or([where('removedAt', 'is', null), where('removedAt', '>=', before)])),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('meetingPaper').select('meetingPaper.id').whereRef('meetingPaper.fileId', '=', 'file.id'))),
    )
    .orderBy('at')
    .limit(maxFiles)
    .execute();
}

/** The file when it is still unused and, of a picture, no text names it at this moment. */
async function unnamedFile(transaction: DatabaseTransaction, id: string, before: number): Promise<StoredFile | null> {
  const [file] = await unusedFiles(transaction, before, id);
  if (file === undefined) return null;
  if (file.use === 'evidence') return file;
  const naming = await documentsNaming(transaction, file.cycleId, { kind: 'file', target: id });
  return naming.length === 0 ? file : null;
}

async function sweepBytes({ database, store }: FileDependencies, before: number): Promise<void> {
  const unneeded = await unneededBytes(database, before);
  // The row is held while the bytes go: who brings the same bytes waits, and brings them anew.
  for (const { hash } of unneeded)
    await database.transaction().execute(async (transaction) => {
      const taken = await transaction
        .deleteFrom('blob')
        .where('hash', '=', hash)
        .where('at', '<', before)
        .returning('hash')
        .executeTakeFirst();
      if (taken === undefined) return;
      for (const ending of pictureEndings) await store.remove(`${hash}${ending}`);
    });
}

function unneededBytes(database: Database, before: number) {
  return database
    .selectFrom('blob')
    .select('hash')
    .where('at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('file').select('file.id').whereRef('file.hash', '=', 'blob.hash').where('sweptAt', 'is', null),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('importPicture').select('draftId').whereRef('importPicture.hash', '=', 'blob.hash'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('reportJob').select('reportJob.id').whereRef('reportJob.fileHash', '=', 'blob.hash'))),
    )
    .limit(maxFiles)
    .execute();
}
