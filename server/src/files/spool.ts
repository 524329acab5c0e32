import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { isFull } from './diskStore.ts';

/** A file that has arrived, in the spool. */
export interface SpooledFile {
  readonly path: string;
  /** SHA-256, hex. */
  readonly hash: string;
  readonly sizeBytes: number;
}

/** Where files arrive before anybody knows what they are. */
export interface Spool {
  /**
   * Gives what `use` gives for the stream's bytes, as a file that is gone afterwards, however it ends. Throws `tooLarge`
   * as soon as there are more bytes than `maxBytes`, `unavailable` when the disk is nearly full, and what breaks the
   * stream.
   */
  receive<Result>(stream: Readable, maxBytes: number, use: (file: SpooledFile) => Promise<Result>): Promise<Result>;
}

/** No upload takes longer: what is older was left by a server that was killed. */
const leftMs = 2 * 60 * 60_000;

/** Room that files leave to what people write: the database may be on the same disk. */
const reservedBytes = 256 * 1024 * 1024;

/** Makes the folder, and removes from it what was left there. `now` is epoch ms. */
export function openSpool(directory: string, now: number, newId: () => string): Spool {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (statSync(path).mtimeMs < now - leftMs) rmSync(path, { force: true });
  }
  return {
    async receive(stream, maxBytes, use) {
      const path = join(directory, newId());
      const { bavail, bsize } = await statfs(directory);
      if (bavail * bsize < reservedBytes + maxBytes) throw noRoom();
      try {
        return await use({ path, ...(await write(stream, path, maxBytes)) });
      } finally {
        await rm(path, { force: true });
      }
    },
  };
}

async function write(stream: Readable, path: string, maxBytes: number): Promise<Omit<SpooledFile, 'path'>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(path, 'w', 0o600);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new AppError('tooLarge', `a file has at most ${maxBytes} bytes`, { maxBytes });
      hash.update(chunk);
      await file.appendFile(chunk);
    }
  } catch (error) {
    throw isFull(error) ? noRoom() : error;
  } finally {
    await file.close();
  }
  return { hash: hash.digest('hex'), sizeBytes };
}

function noRoom(): AppError {
  return new AppError('unavailable', 'the server has no room for this file');
}
