import { segmentWords } from './words.ts';

/** A run of the comparison of two texts. */
export interface DiffRun {
  readonly kind: 'equal' | 'insert' | 'delete';
  readonly text: string;
}

/** Beyond this many differing words the middle is shown as replaced as a whole, so that time and memory stay bounded. */
const maxEdits = 2000;

/**
 * Compares two texts word by word (Myers). The equal and deleted runs joined are `before`, the equal and inserted ones
 * `after`; neighbours are of different kinds, a deletion before its insertion.
 */
export function diffWords(before: string, after: string): DiffRun[] {
  const old = segmentWords(before).map((piece) => piece.text);
  const young = segmentWords(after).map((piece) => piece.text);
  let start = 0;
  while (start < old.length && start < young.length && old[start] === young[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < young.length - start &&
    old[old.length - 1 - end] === young[young.length - 1 - end]
  )
    end++;
  const middle = diffMiddle(old.slice(start, old.length - end), young.slice(start, young.length - end));
  return mergeRuns([
    { kind: 'equal', text: old.slice(0, start).join('') },
    ...middle,
    { kind: 'equal', text: old.slice(old.length - end).join('') },
  ]);
}

function diffMiddle(old: readonly string[], young: readonly string[]): DiffRun[] {
  const replaced: DiffRun[] = [
    { kind: 'delete', text: old.join('') },
    { kind: 'insert', text: young.join('') },
  ];
  if (old.length === 0 || young.length === 0) return replaced;
  const trace = shortestEdit(old, young);
  return trace ? backtrack(old, young, trace) : replaced;
}

/** For each number of edits the furthest place reached on each diagonal; null beyond `maxEdits`. */
function shortestEdit(old: readonly string[], young: readonly string[]): Int32Array[] | null {
  const limit = Math.min(old.length + young.length, maxEdits);
  const trace: Int32Array[] = [];
  let last = new Int32Array(3);
  for (let edits = 0; edits <= limit; edits++) {
    // Diagonal k is stored at k + edits + 1.
    const reached = new Int32Array(2 * edits + 3);
    for (let k = -edits; k <= edits; k += 2) {
      const at = (diagonal: number) => last[diagonal + edits] ?? 0;
      const down = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
      let x = edits === 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
      let y = x - k;
      while (x < old.length && y < young.length && old[x] === young[y]) {
        x++;
        y++;
      }
      reached[k + edits + 1] = x;
      if (x >= old.length && y >= young.length) {
        trace.push(reached);
        return trace;
      }
    }
    trace.push(reached);
    last = reached;
  }
  return null;
}

function backtrack(old: readonly string[], young: readonly string[], trace: readonly Int32Array[]): DiffRun[] {
  const runs: DiffRun[] = [];
  let x = old.length;
  let y = young.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const before = trace[edits - 1];
    const at = (diagonal: number) => before?.[diagonal + edits] ?? 0;
    const k = x - y;
    const down = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
    const fromX = edits === 0 ? 0 : down ? at(k + 1) : at(k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    const slideX = edits === 0 ? 0 : down ? fromX : fromX + 1;
    while (x > slideX) {
      x--;
      y--;
      runs.push({ kind: 'equal', text: old[x] ?? '' });
    }
    if (edits > 0)
      runs.push(down ? { kind: 'insert', text: young[fromY] ?? '' } : { kind: 'delete', text: old[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return runs.reverse();
}

function mergeRuns(runs: readonly DiffRun[]): DiffRun[] {
  const merged: DiffRun[] = [];
  let deleted = '';
  let inserted = '';
  const flush = () => {
    if (deleted !== '') merged.push({ kind: 'delete', text: deleted });
    if (inserted !== '') merged.push({ kind: 'insert', text: inserted });
    deleted = '';
    inserted = '';
  };
  for (const run of runs) {
    if (run.text === '') continue;
    if (run.kind === 'delete') deleted += run.text;
    else if (run.kind === 'insert') inserted += run.text;
    else {
      flush();
      const last = merged.at(-1);
      if (last?.kind === 'equal') merged[merged.length - 1] = { kind: 'equal', text: last.text + run.text };
      else merged.push(run);
    }
  }
  flush();
  return merged;
}
