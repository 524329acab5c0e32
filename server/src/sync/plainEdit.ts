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
  /** The letters' clocks, from the first to before `to`; null when it only deletes. */
  readonly run: { readonly client: number; readonly from: number; readonly to: number } | null;
  /** Where its delete set begins. */
  readonly deletionsAt: number;
  readonly deletions: Deletions;
}

/** The letters of one client, one edit behind the other. */
interface Run {
  readonly client: number;
  readonly from: number;
  to: number;
  count: number;
  readonly parts: Uint8Array[];
}

/**
 * Several edits as one update, in linear time (docs/sync.md, measurements). Null when they do not simply follow each other:
 * an edit that was sent again has what another brings, and the clocks of what stands behind it would be wrong.
 */
export function joinPlainEdits(edits: readonly PlainEdit[]): Uint8Array | null {
  const [only] = edits;
  if (only !== undefined && edits.length === 1) return only.update;
  const runs = new Map<number, Run>();
  const deletions: Deletions = new Map();
  for (const edit of edits) {
    if (!addRun(runs, edit)) return null;
    for (const [client, ranges] of edit.deletions) deletions.set(client, [...(deletions.get(client) ?? []), ...ranges]);
  }
  return encode([...runs.values()], encodeDeletions(mergeDeletions(deletions)));
}

function addRun(runs: Map<number, Run>, { update, run, deletionsAt }: PlainEdit): boolean {
  if (run === null) return true;
  const { client, from, to } = run;
  const reader = new ByteReader(update);
  const [, count] = [reader.readVarUint(), reader.readVarUint(), reader.readVarUint(), reader.readVarUint()];
  const part = update.subarray(reader.position, deletionsAt);
  const before = runs.get(client);
  if (before === undefined) {
    runs.set(client, { client, from, to, count: count ?? 0, parts: [part] });
    return true;
  }
  if (before.to !== from) return false;
  before.to = to;
  before.count += count ?? 0;
  before.parts.push(part);
  return true;
}

function encode(runs: Run[], deletions: Uint8Array): Uint8Array {
  // As Yjs orders them: what merges updates relies on it.
  runs.sort((a, b) => b.client - a.client);
  let size = varUintSize(runs.length) + deletions.length;
  for (const { client, from, count, parts } of runs) {
    size += varUintSize(count) + varUintSize(client) + varUintSize(from);
    for (const part of parts) size += part.length;
  }
  const bytes = new Uint8Array(size);
  let position = writeVarUint(bytes, 0, runs.length);
  for (const { client, from, count, parts } of runs) {
    position = writeVarUint(bytes, position, count);
    position = writeVarUint(bytes, position, client);
    position = writeVarUint(bytes, position, from);
    for (const part of parts) {
      bytes.set(part, position);
      position += part.length;
    }
  }
  bytes.set(deletions, position);
  return bytes;
}
