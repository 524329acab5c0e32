import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '../database/database.ts';
import { base64SliceBytes } from './format.ts';
import type { TableShape } from './tables.ts';

/** Rows that are read at once. */
const maxBatchRows = 500;
const maxBatchBytes = 1024 * 1024;
/** What is larger is read in slices of this size: it would be in memory several times over. */
const sliceBytes = 16 * base64SliceBytes;

type Row = Readonly<Record<string, unknown>>;

/**
 * The rows of a table in the order of its key, the values in the order of its columns, in bounded memory. Bytes that are
 * long come as an iterable of slices; the next row may be asked for when they were read.
 */
export async function* storedRows(transaction: DatabaseTransaction, shape: TableShape): AsyncGenerator<unknown[]> {
  const { table, columns, key } = shape;
  const bytes = columns.filter(({ holds }) => holds === 'bytes').map(({ name }) => name);
  for await (const { sizes, first, last } of batchesOf(transaction, shape)) {
    const { rows } = await sql<Row>`select ${sql.join(columns.map(({ name }) => columnOf(name, bytes)))}
      from ${sql.table(table)} where ${tuple(key)} >= ${valuesOf(first, key)} and ${tuple(key)} <= ${valuesOf(last, key)}
      order by ${order(key)}`.execute(transaction);
    for (const [index, row] of rows.entries()) {
      yield columns.map(({ name }) => {
        const sizeBytes = bytes.includes(name) ? sizes[index]?.[sizeName(name)] : 0;
        const isLong = typeof sizeBytes === 'number' && sizeBytes > sliceBytes;
        return isLong ? slicesOf(transaction, shape, name, row, sizeBytes) : row[name];
      });
    }
  }
}

/** Neighbours that fit into one batch, with their sizes. */
async function* batchesOf(transaction: DatabaseTransaction, { table, columns, key }: TableShape) {
  const long = columns.filter(({ holds }) => holds !== 'number');
  const names = [
    ...key.map((name) => sql.ref(name)),
    ...long.map(({ name }) => sql`octet_length(${sql.ref(name)}) as ${sql.id(sizeName(name))}`),
  ];
  const bytesIn = (row: Row): number =>
    long.reduce((sum, { name, holds }) => {
      const size = Number(row[sizeName(name)] ?? 0);
      return holds === 'bytes' && size > sliceBytes ? sum : sum + size;
    }, 0);
  for (let after: Row | null = null; ; ) {
    const from: RawBuilder<unknown> = after === null ? sql`` : sql`where ${tuple(key)} > ${valuesOf(after, key)}`;
    const { rows } = await sql<Row>`select ${sql.join(names)} from ${sql.table(table)} ${from}
      order by ${order(key)} limit ${sql.lit(maxBatchRows)}`.execute(transaction);
    const sizes = rows.slice(0, countWithin(rows.map(bytesIn)));
    const [first, last] = [sizes[0], sizes.at(-1)];
    if (first === undefined || last === undefined) return;
    yield { sizes, first, last };
    after = last;
  }
}

/** How many from the beginning are within a batch; at least one. */
function countWithin(sizes: readonly number[]): number {
  let bytes = 0;
  const end = sizes.findIndex((size, index) => {
    bytes += size;
    return index > 0 && bytes > maxBatchBytes;
  });
  return end === -1 ? sizes.length : end;
}

async function* slicesOf(
  transaction: DatabaseTransaction,
  { table, key }: TableShape,
  column: string,
  row: Row,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < sizeBytes; from += sliceBytes) {
    const { rows } = await sql<{ slice: Uint8Array }>`
      select substr(${sql.ref(column)}, ${sql.lit(from + 1)}, ${sql.lit(sliceBytes)}) as slice
      from ${sql.table(table)} where ${tuple(key)} = ${valuesOf(row, key)}`.execute(transaction);
    if (rows[0]) yield rows[0].slice;
  }
}

/** A column, or NULL where it is long. */
function columnOf(name: string, bytes: readonly string[]): RawBuilder<unknown> {
  const column = sql.ref(name);
  if (!bytes.includes(name)) return column;
  return sql`case when octet_length(${column}) <= ${sql.lit(sliceBytes)} then ${column} end as ${sql.id(name)}`;
}

const sizeName = (name: string): string => `size of ${name}`;
const order = (key: readonly string[]) => sql.join(key.map((name) => sql.ref(name)));
const tuple = (key: readonly string[]) => sql`(${order(key)})`;
const valuesOf = (row: Row, key: readonly string[]) => sql`(${sql.join(key.map((name) => row[name]))})`;
