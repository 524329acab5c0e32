import { AppError } from '@ruam/shared/errors/errors.ts';
import { sql } from 'kysely';
import type { Database, DatabaseLocation, DatabaseTransaction } from '../database/database.ts';
import { nameItems } from '../database/migrations/deciding.ts';
import { type FilesPlace, isFileSection, writeFiles } from './fileContents.ts';
import { requireFit, requireKnownMigrations } from './fit.ts';
import { type BackupSection, cutOff, type Value } from './format.ts';
import { readBackup } from './readBackup.ts';
import { auditRestore, type ChainHead, keepSessions, type Replaced, readReplaced } from './replaced.ts';
import { type RowWriter, writeRows } from './rowWriter.ts';
import { backupTables, knownMigrations, readTableShapes } from './tables.ts';

type Kind = DatabaseLocation['kind'];

/** What a restore has done. */
export interface Restored {
  /** Epoch ms: the moment of the backup. */
  readonly backupAt: number;
  /** Read from the backup. */
  readonly rows: number;
  readonly sessionsKept: number;
  /** Refused edits that the backup does not have. */
  readonly rescuesKept: number;
  /** Where the audit chains stood that were replaced. */
  readonly heads: readonly ChainHead[];
}

/** Reads a backup to its end and asks whether it fits this database; changes nothing. Throws `invalid`. */
export async function checkFit(database: Database, kind: Kind, path: string): Promise<void> {
  const shapes = await database.transaction().execute(readTableShapes);
  const known = await knownMigrations(kind);
  for await (const part of readBackup(path, 'tables')) {
    if (part.kind === 'header') requireKnownMigrations(part.header, known);
    if (part.kind === 'table' && !isFileSection(part.section)) requireFit(shapes, part.section);
  }
}

/**
 * Puts a backup in the place of all data, in one transaction; what rejects has changed nothing. Throws `invalid`, and
 * `unavailable` when others do not let go of the data.
 */
export async function restoreBackup(
  database: Database,
  kind: Kind,
  files: FilesPlace,
  path: string,
  at: number,
): Promise<Restored> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction().execute((transaction) => replaceAll(transaction, kind, files, path, at));
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      if (attempt === maxAttempts)
        throw new AppError('unavailable', 'others are using the data: a backup, another server');
    }
  }
}

/** Below PostgreSQL's `deadlock_timeout`: of a restore and a command that wait for each other, the restore gives way. */
const lockTimeoutMs = 500;
const maxAttempts = 60;

/** Nobody reads or writes until the transaction ends; whoever had begun has ended before. */
async function takeAll(transaction: DatabaseTransaction, kind: Kind): Promise<void> {
  switch (kind) {
    case 'sqlite':
      // The first statement takes the right to write, or what was read could be old by then.
      await transaction.deleteFrom('session').where('idHash', '=', '').execute();
      break;
    case 'postgres': {
      const tables = ['session', 'projector', ...backupTables].map((table) => sql.table(table));
      await sql`set local lock_timeout = ${sql.lit(lockTimeoutMs)}`.execute(transaction);
      await sql`lock table ${sql.join(tables)} in access exclusive mode`.execute(transaction);
    }
  }
}

/** PostgreSQL's lock_not_available. */
function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}

async function replaceAll(
  transaction: DatabaseTransaction,
  kind: Kind,
  files: FilesPlace,
  path: string,
  at: number,
): Promise<Restored> {
  await takeAll(transaction, kind);
  const replaced = await readReplaced(transaction);
  await deleteAll(transaction);
  const { backupAt, rows, rescues, sha256 } = await insertAll(transaction, kind, files, path, replaced);
  await nameItems(transaction);
  const sessionsKept = await keepSessions(transaction, replaced);
  await auditRestore(transaction, replaced, { at, backupAt, sha256 });
  const kept = await transaction
    .selectFrom('rescue')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { backupAt, rows, sessionsKept, rescuesKept: kept.count - rescues, heads: replaced.heads };
}

/**
 * All but rescues: a refused edit is never lost, not by a restore either. And what bytes are in the file store: those
 * that no file needs any more are given up later.
 */
async function deleteAll(transaction: DatabaseTransaction): Promise<void> {
  await transaction.deleteFrom('session').execute();
  // Who was paired with a meeting of before is paired anew.
  await transaction.deleteFrom('projector').execute();
  for (const table of backupTables.toReversed()) if (!kept.has(table)) await transaction.deleteFrom(table).execute();
}

/** Rows that stay, with the column by which one from the backup takes the place of one that is here. */
const kept: ReadonlyMap<string, string> = new Map([
  ['rescue', 'id'],
  ['blob', 'hash'],
]);

async function insertAll(
  transaction: DatabaseTransaction,
  kind: Kind,
  files: FilesPlace,
  path: string,
  replaced: Replaced,
) {
  const contents = writeFiles(files);
  const shapes = await readTableShapes(transaction);
  const known = await knownMigrations(kind);
  let backupAt = 0;
  let rescues = 0;
  let section: BackupSection | null = null;
  let writer: RowWriter | null = null;
  let change = (row: readonly Value[]): readonly Value[] => row;
  for await (const part of readBackup(path, 'rows')) {
    switch (part.kind) {
      case 'header':
        requireKnownMigrations(part.header, known);
        backupAt = part.header.at;
        break;
      case 'table': {
        await writer?.end();
        section = part.section;
        if (isFileSection(section)) {
          writer = contents;
          change = (row) => row;
          break;
        }
        const { table } = requireFit(shapes, section);
        writer = writeRows(transaction, table, section.columns, kept.get(table) ?? null);
        change = table === 'document' ? raisedGates(section, replaced) : (row) => row;
        break;
      }
      case 'row':
        if (section?.table === 'rescue') rescues += 1;
        await writer?.add(change(part.values));
        break;
      case 'end':
        await writer?.end();
        return { backupAt, rescues, rows: part.rows, sha256: part.sha256 };
    }
  }
  throw cutOff();
}

/** S14: generation and epoch of a document are higher than any it had, here and in the backup. */
function raisedGates({ columns }: BackupSection, { gates }: Replaced): (row: readonly Value[]) => Value[] {
  return (row) => {
    const now = gates.get(String(row[columns.indexOf('id')]));
    return row.map((value, index) => {
      const name = columns[index];
      if (name !== 'generation' && name !== 'lockEpoch') return value;
      return Math.max(Number(value), now?.[name] ?? 0) + 1;
    });
  };
}
