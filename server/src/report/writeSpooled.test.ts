import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { writeSpooled } from './writeSpooled.ts';

const bytes = new Uint8Array(3 * 1024 * 1024 + 7).map((_, at) => at % 251);

it('writes bytes and streams whole, and says what they are', async () => {
  const directory = join(temporaryDirectory(onTestFinished), 'new');
  const told: number[] = [];
  const hash = createHash('sha256').update(bytes).digest('hex');
  for (const content of [bytes, Readable.from([bytes.subarray(0, 100), bytes.subarray(100)])]) {
    const file = await writeSpooled(directory, content, (size) => told.push(size));
    expect(file).toMatchObject({ sizeBytes: bytes.length, hash });
    expect(Buffer.compare(readFileSync(file.path), bytes)).toBe(0);
  }
  expect(told.at(-1)).toBe(bytes.length);
});

it('leaves nothing of what breaks; a full disk is `unavailable`', async () => {
  const directory = temporaryDirectory(onTestFinished);
  const breaks = (error: Error) =>
    Readable.from(
      (async function* () {
        yield bytes;
        await Promise.reject(error);
      })(),
    );
  await expect(writeSpooled(directory, breaks(new Error('the store is gone')))).rejects.toThrow('the store is gone');
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  await expect(writeSpooled(directory, breaks(full))).rejects.toMatchObject({ code: 'unavailable' });
  expect(readdirSync(directory)).toEqual([]);
});
