import type { FileUse, UploadedFile } from '@ruam/shared/api/evidence.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { maxUnusedBytes, maxUnusedFiles } from '@ruam/shared/evidence/bounds.ts';
import { cleanName, storedName } from '@ruam/shared/evidence/fileName.ts';
import { isNamedAs, isPicture } from '@ruam/shared/evidence/mediaTypes.ts';
import { mayUpload } from '@ruam/shared/policy/evidence.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { FileDependencies } from './dependencies.ts';
import { detectType } from './fileType.ts';
import type { ReceivedFile } from './receiveUpload.ts';

/** Whether the person may upload now. Throws `forbidden`, `tooLarge` (too much that nothing names yet). */
export async function checkUploader(
  { database }: FileDependencies,
  person: Person,
  cycle: string,
  use: FileUse,
): Promise<void> {
  if (!mayUpload(person, cycle, use))
    throw new AppError('forbidden', 'evidence is uploaded by the bodies of the categories and the secretariat');
  const unused = await database
    .selectFrom('file')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('sizeBytes').as('bytes')])
    .where('personId', '=', person.id)
    .where('isUsed', '=', 0)
    .where('sweptAt', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(unused.count) >= maxUnusedFiles || Number(unused.bytes ?? 0) >= maxUnusedBytes)
    throw new AppError('tooLarge', 'first use the files that were uploaded before, or wait a day', {
      maxFiles: maxUnusedFiles,
      maxBytes: maxUnusedBytes,
    });
}

/**
 * Keeps a file that has arrived: its bytes first, then the record of it, so that nothing names bytes that are not there.
 * Throws `unknownFormat`, `unavailable`; then nothing is kept.
 */
export async function addFile(
  dependencies: FileDependencies,
  person: Person,
  { cycle, use }: { readonly cycle: string; readonly use: FileUse },
  received: ReceivedFile,
): Promise<UploadedFile> {
  const { database, commands, newId, now, store, pictures } = dependencies;
  const { hash, sizeBytes, path } = received;
  const mediaType = await detectType(path, sizeBytes, received.givenName);
  if (use === 'text' && !isPicture(mediaType))
    throw new AppError('unknownFormat', 'a text holds pictures only', { reason: 'notAllowed' });
  const name = storedName(received.givenName, mediaType);
  const id = newId();
  // The sweeper leaves bytes alone that were brought within a day (F9).
  await database
    .insertInto('blob')
    .values({ hash, at: now() })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ at: now() }))
    .execute();
  await store.put(hash, path, hash);
  if (use === 'text') (await pictures.read(hash, 'image'))?.destroy();
  await commands.run(person.id, async ({ transaction, at, audit }) => {
    await transaction
      .insertInto('file')
      .values({
        ...{ id, cycleId: cycle, use, hash, name, mediaType, sizeBytes },
        ...{ personId: person.id, at, isUsed: 0, sweptAt: null },
      })
      .execute();
    await audit(cycleChain(cycle), 'file.uploaded', { cycle, file: id, mediaType, sizeBytes, hash });
  });
  const given = cleanName(received.givenName);
  return {
    ...{ id, name, mediaType, sizeBytes, hash },
    ...(isNamedAs(given, mediaType) ? {} : { givenName: given }),
    sameAs: await entriesWith(database, cycle, hash),
  };
}

async function entriesWith(database: Database, cycle: string, hash: string): Promise<UploadedFile['sameAs']> {
  const rows = await database
    .selectFrom('evidence')
    .innerJoin('file', 'file.id', 'evidence.fileId')
    .select(['evidence.id', 'evidence.title'])
    .where('evidence.cycleId', '=', cycle)
    .where('evidence.removedAt', 'is', null)
    .where('file.hash', '=', hash)
    .orderBy('evidence.at')
    .limit(20)
    .execute();
  return rows.map(({ id, title }) => ({ evidence: id, title }));
}
