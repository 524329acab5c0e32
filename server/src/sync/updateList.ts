import { ByteReader } from './byteReader.ts';

/**
 * The content of a log row: the updates (Yjs V1) of one person in one batch, in order, each behind its length. A list
 * and not a merge, because `Y.mergeUpdates` is super-linear (docs/sync.md, measurements).
 */
export function encodeUpdateList(updates: readonly Uint8Array[]): Uint8Array {
  const size = updates.reduce((sum, update) => sum + update.length + varUintSize(update.length), 0);
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const update of updates) {
    position = writeVarUint(bytes, position, update.length);
    bytes.set(update, position);
    position += update.length;
  }
  return bytes;
}

/** The updates of a log row, as views. Throws MalformedError when the row is damaged. */
export function decodeUpdateList(content: Uint8Array): Uint8Array[] {
  const reader = new ByteReader(content);
  const updates: Uint8Array[] = [];
  while (reader.left > 0) updates.push(reader.readVarBytes());
  return updates;
}

/** Bytes that `value` takes as a varuint. */
export function varUintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Writes a varuint and returns the position behind it. */
export function writeVarUint(bytes: Uint8Array, position: number, value: number): number {
  let rest = value;
  let at = position;
  while (rest >= 128) {
    bytes[at++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  bytes[at++] = rest;
  return at;
}
