import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AppError } from '@ruam/shared/errors/errors.ts';
import sharp from 'sharp';
import type { BlobStore } from './blobStore.ts';
import type { Spool } from './spool.ts';

/** What is made of a picture: as texts show it, and small. Pixels along the longer side. */
const sides = { image: 1_600, thumbnail: 320 } as const;
export type PictureKind = keyof typeof sides;

/** A larger picture would take the memory of everybody. */
const maxPixels = 64_000_000;
const maxSeconds = 10;
/** Pictures that may wait; one is made at a time. */
const maxWaiting = 100;
/** What could not be drawn is not tried again so soon: a machine that was busy may manage it later. */
const badForMs = 5 * 60_000;
const maxKnownBad = 1_000;

/**
 * Pictures made anew as WebP, without what a camera wrote into them, and without whatever else was in the file (F6).
 * They are kept beside the bytes they were made of.
 */
export interface Pictures {
  /**
   * The picture made of the file with this hash; null when the store does not have the file. Throws `unknownFormat` for
   * what cannot be drawn, `unavailable` when too many wait.
   */
  read(hash: string, kind: PictureKind): Promise<Readable | null>;
}

/** Gives the pictures, made when they are first asked for. */
export function createPictures(store: BlobStore, spool: Spool, now: () => number): Pictures {
  // The pool of threads also reads files and checks passwords: one picture takes one of them.
  sharp.concurrency(1);
  sharp.cache(false);
  const making = new Map<string, Promise<Buffer | null>>();
  /** Hashes, and until when. */
  const knownBad = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (making.size > maxWaiting) throw new AppError('unavailable', 'too many pictures wait; try again');
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  async function make(hash: string, kind: PictureKind): Promise<Buffer | null> {
    if ((knownBad.get(hash) ?? 0) > now()) throw undrawable();
    knownBad.delete(hash);
    const file = await store.read(hash);
    if (file === null) return null;
    const made = await draw(await buffer(file), kind).catch((error: unknown) => {
      const [oldest] = knownBad.keys();
      if (knownBad.size >= maxKnownBad && oldest !== undefined) knownBad.delete(oldest);
      knownBad.set(hash, now() + badForMs);
      throw error;
    });
    // It can be made again: when there is no room to keep it, it is shown all the same.
    await spool
      .receive(Readable.from([made]), made.length, (kept) => store.put(`${hash}.${kind}`, kept.path, kept.hash))
      .catch(() => undefined);
    return made;
  }

  return {
    async read(hash, kind) {
      const key = `${hash}.${kind}`;
      const kept = await store.read(key);
      if (kept !== null) return kept;
      const begun = making.get(key) ?? inTurn(() => make(hash, kind));
      making.set(key, begun);
      try {
        const made = await begun;
        return made && Readable.from([made]);
      } finally {
        making.delete(key);
      }
    },
  };
}

async function draw(bytes: Buffer, kind: PictureKind): Promise<Buffer> {
  const side = sides[kind];
  try {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, sequentialRead: true, failOn: 'error' });
    const { format } = await picture.metadata();
    const isDrawing = format === 'png' || format === 'gif';
    return await picture
      .timeout({ seconds: maxSeconds })
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp(isDrawing ? { nearLossless: true, quality: 60 } : { quality: 82 })
      .toBuffer();
  } catch {
    throw undrawable();
  }
}

function undrawable(): AppError {
  return new AppError('unknownFormat', 'this picture cannot be drawn', { reason: 'damaged' });
}
