import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseTransaction } from '../database/database.ts';
import { type BlobLocation, openBlobStore } from '../files/blobStore.ts';
import { type BackupSection, base64SliceBytes, damaged, type Value } from './format.ts';
import type { RowWriter } from './rowWriter.ts';

/** Where the bytes of files are, and where they arrive. */
export interface FilesPlace {
  readonly store: BlobLocation;
  readonly spool: string;
}

/** Behind the tables: the bytes of the files, in rows of at most 384 KiB, all of a file one after the other. */
export const fileSection: BackupSection = { table: 'fileContent', columns: ['hash', 'content'], bytes: ['content'] };
const rowBytes = 16 * base64SliceBytes;

/** Whether a section holds bytes of files. Throws `invalid` when it holds them in another way. */
export function isFileSection({ table, columns, bytes }: BackupSection): boolean {
  if (table !== fileSection.table) return false;
  if (columns.join() !== fileSection.columns.join() || bytes.join() !== fileSection.bytes.join())
    throw damaged('the files are written in another way');
  return true;
}

/** Hashes of the files that are not given up, in their order. */
export async function neededFiles(transaction: DatabaseTransaction): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('file')
    .select('hash')
    .distinct()
    .where('sweptAt', 'is', null)
    .orderBy('hash')
    .execute();
  return rows.map(({ hash }) => hash);
}

/** The rows of these files. What the store has lost is left out: it is as lost after a restore. */
export async function* fileRows(
  { store }: FilesPlace,
  hashes: readonly string[],
): AsyncGenerator<[string, Uint8Array]> {
  const blobs = openBlobStore(store);
  for (const hash of hashes) {
    const file = await blobs.read(hash);
    if (file === null) continue;
    let gathered: Buffer = Buffer.alloc(0);
    for await (const chunk of file as AsyncIterable<Buffer>) {
      gathered = Buffer.concat([gathered, chunk]);
      for (; gathered.length >= rowBytes; gathered = gathered.subarray(rowBytes))
        yield [hash, gathered.subarray(0, rowBytes)];
    }
    if (gathered.length > 0) yield [hash, gathered];
  }
}

/** A file that is being put together. */
interface OpenFile {
  readonly hash: string;
  readonly path: string;
  readonly sum: ReturnType<typeof createHash>;
}

/** Puts the files of a backup into the store. Throws `invalid` when one is not what its hash says. */
export function writeFiles({ store, spool }: FilesPlace): RowWriter {
  const blobs = openBlobStore(store);
  let current: OpenFile | null = null;

  function begin(hash: string): OpenFile {
    mkdirSync(spool, { recursive: true, mode: 0o700 });
    return { hash, path: join(spool, randomUUID()), sum: createHash('sha256') };
  }

  async function finish(): Promise<void> {
    if (current === null) return;
    const { hash, path, sum } = current;
    current = null;
    try {
      if (sum.digest('hex') !== hash) throw damaged('a file is not what it was');
      await blobs.put(hash, path, hash);
    } finally {
      await rm(path, { force: true });
    }
  }

  return {
    async add([hash, content]: readonly Value[]) {
      if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash) || !(content instanceof Uint8Array))
        throw damaged('a row of files holds what no row can');
      if (current?.hash !== hash) {
        await finish();
        current = begin(hash);
      }
      current.sum.update(content);
      await appendFile(current.path, content, { mode: 0o600 });
    },
    end: finish,
  };
}
