import { isMark } from './characters.ts';
import { lexiconWords } from './lexicon.ts';
import { placeNames } from './placeNames.ts';
import { administrativeTerms, commonWords, unsplitTerms } from './terms.ts';

/** The node above all words. */
export const rootNode = 0;
const none = -1;
const firstCode = 0x0e00;
const codeCount = 128;

/** What words cost when two readings of a text compete; an average word is 10. */
const unsplitCost = 1;
const commonCost = 8;
const termCost = 9;
/** What a word costs that is neither common nor a term. */
export const averageWordCost = 10;
const twoLetterCost = 17;
const oneLetterCost = 25;

/** A set of words to walk letter by letter: an open-addressed table of edges (node × letter → node). */
export interface WordIndex {
  /** The node behind `node` for the character code, -1 when no word goes on so. */
  next(node: number, code: number): number;
  /** What the word that ends at the node costs, 0 when none ends there. */
  costAt(node: number): number;
  /** The marks (above, below, tones) that some word has next: bit n stands for U+0E31 + n. */
  marksAfter(node: number): number;
}

let loaded: WordIndex | null = null;

/** The index of the general Thai lexicon, built when it is asked for the first time. */
export function wordIndex(): WordIndex {
  loaded ??= buildIndex([
    [lexiconWords, averageWordCost],
    [placeNames, averageWordCost],
    [administrativeTerms, termCost],
    [commonWords, commonCost],
    [unsplitTerms, unsplitCost],
  ]);
  return loaded;
}

/** Builds an index from lists of words joined by spaces and the cost of the words in them; a later list wins. */
export function buildIndex(lists: readonly (readonly [string, number])[]): WordIndex {
  const capacity = 1 << 19;
  const keys = new Int32Array(capacity).fill(none);
  const targets = new Int32Array(capacity);
  const costs = new Uint8Array(capacity);
  const marks = new Int32Array(capacity);
  let nodes = 1;

  const slotOf = (key: number): number => {
    let slot = Math.imul(key, 0x9e3779b1) >>> 13;
    while (keys[slot] !== none && keys[slot] !== key) slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  const next = (node: number, code: number): number => {
    const letter = code - firstCode;
    if (letter < 0 || letter >= codeCount) return none;
    const slot = slotOf(node * codeCount + letter);
    return keys[slot] === none ? none : (targets[slot] ?? none);
  };

  for (const [words, cost] of lists) {
    let node = rootNode;
    let length = 0;
    for (let at = 0; at <= words.length; at++) {
      const code = at < words.length ? words.charCodeAt(at) : 0x20;
      if (code === 0x20) {
        if (length > 0) costs[node] = Math.min(255, costOf(length, cost));
        node = rootNode;
        length = 0;
        continue;
      }
      const letter = code - firstCode;
      const key = node * codeCount + letter;
      const slot = slotOf(key);
      if (keys[slot] === none) {
        keys[slot] = key;
        targets[slot] = nodes++;
        if (isMark(code)) marks[node] = (marks[node] ?? 0) | (1 << (letter - 0x31));
      }
      node = targets[slot] ?? rootNode;
      length++;
    }
  }
  return { next, costAt: (node) => costs[node] ?? 0, marksAfter: (node) => marks[node] ?? 0 };
}

function costOf(length: number, cost: number): number {
  if (cost < averageWordCost) return cost;
  if (length === 1) return oneLetterCost;
  return length === 2 ? twoLetterCost : cost;
}
