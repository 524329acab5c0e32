import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Database, DatabaseLocation } from '../database/database.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld, type World } from '../testing/world.ts';
import type { FilesPlace } from './fileContents.ts';
import { type BackupTable, readTableShapes, type TableShape } from './tables.ts';
import { writeBackup } from './writeBackup.ts';

/** Thai, tone marks in their order, what JSON must escape, a line separator, letters beyond the first plane. */
export const manyLetters = 'น้ำใจ ป็นป่วน ๒๕๖๒ "คำ" \\ \n\t\u0001\u2028\u200b ﷽ 𝒳 👩‍⚖️';
/** For backups without files. */
export const noFiles: FilesPlace = { store: { kind: 'disk', directory: '/nowhere' }, spool: '/nowhere' };
export const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** A world with at least one row in every table of a backup. */
export async function makeFullWorld(database: Database): Promise<World> {
  const world = await makeWorld(database);
  const meeting = await database.selectFrom('meeting').select('id').executeTakeFirstOrThrow();
  const references: Record<string, unknown> = {
    agencyId: world.agency,
    cycleId: world.cycle,
    meetingId: meeting.id,
    snapshotId: manyLetters,
    approvalId: manyLetters,
  };
  for (const { table, columns } of await database.transaction().execute(readTableShapes)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(database);
    if (rows.length > 0) continue;
    const values = columns.map(({ name, holds }) => references[name] ?? exampleOf(holds));
    const names = columns.map(({ name }) => sql.ref(name));
    await sql`insert into ${sql.table(table)} (${sql.join(names)}) values (${sql.join(values)})`.execute(database);
  }
  return world;
}

function exampleOf(holds: TableShape['columns'][number]['holds']): unknown {
  switch (holds) {
    case 'text':
      return manyLetters;
    case 'bytes':
      return everyByte;
    case 'number':
      return 1_234_567;
  }
}

export type Contents = Readonly<Record<BackupTable, readonly Record<string, unknown>[]>>;

/** Every row of every table of a backup, bytes as hex, in an order that is the same on every store. */
export async function contentsOf(database: Database): Promise<Contents> {
  return database.transaction().execute(async (transaction) => {
    const contents: Partial<Record<BackupTable, Record<string, unknown>[]>> = {};
    for (const { table } of await readTableShapes(transaction)) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(transaction);
      const texts = rows.map((row) => JSON.stringify(comparable(row)));
      contents[table] = texts.sort().map((text) => JSON.parse(text));
    }
    return contents as Contents;
  });
}

function comparable(row: Record<string, unknown>): Record<string, unknown> {
  const values = Object.keys(row)
    .sort()
    .map((name) => [name, row[name]] as const);
  return Object.fromEntries(values.map(([name, value]) => [name, value instanceof Uint8Array ? hexOf(value) : value]));
}

export const hexOf = (bytes: Uint8Array): string => `hex ${Buffer.from(bytes).toString('hex')}`;

/** Writes a backup into a new file; gives its path. */
export async function backupOf(
  location: DatabaseLocation,
  cleanUp: CleanUp,
  at = 1_000,
  files: FilesPlace = noFiles,
): Promise<string> {
  const path = join(temporaryDirectory(cleanUp), 'backup.ruam');
  const file = await open(path, 'w');
  try {
    await writeBackup(location, files, at, async (bytes) => {
      await file.write(bytes);
    });
  } finally {
    await file.close();
  }
  return path;
}

/** The lines of a backup. */
export const linesIn = (bytes: Buffer): string[] => zstdDecompressSync(bytes).toString('utf8').trimEnd().split('\n');

/** A file of these lines. */
export const fileOf = (lines: readonly string[]): Buffer => zstdCompressSync(Buffer.from(`${lines.join('\n')}\n`));
