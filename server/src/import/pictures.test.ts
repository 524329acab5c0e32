import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { openBlobStore } from '../files/blobStore.ts';
import { createPictures } from '../files/pictures.ts';
import { openSpool } from '../files/spool.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { memoryDatabase } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { keepPictures } from './pictures.ts';

const atEnd = atEndOfSuite();

it('a picture that cannot be drawn is left out; a store that takes none fails the import', async () => {
  const directory = temporaryDirectory(atEnd);
  const database = await memoryDatabase(atEnd);
  const store = openBlobStore({ kind: 'disk', directory });
  let named = 0;
  const spool = openSpool(join(directory, 'incoming'), Date.now(), () => `arriving-${named++}`);
  const files = { database, store, spool, pictures: createPictures(store, spool, Date.now), now: Date.now };
  const whole = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const [good, bad] = [whole, Buffer.concat([whole.subarray(0, 12), Buffer.alloc(40)])].map((bytes) => ({
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes: new Uint8Array(bytes),
  }));
  if (good === undefined || bad === undefined) throw new Error('there are two');
  const kept = { hash: good.hash, mediaType: 'image/png', sizeBytes: whole.length };
  expect(await keepPictures(files, [bad, good])).toEqual([kept]);
  const full = { ...store, put: () => Promise.reject(new AppError('unavailable', 'no room')) };
  await expect(keepPictures({ ...files, store: full }, [good])).rejects.toMatchObject({ code: 'unavailable' });
});
