import { createHash } from 'node:crypto';
import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import type { SourcePicture } from '../source.ts';
import type { PlacedPicture } from './inline.ts';
import type { WordParts } from './parts.ts';

/** So many, and so large, at most: what is more is told of by its words. */
const maxPictures = 100;
const maxPictureBytes = 10 * 1024 * 1024;
const maxAllBytes = 60 * 1024 * 1024;
/** How pictures begin that can be drawn: PNG, JPEG, GIF, WebP. */
const drawable = /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF[\s\S]{4}WEBP)/;

/** The pictures of a Word file, by the hash of their bytes. */
export interface PictureReader {
  /** The hash of a picture that stands in a line; null for one that is not taken, which is told. */
  take(picture: PlacedPicture, line: number, alt: string): string | null;
  readonly taken: () => readonly SourcePicture[];
  readonly left: readonly NotUnderstood[];
}

/** Reads the pictures that the file itself holds; nothing outside is asked for. Throws `unknownFormat` (damaged). */
export async function readPictures({ relations, files }: WordParts): Promise<PictureReader> {
  const found = new Map<string, SourcePicture>();
  let allBytes = 0;
  for (const [id, { type, target, isExternal }] of relations) {
    if (type !== 'image' || isExternal || !files.has(target) || found.size >= maxPictures) continue;
    const bytes = await files.read(target);
    if (bytes.length > maxPictureBytes || allBytes + bytes.length > maxAllBytes) continue;
    if (!drawable.test(bytes.toString('latin1', 0, 16))) continue;
    allBytes += bytes.length;
    found.set(id, { hash: createHash('sha256').update(bytes).digest('hex'), bytes: new Uint8Array(bytes) });
  }
  const taken = new Map<string, SourcePicture>();
  const left: NotUnderstood[] = [];
  return {
    left,
    taken: () => [...taken.values()],
    take({ relation }, line, alt) {
      const picture = found.get(relation ?? '');
      if (picture === undefined) left.push({ line, text: alt, reason: 'picture left out' });
      else taken.set(picture.hash, picture);
      return picture?.hash ?? null;
    },
  };
}
