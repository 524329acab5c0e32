import { identifiedBlocks } from '@ruam/shared/document/blockIds.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import type { BlockId } from '@ruam/shared/document/paragraphs.ts';
import { appendElements } from '@ruam/shared/document/yjs.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Work } from '../commands/commands.ts';
import { appendHeld, holdDocuments, readHeld } from '../sync/gate.ts';
import { freshClient } from './freshClient.ts';

interface Appended {
  readonly documentId: string;
  /** Of one type. */
  readonly elements: readonly ContentElement[];
  readonly personId: string;
  readonly maxDocumentBytes: number;
}

/**
 * Writes blocks behind all others of a document, in the transaction of a command; gives their identities. Call
 * `documentChanged` after the commit. Throws `locked`, `tooLarge`.
 */
export async function appendBehind(
  { transaction, at }: Pick<Work, 'transaction' | 'at'>,
  { documentId, elements, personId, maxDocumentBytes }: Appended,
): Promise<readonly BlockId[]> {
  await holdDocuments(transaction, [documentId]);
  const { sizeBytes } = await transaction
    .selectFrom('document')
    .select('sizeBytes')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  const type = elements[0]?.type ?? '';
  const written = await readHeld(transaction, documentId, (doc) => ({
    // Under a client id of its own: nobody else may go on writing under it (docs/sync.md S7).
    update: appendElements(doc, elements, freshClient(doc)),
    blocks: identifiedBlocks(doc, type).map(({ id }) => id),
  }));
  if (written === null) throw new Error(`document ${documentId} is gone`);
  if (sizeBytes + written.update.length > maxDocumentBytes)
    throw new AppError('tooLarge', 'the text is full', { maxBytes: maxDocumentBytes });
  const isWritten = await appendHeld(transaction, documentId, { update: written.update, personId, at });
  if (!isWritten) throw new AppError('locked', 'the text is locked');
  return written.blocks.slice(-elements.length);
}
