import { promisify } from 'node:util';
import { crc32, zstdCompress, zstdDecompress } from 'node:zlib';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { ByteReader, MalformedError } from './byteReader.ts';
import type { LogRow } from './log.ts';
import { varUintSize, writeVarUint } from './varUint.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Rows in one history segment at most, so that a long tail is moved in bounded steps. */
const maxSegmentRows = 4_000;

/** All of a document as it goes to who has nothing of it: Yjs V1, and its state vector. */
export interface ReadyState {
  readonly blob: Uint8Array;
  readonly stateVector: Uint8Array;
}

/** A document's ready state: it holds exactly the rows through `sequence` of this generation of the document. */
export interface Compaction extends ReadyState {
  readonly generation: number;
  readonly sequence: number;
  readonly at: number;
}

/** The CRC-32 that tells a ready state as it was written. */
export function checksumOf({ blob, stateVector }: ReadyState): number {
  return crc32(stateVector, crc32(blob));
}

/**
 * Shortens a document's log: rows through `sequence` go, with who and when, into compressed history segments, and the
 * ready state takes their place. Appends go on meanwhile; the transaction itself only moves bytes. An older state than
 * the stored one changes nothing, nor one of a document that was restored meanwhile.
 */
export async function compactLog(database: Database, documentId: string, compaction: Compaction): Promise<void> {
  const { generation, sequence, blob, stateVector, at } = compaction;
  const checksum = checksumOf(compaction);
  const segments: { fromSequence: number; toSequence: number; content: Uint8Array }[] = [];
  for (let after = 0; ; ) {
    const rows = await database
      .selectFrom('documentUpdate')
      .select(['sequence', 'personId', 'at', 'content'])
      .where('documentId', '=', documentId)
      .where('sequence', '>', after)
      .where('sequence', '<=', sequence)
      .orderBy('sequence')
      .limit(maxSegmentRows)
      .execute();
    const last = rows.at(-1);
    const first = rows[0];
    if (first === undefined || last === undefined) break;
    segments.push({ fromSequence: first.sequence, toSequence: last.sequence, content: await encodeSegment(rows) });
    after = last.sequence;
  }
  await database.transaction().execute(async (transaction) => {
    const taken = await transaction
      .updateTable('document')
      .set({ blobSequence: sequence })
      .where('id', '=', documentId)
      .where('generation', '=', generation)
      .where('blobSequence', '<', sequence)
      .where('lastSequence', '>=', sequence)
      .returning('id')
      .executeTakeFirst();
    if (taken === undefined) return;
    const ready = { blob, stateVector, checksum };
    await transaction
      .insertInto('documentBlob')
      .values({ documentId, ...ready })
      .onConflict((conflict) => conflict.column('documentId').doUpdateSet(ready))
      .execute();
    for (const segment of segments) {
      await transaction
        .insertInto('historySegment')
        .values({ documentId, ...segment, createdAt: at })
        .execute();
    }
    await transaction
      .deleteFrom('documentUpdate')
      .where('documentId', '=', documentId)
      .where('sequence', '<=', sequence)
      .execute();
    const tail = await transaction
      .selectFrom('documentUpdate')
      .select(sql<number | null>`sum(length(${sql.ref('content')}))`.as('bytes'))
      .where('documentId', '=', documentId)
      .executeTakeFirst();
    await transaction
      .updateTable('document')
      .set({ sizeBytes: blob.length + Number(tail?.bytes ?? 0) })
      .where('id', '=', documentId)
      .execute();
  });
}

/** Rows as they stand in `historySegment.content`: sequence, time, person and content of each, zstd over all. */
async function encodeSegment(rows: readonly LogRow[]): Promise<Uint8Array> {
  const people = rows.map((row) => new TextEncoder().encode(row.personId ?? ''));
  const size = rows.reduce(
    (sum, row, index) =>
      sum + varUintSize(row.sequence) + varUintSize(row.at) + sized(people[index]) + sized(row.content),
    0,
  );
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const [index, row] of rows.entries()) {
    position = writeVarUint(bytes, position, row.sequence);
    position = writeVarUint(bytes, position, row.at);
    for (const part of [people[index] ?? new Uint8Array(), row.content]) {
      position = writeVarUint(bytes, position, part.length);
      bytes.set(part, position);
      position += part.length;
    }
  }
  return compress(bytes);
}

/** The rows of a history segment. Rejects when it is damaged. */
export async function decodeSegment(content: Uint8Array): Promise<LogRow[]> {
  const reader = new ByteReader(await decompress(content));
  const rows: LogRow[] = [];
  while (reader.left > 0) {
    const sequence = reader.readVarUint();
    const at = reader.readVarUint();
    const personId = reader.readVarString();
    rows.push({ sequence, at, personId: personId === '' ? null : personId, content: reader.readVarBytes() });
  }
  const ordered = rows.every((row, index) => index === 0 || row.sequence > (rows[index - 1]?.sequence ?? 0));
  if (!ordered) throw new MalformedError('segment out of order');
  return rows;
}

function sized(part: Uint8Array | undefined): number {
  const length = part?.length ?? 0;
  return length + varUintSize(length);
}
