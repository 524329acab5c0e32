import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { type BlobLocation, type BlobStore, openBlobStore } from './blobStore.ts';
import { openSpool } from './spool.ts';
import { startTestS3 } from './testS3.ts';

const atEnd = atEndOfSuite();
const stores: readonly { readonly name: string; locate(): Promise<BlobLocation> }[] = [
  { name: 'a folder', locate: () => Promise.resolve({ kind: 'disk', directory: temporaryDirectory(atEnd) }) },
  { name: 'S3', locate: () => startTestS3(atEnd) },
];

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe.each(stores)('F1 the file store in $name', ({ locate }) => {
  let store: BlobStore;
  let folder: string;
  beforeAll(async () => {
    store = openBlobStore(await locate());
    folder = temporaryDirectory(atEnd);
  });

  async function put(bytes: Buffer, key = sha256(bytes)): Promise<string> {
    const path = join(folder, randomBytes(8).toString('hex'));
    writeFileSync(path, bytes);
    await store.put(key, path, sha256(bytes));
    return key;
  }
  const read = async (key: string): Promise<Buffer | null> => {
    const stream = await store.read(key);
    return stream && buffer(stream);
  };

  it('gives back what was put in, large and small', async () => {
    for (const size of [1, 70_000, 6_000_000]) {
      const bytes = randomBytes(size);
      const key = await put(bytes);
      expect(await store.has(key)).toBe(true);
      expect((await read(key))?.equals(bytes)).toBe(true);
    }
  });

  it('knows what it does not have', async () => {
    const key = sha256(randomBytes(8));
    expect([await store.has(key), await store.read(key)]).toEqual([false, null]);
    await store.remove(key);
  });

  it('takes the same bytes from many at once', async () => {
    const bytes = randomBytes(300_000);
    const keys = await Promise.all(Array.from({ length: 6 }, () => put(bytes)));
    expect(new Set(keys).size).toBe(1);
    expect((await read(sha256(bytes)))?.equals(bytes)).toBe(true);
  });

  it('forgets what is removed, and what was made of it by its own key', async () => {
    const key = await put(randomBytes(100));
    const small = await put(randomBytes(10), `${key}.thumbnail`);
    await store.remove(key);
    expect([await read(key), (await read(small))?.length]).toEqual([null, 10]);
    await store.remove(small);
    expect(await store.has(small)).toBe(false);
  });

  it('a key is never a path', async () => {
    for (const key of ['../../etc/passwd', '', `${'a'.repeat(64)}/x`, 'A'.repeat(64)])
      await expect(store.read(key)).rejects.toThrow('not a key');
  });
});

it('F1 S3 that cannot be reached, or refuses, is `unavailable`', async () => {
  const s3 = await startTestS3(onTestFinished);
  const path = join(temporaryDirectory(onTestFinished), 'file');
  writeFileSync(path, 'x');
  const key = sha256(Buffer.from('x'));
  const broken = [{ endpoint: 'http://127.0.0.1:9' }, { accessKeyId: 'nobody' }, { bucket: 'not-there' }];
  for (const setting of broken)
    await expect(openBlobStore({ ...s3, ...setting }).put(key, path, key)).rejects.toMatchObject({
      code: 'unavailable',
    });
  await openBlobStore(s3).put(key, path, key);
});

it('F1 a disk that is full is `unavailable`, and nothing is left of the file', async () => {
  const directory = temporaryDirectory(onTestFinished);
  const spool = openSpool(directory, Date.now(), () => 'arriving');
  symlinkSync('/dev/full', join(directory, 'arriving'));
  const file = (): Readable => Readable.from([randomBytes(64 * 1024)]);
  await expect(spool.receive(file(), 100_000, () => Promise.resolve())).rejects.toMatchObject({ code: 'unavailable' });
  expect(readdirSync(directory)).toEqual([]);
  expect(await spool.receive(file(), 100_000, ({ sizeBytes }) => Promise.resolve(sizeBytes))).toBe(64 * 1024);
});

it('F1 a file that would leave no room to what people write does not begin to arrive', async () => {
  const spool = openSpool(temporaryDirectory(onTestFinished), Date.now(), randomUUID);
  const refused = spool.receive(Readable.from([]), 2 ** 60, () => Promise.resolve());
  await expect(refused).rejects.toMatchObject({ code: 'unavailable' });
});

it('what a killed server left in the spool is removed, what is arriving is not', () => {
  const directory = join(temporaryDirectory(onTestFinished), 'incoming');
  mkdirSync(directory);
  writeFileSync(join(directory, 'arriving'), 'x');
  openSpool(directory, Date.now(), randomUUID);
  expect(readdirSync(directory)).toEqual(['arriving']);
  openSpool(directory, Date.now() + 3 * 60 * 60_000, randomUUID);
  expect(readdirSync(directory)).toEqual([]);
});
