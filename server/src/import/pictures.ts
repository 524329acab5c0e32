import { Readable } from 'node:stream';
import { boundedImage } from '@ruam/shared/document/attributes.ts';
import { type Content, type ContentNode, isText, paragraph } from '@ruam/shared/document/content.ts';
import { imageAsText } from '@ruam/shared/document/text.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { FileDependencies } from '../files/dependencies.ts';
import { detectType } from '../files/fileType.ts';
import { picturesIn } from './placedPictures.ts';
import type { SourcePicture } from './source.ts';

/** Where the bytes of pictures go. */
export type PictureStore = Pick<FileDependencies, 'store' | 'spool' | 'pictures' | 'database' | 'now'>;

/** A picture that a draft's texts name by its hash, drawn anew. */
export interface KeptPicture {
  readonly hash: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/**
 * Keeps the bytes of those pictures that can be drawn; others are told of by their words alone. Throws `unavailable`, and
 * whatever keeps the store from taking them.
 */
export async function keepPictures(
  files: PictureStore | undefined,
  pictures: readonly SourcePicture[],
): Promise<readonly KeptPicture[]> {
  if (files === undefined) return [];
  const kept: KeptPicture[] = [];
  for (const { hash, bytes } of pictures) {
    try {
      kept.push(await keep(files, hash, bytes));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'unknownFormat')) throw error;
    }
  }
  return kept;
}

function keep(
  { store, spool, pictures, database, now }: PictureStore,
  hash: string,
  bytes: Uint8Array,
): Promise<KeptPicture> {
  return spool.receive(Readable.from([Buffer.from(bytes)]), bytes.length, async (file) => {
    const mediaType = await detectType(file.path, file.sizeBytes, 'picture');
    // The sweeper leaves bytes alone that were brought within a day, or that a draft names (docs/evidence.md F9).
    await database
      .insertInto('blob')
      .values({ hash, at: now() })
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ at: now() }))
      .execute();
    await store.put(hash, file.path, hash);
    (await pictures.read(hash, 'image'))?.destroy();
    return { hash, mediaType, sizeBytes: bytes.length };
  });
}

/** The pictures that are kept of a draft. */
export function keptPictures(database: Database | DatabaseTransaction, draft: string): Promise<readonly KeptPicture[]> {
  return database
    .selectFrom('importPicture')
    .select(['hash', 'mediaType', 'sizeBytes'])
    .where('draftId', '=', draft)
    .execute();
}

/** A picture with the id that texts name it by. */
interface NamedPicture extends KeptPicture {
  readonly id: string;
}

/**
 * The texts with their pictures named as files, and those files; a picture that was not kept is told of by its words.
 */
export function withPictures<Text extends { readonly content: unknown }>(
  texts: readonly Text[],
  kept: readonly KeptPicture[],
  newId: () => string,
): { readonly texts: readonly Text[]; readonly files: readonly NamedPicture[] } {
  const named = new Set(
    texts.flatMap(({ content }) => picturesIn((content as Content).content)).map(({ hash }) => hash),
  );
  if (named.size === 0) return { texts, files: [] };
  const files = kept.filter(({ hash }) => named.has(hash)).map((picture) => ({ ...picture, id: newId() }));
  const ids = new Map(files.map(({ hash, id }) => [hash, id]));
  return { texts: texts.map((text) => ({ ...text, content: renamed(text.content as Content, ids) })), files };
}

/** Makes files of a cycle of pictures that its texts name. */
export async function addPictureFiles(
  transaction: DatabaseTransaction,
  pictures: readonly NamedPicture[],
  { cycle, personId, at }: { readonly cycle: string; readonly personId: string; readonly at: number },
): Promise<void> {
  for (const { id, hash, mediaType, sizeBytes } of pictures) {
    const name = `picture.${mediaType.split('/')[1] ?? 'png'}`;
    const about = { id, cycleId: cycle, use: 'text' as const, hash, name, mediaType, sizeBytes };
    await transaction
      .insertInto('file')
      .values({ ...about, personId, at, isUsed: 1, sweptAt: null })
      .execute();
  }
}

function renamed(content: Content, files: ReadonlyMap<string, string>): Content {
  const rename = (node: ContentNode): ContentNode => {
    if (isText(node)) return node;
    if (node.type !== 'image')
      return node.content === undefined ? node : { ...node, content: node.content.map(rename) };
    const file = files.get(boundedImage(node.attrs ?? {}).file ?? '');
    return file === undefined ? paragraph(imageAsText(node)) : { ...node, attrs: { ...node.attrs, file } };
  };
  return { type: 'doc', content: content.content.map(rename) };
}
