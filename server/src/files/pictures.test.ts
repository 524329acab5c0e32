import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import type { BlobStore } from './blobStore.ts';
import { createPictures } from './pictures.ts';
import { openSpool } from './spool.ts';
import { png } from './testFiles.ts';

const atEnd = atEndOfSuite();
const hash = 'ab'.repeat(32);

it('F6 what could not be drawn is not drawn again at once, and is tried again later', async () => {
  let bytes: Buffer = Buffer.from('\x89PNG that is none');
  let reads = 0;
  const store: BlobStore = {
    put: () => Promise.resolve(),
    has: () => Promise.resolve(true),
    remove: () => Promise.resolve(),
    read(key) {
      if (key !== hash) return Promise.resolve(null);
      reads += 1;
      return Promise.resolve(Readable.from([bytes]));
    },
  };
  let now = 1_000_000;
  const pictures = createPictures(
    store,
    openSpool(temporaryDirectory(atEnd), now, () => 'x'),
    () => now,
  );
  await expect(pictures.read(hash, 'image')).rejects.toMatchObject({ code: 'unknownFormat' });
  bytes = await png();
  now += 60_000;
  await expect(pictures.read(hash, 'image')).rejects.toMatchObject({ code: 'unknownFormat' });
  expect(reads).toBe(1);
  now += 5 * 60_000;
  const drawn = await pictures.read(hash, 'image');
  if (drawn === null) throw new Error('no picture');
  expect((await buffer(drawn)).subarray(8, 12).toString()).toBe('WEBP');
});
