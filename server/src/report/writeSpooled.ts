import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { isFull } from '../files/diskStore.ts';

/** Room that reports leave to what people write: the database may be on the same disk. */
const reservedBytes = 256 * 1024 * 1024;
/** Of one report with all its files. */
const maxBytes = 4 * 1024 * 1024 * 1024;

/**
 * Writes a file of its own into the folder, and gives where and what it is. Throws `unavailable` when the disk is nearly
 * full, `tooLarge`, and what breaks the stream; then nothing is left.
 * @param wrote told how many bytes are written
 */
export async function writeSpooled(
  directory: string,
  content: Uint8Array | Readable,
  wrote: (bytes: number) => void = () => undefined,
): Promise<{ readonly path: string; readonly sizeBytes: number; readonly hash: string }> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, randomUUID());
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    const chunks = (content instanceof Uint8Array ? slices(content) : content) as AsyncIterable<Uint8Array>;
    let unflushed = 0;
    for await (const chunk of chunks) {
      if (sizeBytes % checkEveryBytes < chunk.length) await checkRoom(directory);
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new AppError('tooLarge', 'the files are too much for one report', { maxBytes });
      hash.update(chunk);
      await file.appendFile(chunk);
      unflushed += chunk.length;
      // A commit of what somebody types waits for all that is on its way to the same disk: never much at once.
      if (unflushed >= flushEveryBytes) {
        await file.datasync();
        unflushed = 0;
      }
      wrote(sizeBytes);
    }
    await file.datasync();
    await file.close();
    return { path, sizeBytes, hash: hash.digest('hex') };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    throw isFull(error) ? noRoom() : error;
  }
}

const flushEveryBytes = 1024 * 1024;
const checkEveryBytes = 16 * 1024 * 1024;
const sliceBytes = 256 * 1024;

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes);
}

async function checkRoom(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < reservedBytes) throw noRoom();
}

function noRoom(): AppError {
  return new AppError('unavailable', 'the server has no room for this report');
}
