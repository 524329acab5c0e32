import { AppError } from '@ruam/shared/errors/errors.ts';
import { z } from 'zod';

/**
 * The file (docs/decisions/0004-backup-format.md): one zstd frame of lines. The first is the header, then for each table
 * a line that names its columns and a line a row (an array of values in that order, bytes as base64), and last the end
 * with the number of rows of each table and the SHA-256 of every byte before that line.
 */
export const backupFormat = 'ruam-backup';
export const backupVersion = 1;

/** A longer line is refused before it is held in memory. */
export const maxLineBytes = 256 * 1024 * 1024;

export const headerSchema = z.object({
  format: z.literal(backupFormat),
  version: z.int(),
  /** Names, in the order in which they were applied. */
  migrations: z.array(z.string()),
  /** Epoch ms: the one moment that the backup shows. */
  at: z.int(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const sectionSchema = z.object({
  table: z.string(),
  columns: z.array(z.string()).min(1),
  /** Which of the columns hold bytes. */
  bytes: z.array(z.string()),
});
export type BackupSection = z.infer<typeof sectionSchema>;

export const endSchema = z.object({
  end: z.object({ rows: z.record(z.string(), z.int()), sha256: z.string() }),
});

/** A value as a database gives and takes it. */
export type Value = string | number | null | Uint8Array;

/** Bytes are encoded this many at a time: a multiple of three, so that the texts can be put together. */
export const base64SliceBytes = 24 * 1024;

/**
 * The line of a row, in parts, so that a large value is never held as text. Bytes are a Uint8Array, or an iterable of
 * slices whose sizes, but for the last, are multiples of three.
 */
export async function* encodeRow(values: readonly unknown[]): AsyncGenerator<string> {
  let separator = '[';
  for (const value of values) {
    yield separator;
    separator = ',';
    if (value instanceof Uint8Array) yield* quoted([value]);
    else if (isSlices(value)) yield* quoted(value);
    else yield JSON.stringify(value);
  }
  yield ']\n';
}

function isSlices(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* quoted(slices: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  yield '"';
  for await (const { buffer, byteOffset, byteLength } of slices) {
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    for (let from = 0; from < byteLength; from += base64SliceBytes)
      yield bytes.toString('base64', from, from + base64SliceBytes);
  }
  yield '"';
}

/** Reads a parsed line as a row of the section. Throws `invalid`. */
export function decodeRow({ table, columns, bytes }: BackupSection, line: unknown): Value[] {
  if (!Array.isArray(line) || line.length !== columns.length) throw damaged(`a row of ${table} has other columns`);
  return line.map((value: unknown, index) => {
    if (value === null) return null;
    const isBytes = bytes.includes(columns[index] ?? '');
    if (typeof value === 'string') return isBytes ? Buffer.from(value, 'base64') : value;
    if (typeof value === 'number' && !isBytes) return value;
    throw damaged(`a row of ${table} holds what no row can`);
  });
}

export const foreign = (): AppError => new AppError('invalid', 'this is not a backup of Ruam');
export const cutOff = (): AppError => new AppError('invalid', 'the backup is cut off: its end is missing');
export const damaged = (what: string): AppError => new AppError('invalid', `the backup is damaged: ${what}`);
export const otherVersion = (what: string): AppError =>
  new AppError('invalid', `the backup was made by another version of Ruam: ${what}`);
