import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createZstdDecompress, type ZstdDecompress } from 'node:zlib';
import {
  type BackupHeader,
  type BackupSection,
  backupVersion,
  cutOff,
  damaged,
  decodeRow,
  endSchema,
  foreign,
  headerSchema,
  maxLineBytes,
  otherVersion,
  sectionSchema,
  type Value,
} from './format.ts';

/** What a backup says, in its order; the end comes only when everything before it was as it was written. */
export type BackupPart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly section: BackupSection }
  | { readonly kind: 'row'; readonly values: readonly Value[] }
  | { readonly kind: 'end'; readonly rows: number; readonly sha256: string };

/** How every zstd frame begins. */
const zstdMagic = Buffer.of(0x28, 0xb5, 0x2f, 0xfd);
const chunkBytes = 128 * 1024;

/**
 * Reads a backup in bounded memory. Throws `invalid` where it is not one, cut off, damaged, or of another version.
 * @param wanted without `rows` they are only counted, and take part in the checksum
 */
export async function* readBackup(path: string, wanted: 'rows' | 'tables'): AsyncGenerator<BackupPart> {
  await checkMagic(path);
  const frame = createZstdDecompress({ chunkSize: chunkBytes });
  // What breaks the reading of the file destroys the frame, and is thrown where that is read.
  pipeline(createReadStream(path), frame, () => undefined);
  const { size } = await stat(path);
  yield* partsOf(linesOf(chunksOf(frame, size)), wanted === 'rows');
}

/** Reads a backup to its end; tells how many rows it has. Throws like `readBackup`. */
export async function checkBackup(path: string): Promise<{ readonly rows: number }> {
  for await (const part of readBackup(path, 'tables')) if (part.kind === 'end') return { rows: part.rows };
  throw cutOff();
}

async function* partsOf(lines: AsyncIterable<Buffer>, decodesRows: boolean): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let header: BackupHeader | null = null;
  let section: BackupSection | null = null;
  let end: BackupPart | null = null;
  for await (const line of lines) {
    if (end !== null) throw damaged('something follows its end');
    if (header === null) {
      header = readHeader(line);
      yield { kind: 'header', header };
    } else if (section !== null && line[0] === openBracket) {
      counts[section.table] = (counts[section.table] ?? 0) + 1;
      if (decodesRows) yield { kind: 'row', values: decodeRow(section, parsed(line)) };
    } else {
      const value = parsed(line);
      const said = endSchema.safeParse(value);
      if (said.success) {
        end = readEnd(said.data, counts, hash.copy().digest('hex'));
      } else {
        section = readSection(value, counts);
        yield { kind: 'table', section };
      }
    }
    hash.update(line).update('\n');
  }
  if (end === null) throw cutOff();
  yield end;
}

const openBracket = '['.charCodeAt(0);

function readHeader(line: Buffer): BackupHeader {
  const header = headerSchema.safeParse(jsonOf(line));
  if (!header.success) throw foreign();
  if (header.data.version !== backupVersion) throw otherVersion(`its format is ${header.data.version}`);
  return header.data;
}

function readSection(value: unknown, counts: Record<string, number>): BackupSection {
  const section = sectionSchema.safeParse(value);
  if (!section.success) throw damaged('a line says nothing');
  const { table } = section.data;
  if (Object.hasOwn(counts, table)) throw damaged(`${table} stands in it twice`);
  counts[table] = 0;
  return section.data;
}

function readEnd(
  { end }: { end: { rows: Record<string, number>; sha256: string } },
  counts: Record<string, number>,
  sha256: string,
): BackupPart {
  const tables = new Set([...Object.keys(end.rows), ...Object.keys(counts)]);
  for (const table of tables)
    if (end.rows[table] !== counts[table]) throw damaged(`${table} has another count of rows`);
  if (end.sha256 !== sha256) throw damaged('its checksum is another');
  return { kind: 'end', rows: Object.values(counts).reduce((sum, count) => sum + count, 0), sha256 };
}

async function checkMagic(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(zstdMagic.length), 0, zstdMagic.length, 0);
    if (bytesRead < zstdMagic.length || !buffer.equals(zstdMagic)) throw foreign();
  } finally {
    await file.close();
  }
}

async function* chunksOf(frame: ZstdDecompress, sizeBytes: number): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of frame) yield chunk;
    // What stands behind a frame is left unread without a word.
    if (frame.bytesWritten !== sizeBytes) throw damaged('something follows its end');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw cutOff();
    if (code.startsWith('ZSTD_error')) throw damaged('it cannot be unpacked');
    throw error;
  }
}

/** The lines, without their ends. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let begunBytes = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      const rest = chunk.subarray(from, end);
      yield begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
      begun = [];
      begunBytes = 0;
      from = end + 1;
    }
    if (from === chunk.length) continue;
    begun.push(chunk.subarray(from));
    begunBytes += chunk.length - from;
    if (begunBytes > maxLineBytes) throw damaged('a line has no end');
  }
  if (begun.length > 0) throw cutOff();
}

function parsed(line: Buffer): unknown {
  const value = jsonOf(line);
  if (value === undefined) throw damaged('a line is not JSON');
  return value;
}

/** Undefined for what is not JSON. */
function jsonOf(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}
