import { sql } from 'kysely';
import type { DatabaseLocation, DatabaseTransaction } from '../database/database.ts';
import type { TableShape } from './tables.ts';

/** What PostgreSQL is asked for at once; a row that is larger comes alone. */
const maxBatchBytes = 1024 * 1024;
const maxBatchRows = 1_000;

/** The rows of a table in the order of its key, the values in the order of its columns, in bounded memory. */
export function storedRows(
  transaction: DatabaseTransaction,
  kind: DatabaseLocation['kind'],
  shape: TableShape,
): AsyncGenerator<unknown[]> {
  switch (kind) {
    case 'sqlite':
      return steppedRows(transaction, shape);
    case 'postgres':
      return fetchedRows(transaction, shape);
  }
}

async function* steppedRows(transaction: DatabaseTransaction, { table, columns, key }: TableShape) {
  const query = transaction
    .selectFrom(sql.table(table).as('stored'))
    .select(columns.map(({ name }) => sql.ref(name).as(name)))
    .orderBy(sql.join(key.map((name) => sql.ref(name))));
  for await (const row of query.stream()) yield columns.map(({ name }) => row[name]);
}

/**
 * Two cursors in the same order, the first with the sizes of the rows, so that the second is never asked for more than
 * `maxBatchBytes`. (PostgreSQL tells a size without reading the value.)
 */
async function* fetchedRows(transaction: DatabaseTransaction, { table, columns, key }: TableShape) {
  const order = sql.join(key.map((name) => sql.ref(name)));
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const long = columns.filter(({ holds }) => holds !== 'number');
  const size = sql.join(
    [sql`0`, ...long.map(({ name }) => sql`coalesce(octet_length(${sql.ref(name)}), 0)`)],
    sql` + `,
  );
  await sql`declare sizes no scroll cursor for
    select ${size} as bytes from ${sql.table(table)} order by ${order}`.execute(transaction);
  await sql`declare stored no scroll cursor for
    select ${names} from ${sql.table(table)} order by ${order}`.execute(transaction);
  for (;;) {
    const sizes = await fetchNext<{ bytes: number }>(transaction, 'sizes', maxBatchRows);
    if (sizes.length === 0) break;
    for (const count of batchesOf(sizes.map(({ bytes }) => bytes))) {
      for (const row of await fetchNext(transaction, 'stored', count)) yield columns.map(({ name }) => row[name]);
    }
  }
  await sql`close sizes`.execute(transaction);
  await sql`close stored`.execute(transaction);
}

async function fetchNext<Row = Record<string, unknown>>(
  transaction: DatabaseTransaction,
  cursor: string,
  count: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`fetch forward ${sql.lit(count)} from ${sql.id(cursor)}`.execute(transaction);
  return rows;
}

/** How many rows to take at a time. */
function batchesOf(sizes: readonly number[]): number[] {
  const batches: number[] = [];
  let [count, bytes] = [0, 0];
  for (const size of sizes) {
    if (count > 0 && bytes + size > maxBatchBytes) {
      batches.push(count);
      [count, bytes] = [0, 0];
    }
    count += 1;
    bytes += size;
  }
  if (count > 0) batches.push(count);
  return batches;
}
