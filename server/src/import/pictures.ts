import { Readable } from 'node:stream';
import { boundedImage } from '@ruam/shared/document/attributes.ts';
import { type Content, type ContentNode, isText, paragraph } from '@ruam/shared/document/content.ts';
import { imageAsText } from '@ruam/shared/document/text.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { FileDependencies } from '../files/dependencies.ts';
import { detectType } from '../files/fileType.ts';
import type { SourcePicture } from './source.ts';

/** Where the bytes of pictures go. */
export type PictureStore = Pick<FileDependencies, 'store' | 'spool' | 'pictures' | 'database' | 'now'>;

/** A picture that a draft's texts name by its hash, drawn anew. */
interface KeptPicture {
  readonly hash: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** Keeps the bytes of those pictures that can be drawn; others are told of by their words alone. */
export async function keepPictures(
  files: PictureStore | undefined,
  pictures: readonly SourcePicture[],
): Promise<readonly KeptPicture[]> {
  if (files === undefined) return [];
  const kept: KeptPicture[] = [];
  for (const { hash, bytes } of pictures) {
    const picture = await keep(files, hash, bytes).catch(() => null);
    if (picture !== null) kept.push(picture);
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

interface FilesOfCycle {
  readonly cycle: string;
  readonly draft: string;
  readonly personId: string | null;
  readonly at: number;
  readonly newId: () => string;
}

/**
 * The texts with their pictures as files of a cycle; a picture that was not kept is told of by its words. Files are made
 * for those that the texts name.
 */
export async function withPicturesOf<Text extends { readonly content: unknown }>(
  transaction: DatabaseTransaction,
  texts: readonly Text[],
  { cycle, draft, personId, at, newId }: FilesOfCycle,
): Promise<Text[]> {
  const named = new Set(texts.flatMap(({ content }) => picturesIn((content as Content).content)));
  if (named.size === 0) return [...texts];
  const kept = await transaction.selectFrom('importPicture').selectAll().where('draftId', '=', draft).execute();
  const files = new Map<string, string>();
  for (const { hash, mediaType, sizeBytes } of personId === null ? [] : kept) {
    if (!named.has(hash)) continue;
    const id = newId();
    const name = `picture.${mediaType.split('/')[1] ?? 'png'}`;
    const about = { id, cycleId: cycle, use: 'text' as const, hash, name, mediaType, sizeBytes };
    await transaction
      .insertInto('file')
      .values({ ...about, personId: personId ?? '', at, isUsed: 1, sweptAt: null })
      .execute();
    files.set(hash, id);
  }
  return texts.map((text) => ({ ...text, content: renamed(text.content as Content, files) }));
}

function picturesIn(nodes: readonly ContentNode[]): string[] {
  return nodes.flatMap((node) => {
    if (isText(node)) return [];
    const { file } = boundedImage(node.attrs ?? {});
    return node.type === 'image' && file !== null ? [file] : picturesIn(node.content ?? []);
  });
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
