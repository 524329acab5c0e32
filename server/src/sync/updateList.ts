import { ByteReader } from './byteReader.ts';
import { varUintSize, writeVarUint } from './varUint.ts';

/** How a list begins: an update that says nothing, which alone is never a row. */
const listPrefix = Uint8Array.of(0, 0);

/**
 * The content of a log row: the updates (Yjs V1) of one person in one batch, in order. One update is its own row; of
 * several each stands behind its length, after a prefix. A list and not a merge, because `Y.mergeUpdates` is
 * super-linear (docs/sync.md, measurements).
 */
export function encodeUpdateList(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (only !== undefined && updates.length === 1) return only;
  const size = updates.reduce((sum, update) => sum + update.length + varUintSize(update.length), listPrefix.length);
  const bytes = new Uint8Array(size);
  bytes.set(listPrefix);
  let position = listPrefix.length;
  for (const update of updates) {
    position = writeVarUint(bytes, position, update.length);
    bytes.set(update, position);
    position += update.length;
  }
  return bytes;
}

/** The updates of a log row, as views. Throws MalformedError when the row is damaged. */
export function decodeUpdateList(content: Uint8Array): Uint8Array[] {
  if (!listPrefix.every((byte, index) => content[index] === byte)) return [content];
  const reader = new ByteReader(content);
  reader.skip(listPrefix.length);
  const updates: Uint8Array[] = [];
  while (reader.left > 0) updates.push(reader.readVarBytes());
  return updates;
}
