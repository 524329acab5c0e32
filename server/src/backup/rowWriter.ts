import { AppError } from '@ruam/shared/errors/errors.ts';
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../database/database.ts';
import { damaged, type Value } from './format.ts';

const maxBatchBytes = 1024 * 1024;
const maxBatchRows = 50;

/** Inserts the rows of a table in batches, in bounded memory. */
export interface RowWriter {
  add(row: readonly Value[]): Promise<void>;
  /** Inserts what still waits. */
  end(): Promise<void>;
}

/**
 * Throws `invalid` for rows that the tables refuse.
 * @param replacedBy the column by which a row takes the place of one that is there; null where there is none
 */
export function writeRows(
  transaction: DatabaseTransaction,
  table: string,
  columns: readonly string[],
  replacedBy: string | null,
): RowWriter {
  const names = columns.map((name) => sql.ref(name));
  const set = names.map((name) => sql`${name} = excluded.${name}`);
  const replacing =
    replacedBy === null ? sql`` : sql`on conflict (${sql.ref(replacedBy)}) do update set ${sql.join(set)}`;
  let waiting: (readonly Value[])[] = [];
  let waitingBytes = 0;

  async function insert(): Promise<void> {
    const rows = waiting.map((row) => sql`(${sql.join(row)})`);
    waiting = [];
    waitingBytes = 0;
    try {
      await sql`insert into ${sql.table(table)} (${sql.join(names)}) values ${sql.join(rows)} ${replacing}`.execute(
        transaction,
      );
    } catch (error) {
      throw isRefusedRow(error) ? damaged(`the rows of ${table} do not fit together`) : error;
    }
  }

  return {
    async add(row) {
      waiting.push(row);
      waitingBytes += row.reduce<number>((sum, value) => sum + sizeOf(value), 0);
      if (waiting.length >= maxBatchRows || waitingBytes >= maxBatchBytes) await insert();
    },
    async end() {
      if (waiting.length > 0) await insert();
    },
  };
}

const sizeOf = (value: Value): number => (value === null || typeof value === 'number' ? 8 : value.length);

/** SQLITE_CONSTRAINT, or PostgreSQL's integrity violations (23…) and values of another type (22…). */
function isRefusedRow(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  if ('errcode' in error && typeof error.errcode === 'number') return (error.errcode & 0xff) === 19;
  return 'code' in error && typeof error.code === 'string' && /^2[23]\w{3}$/.test(error.code);
}
