import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import type { Content } from '../document/content.ts';
import { diffWords } from '../thai/wordDiff.ts';
import { segmentWords } from '../thai/words.ts';
import { blocksOf, type ContentBlock } from './contentBlocks.ts';
import type { HashedDocument } from './hashedContent.ts';

const runSchema = z.object({ type: z.enum(['same', 'inserted', 'deleted']), text: z.string() });
const blockSchema = z.object({
  /** `formatted`: the words are the same, their form is another. */
  change: z.enum(['same', 'changed', 'formatted', 'added', 'removed']),
  /** The element: paragraph, heading, recommendation … */
  element: z.string(),
  runs: z.array(runSchema),
});
export type BlockDiff = z.infer<typeof blockSchema>;

/** The difference of one document between two versions; without blocks when it is the same in both. */
export const documentDiffSchema = z.object({
  id: z.string(),
  kind: documentKindSchema,
  level: levelSchema.nullable(),
  change: z.enum(['same', 'changed', 'added', 'removed']),
  blocks: z.array(blockSchema),
});
export type DocumentDiff = z.infer<typeof documentDiffSchema>;

/** Letters of both texts that are compared word by word at most; what is larger is told paragraph by paragraph. */
const maxComparedLetters = 400_000;
/** Pairs of paragraphs that are held against each other at most. */
const maxPairs = 4_000_000;
const maxSimilarPairs = 100_000;
/** Paragraphs that share less of their words are another paragraph, not a changed one. */
const leastSimilarity = 0.35;

/**
 * The difference of two versions, in the order of the older one, new documents behind. Both as `readHashedText` gives
 * them: what is the same must read the same, the order of names included. `maxLetters` as in `diffContents`.
 */
export function diffDocuments(
  before: readonly HashedDocument[],
  after: readonly HashedDocument[],
  maxLetters = maxComparedLetters,
): readonly DocumentDiff[] {
  const isBefore = new Set(before.map(({ id }) => id));
  const pairs = [
    ...before.map((old) => ({ old, young: after.find(({ id }) => id === old.id) ?? null })),
    ...after.filter(({ id }) => !isBefore.has(id)).map((young) => ({ old: null, young })),
  ];
  return pairs.flatMap(({ old, young }): DocumentDiff[] => {
    const either = young ?? old;
    if (either === null) return [];
    const { id, kind, level } = either;
    const change = old === null ? 'added' : young === null ? 'removed' : isSame(old, young) ? 'same' : 'changed';
    const blocks =
      change === 'same' ? [] : diffContents(old?.content ?? nothing, young?.content ?? nothing, maxLetters);
    return [{ id, kind, level, change, blocks: [...blocks] }];
  });
}

const nothing: Content = { type: 'doc', content: [] };

function isSame(old: HashedDocument, young: HashedDocument): boolean {
  return JSON.stringify(old.content) === JSON.stringify(young.content);
}

/**
 * The difference of two contents, paragraph by paragraph and within them by Thai words. The same and deleted runs of a
 * block joined are its old text, the same and inserted ones its new text; blocks that were `added` have no old one,
 * `removed` ones no new one. Where the paragraphs that are not the same have more than `maxLetters` letters, they are
 * told as removed and added, without their words.
 */
export function diffContents(before: Content, after: Content, maxLetters = maxComparedLetters): readonly BlockDiff[] {
  const old = blocksOf(before);
  const young = blocksOf(after);
  const pairs = equalPairs(old, young);
  const same = pairs.reduce((sum, [o]) => sum + (old[o]?.text.length ?? 0), 0);
  const isWordwise = lettersOf(old) + lettersOf(young) - 2 * same <= maxLetters;
  const diffs: BlockDiff[] = [];
  let o = 0;
  let y = 0;
  for (const [atOld, atYoung] of [...pairs, [old.length, young.length] as const]) {
    diffs.push(...diffGap(old.slice(o, atOld), young.slice(y, atYoung), isWordwise));
    const one = old[atOld];
    const other = young[atYoung];
    if (one !== undefined && other !== undefined) {
      const change = one.form === other.form ? 'same' : 'formatted';
      diffs.push({ change, element: other.type, runs: runsOf('same', other.text) });
    }
    o = atOld + 1;
    y = atYoung + 1;
  }
  return diffs;
}

const lettersOf = (blocks: readonly ContentBlock[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0);

const runsOf = (type: 'same' | 'inserted' | 'deleted', text: string): BlockDiff['runs'] =>
  text === '' ? [] : [{ type, text }];

/** Places of blocks that read the same, growing on both sides: the longest such list. */
function equalPairs(old: readonly ContentBlock[], young: readonly ContentBlock[]): (readonly [number, number])[] {
  const isEqual = (o: number, y: number): boolean => old[o]?.text === young[y]?.text && old[o]?.type === young[y]?.type;
  let start = 0;
  while (start < old.length && start < young.length && isEqual(start, start)) start++;
  let end = 0;
  const left = Math.min(old.length, young.length) - start;
  while (end < left && isEqual(old.length - 1 - end, young.length - 1 - end)) end++;
  const middle = bestPairs(old.length - start - end, young.length - start - end, maxPairs, (o, y) =>
    isEqual(start + o, start + y) ? 1 : 0,
  );
  return [
    ...Array.from({ length: start }, (_, n) => [n, n] as const),
    ...middle.map(([o, y]) => [start + o, start + y] as const),
    ...Array.from({ length: end }, (_, n) => [old.length - end + n, young.length - end + n] as const),
  ];
}

/** What stands between two blocks that are the same: changed paragraphs in pairs, the others as removed and added. */
function diffGap(
  old: readonly ContentBlock[],
  young: readonly ContentBlock[],
  isWordwise: boolean,
): readonly BlockDiff[] {
  const pairs = isWordwise ? similarPairs(old, young) : [];
  const diffs: BlockDiff[] = [];
  let o = 0;
  let y = 0;
  for (const [atOld, atYoung] of [...pairs, [old.length, young.length] as const]) {
    for (const block of old.slice(o, atOld))
      diffs.push({ change: 'removed', element: block.type, runs: runsOf('deleted', block.text) });
    for (const block of young.slice(y, atYoung))
      diffs.push({ change: 'added', element: block.type, runs: runsOf('inserted', block.text) });
    const one = old[atOld];
    const other = young[atYoung];
    if (one !== undefined && other !== undefined)
      diffs.push({ change: 'changed', element: other.type, runs: wordRuns(one.text, other.text) });
    o = atOld + 1;
    y = atYoung + 1;
  }
  return diffs;
}

function wordRuns(before: string, after: string): BlockDiff['runs'] {
  const types = { equal: 'same', insert: 'inserted', delete: 'deleted' } as const;
  return diffWords(before, after).flatMap(({ kind, text }) => runsOf(types[kind], text));
}

function similarPairs(old: readonly ContentBlock[], young: readonly ContentBlock[]): (readonly [number, number])[] {
  if (old.length * young.length > maxSimilarPairs) return [];
  // One paragraph that became another one stays a pair, however little is left of it.
  if (old.length === 1 && young.length === 1) return [[0, 0]];
  const oldWords = old.map(wordsOf);
  const youngWords = young.map(wordsOf);
  return bestPairs(old.length, young.length, maxSimilarPairs, (o, y) => {
    const similarity = similarityOf(oldWords[o] ?? new Set(), youngWords[y] ?? new Set());
    return similarity < leastSimilarity ? 0 : similarity;
  });
}

const wordsOf = ({ text }: ContentBlock): ReadonlySet<string> =>
  new Set(segmentWords(text).flatMap((piece) => (piece.isWord ? [piece.text] : [])));

/** Shared words by all words of the larger one, 0-1. */
function similarityOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (large.size === 0 || small.size / large.size < leastSimilarity) return 0;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared++;
  return shared / large.size;
}

/** Pairs that grow on both sides with the greatest sum of weights; a weight of 0 is no pair. None beyond `limit`. */
function bestPairs(
  rows: number,
  columns: number,
  limit: number,
  weight: (row: number, column: number) => number,
): (readonly [number, number])[] {
  if (rows === 0 || columns === 0 || rows * columns > limit) return [];
  const width = columns + 1;
  const best = new Float32Array((rows + 1) * width);
  const taken = new Uint8Array((rows + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const own = weight(row, column);
      const paired = own > 0 ? own + at(row + 1, column + 1) : 0;
      const skipped = Math.max(at(row + 1, column), at(row, column + 1));
      best[row * width + column] = Math.max(paired, skipped);
      taken[row * width + column] = paired > skipped ? 1 : 0;
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (taken[row * width + column] === 1) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
