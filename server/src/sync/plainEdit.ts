import { ByteReader } from './byteReader.ts';
import { type Deletions, encodeDeletions, mergeDeletions } from './deletions.ts';
import { varUintSize, writeVarUint } from './varUint.ts';

/**
 * An update as typing makes them: letters of one client behind what is known of it, beside or in what is known, and
 * deletions. That Yjs can integrate it is certain, and that it brings no name; so it can be passed on before it is.
 */
export interface PlainEdit {
  /** Yjs V1. */
  readonly update: Uint8Array;
  /** Where its delete set begins. */
  readonly deletionsAt: number;
  readonly deletions: Deletions;
}

/** The letters of one client, one edit behind the other. */
interface Run {
  readonly client: number;
  readonly clock: number;
  count: number;
  readonly parts: Uint8Array[];
}

/** Several edits as one update, in linear time; each begins where the ones before it end (docs/sync.md, measurement 2). */
export function joinPlainEdits(edits: readonly PlainEdit[]): Uint8Array {
  const [only] = edits;
  if (only !== undefined && edits.length === 1) return only.update;
  const runs = new Map<number, Run>();
  const deletions: Deletions = new Map();
  for (const edit of edits) {
    addRun(runs, edit);
    for (const [client, ranges] of edit.deletions) deletions.set(client, [...(deletions.get(client) ?? []), ...ranges]);
  }
  return encode([...runs.values()], encodeDeletions(mergeDeletions(deletions)));
}

function addRun(runs: Map<number, Run>, { update, deletionsAt }: PlainEdit): void {
  const reader = new ByteReader(update);
  if (reader.readVarUint() === 0) return;
  const count = reader.readVarUint();
  const client = reader.readVarUint();
  const clock = reader.readVarUint();
  const part = update.subarray(reader.position, deletionsAt);
  const run = runs.get(client);
  if (run === undefined) {
    runs.set(client, { client, clock, count, parts: [part] });
    return;
  }
  run.count += count;
  run.parts.push(part);
}

function encode(runs: Run[], deletions: Uint8Array): Uint8Array {
  // As Yjs orders them: what merges updates relies on it.
  runs.sort((a, b) => b.client - a.client);
  let size = varUintSize(runs.length) + deletions.length;
  for (const { client, clock, count, parts } of runs) {
    size += varUintSize(count) + varUintSize(client) + varUintSize(clock);
    for (const part of parts) size += part.length;
  }
  const bytes = new Uint8Array(size);
  let position = writeVarUint(bytes, 0, runs.length);
  for (const { client, clock, count, parts } of runs) {
    position = writeVarUint(bytes, position, count);
    position = writeVarUint(bytes, position, client);
    position = writeVarUint(bytes, position, clock);
    for (const part of parts) {
      bytes.set(part, position);
      position += part.length;
    }
  }
  bytes.set(deletions, position);
  return bytes;
}
