import { createHash } from 'node:crypto';
import { createZstdCompress, type ZstdCompress } from 'node:zlib';
import { connectDatabase, type DatabaseLocation } from '../database/database.ts';
import { type FilesPlace, fileRows, fileSection, neededFiles } from './fileContents.ts';
import { type BackupHeader, type BackupSection, backupFormat, backupVersion, encodeRow } from './format.ts';
import { storedRows } from './storedRows.ts';
import { appliedMigrations, readTableShapes } from './tables.ts';

const chunkBytes = 64 * 1024;

/**
 * Reads the whole database as it is at one moment, over a connection of its own, and gives the file to `send` piece by
 * piece, as fast as `send` takes it.
 *
 * @param at epoch ms, written into the file as its moment
 */
export async function writeBackup(
  location: DatabaseLocation,
  files: FilesPlace,
  at: number,
  send: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const frame = createZstdCompress({ chunkSize: chunkBytes });
  const filled = fill(frame, contentOf(location, files, at));
  try {
    for await (const bytes of frame) await send(bytes);
  } finally {
    await filled;
  }
}

/**
 * One piece after the other, and the end by itself: Node begins a second, empty frame when it compresses the last piece
 * and knows that it is the last.
 */
async function fill(frame: ZstdCompress, pieces: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const piece of pieces) await written(frame, piece);
    frame.end();
  } catch (error) {
    frame.destroy(error instanceof Error ? error : new Error('the backup could not be written'));
  }
}

function written(frame: ZstdCompress, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('nobody takes the backup any more'));
    frame.once('close', gone);
    frame.write(piece, (error) => {
      frame.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** The lines, gathered into pieces, and the line that ends the file. */
async function* contentOf(location: DatabaseLocation, files: FilesPlace, at: number): AsyncGenerator<Buffer> {
  const rows: Record<string, number> = {};
  const hash = createHash('sha256');
  for await (const piece of piecesOf(textsOf(location, files, at, rows))) {
    hash.update(piece);
    yield piece;
  }
  yield Buffer.from(lineOf({ end: { rows, sha256: hash.digest('hex') } }));
}

/** @param rows is told how many rows each table has */
async function* textsOf(
  location: DatabaseLocation,
  files: FilesPlace,
  at: number,
  rows: Record<string, number>,
): AsyncGenerator<string> {
  let hashes: readonly string[] = [];
  const database = connectDatabase(location);
  try {
    const transaction = await database
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    try {
      const migrations = [...(await appliedMigrations(transaction))];
      yield lineOf({ format: backupFormat, version: backupVersion, migrations, at } satisfies BackupHeader);
      for (const shape of await readTableShapes(transaction)) {
        const bytes = shape.columns.filter(({ holds }) => holds === 'bytes').map(({ name }) => name);
        const columns = shape.columns.map(({ name }) => name);
        yield lineOf({ table: shape.table, columns, bytes } satisfies BackupSection);
        let count = 0;
        for await (const row of storedRows(transaction, shape)) {
          yield* encodeRow(row);
          count += 1;
        }
        rows[shape.table] = count;
      }
      hashes = await neededFiles(transaction);
    } finally {
      await transaction.rollback().execute();
    }
  } finally {
    await database.destroy();
  }
  if (hashes.length === 0) return;
  // Bytes never change, so the moment need not be held for them.
  yield lineOf(fileSection);
  rows[fileSection.table] = 0;
  for await (const row of fileRows(files, hashes)) {
    yield* encodeRow(row);
    rows[fileSection.table] = (rows[fileSection.table] ?? 0) + 1;
  }
}

const lineOf = (value: object): string => `${JSON.stringify(value)}\n`;

async function* piecesOf(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let gathered = '';
  for await (const text of texts) {
    gathered += text;
    if (gathered.length < chunkBytes) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  if (gathered !== '') yield Buffer.from(gathered);
}
