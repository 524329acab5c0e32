import {
  isConsonant,
  isFollowingVowel,
  isLeadingVowel,
  isMark,
  isThaiLetter,
  isTone,
  isUpperLowerVowel,
  isUpperVowel,
} from './characters.ts';
import { clusterEnd, illegalCost, isLegalCluster, unknownCost } from './reading.ts';
import { averageWordCost, rootNode, type WordIndex } from './wordIndex.ts';

/** How dear it is to suppose a damage, in the units of word costs. */
export interface DamageCosts {
  /** A mark stands one character too far right (rules 6 and 7). */
  readonly move: number;
  /** A stray space stands inside a word (rule 9). */
  readonly space: number;
  /** A repaired word stands beside letters that are no word: a hint that the repair is a chance hit in a foreign name. */
  readonly doubt: number;
  /** Added when the repaired word is none of the common words and terms. */
  readonly rare: number;
}

/** In a line that shows damage, a word that needs one repair beats three words that need none. */
export const damagedCosts: DamageCosts = { move: 14, space: 12, doubt: 12, rare: 0 };
/** In a line that shows none among damaged ones. */
export const suspectCosts: DamageCosts = { move: 18, space: 14, doubt: 16, rare: 0 };
/** In a healthy text only an unreadable word is repaired. */
export const healthyCosts: DamageCosts = { move: 20, space: 14, doubt: 24, rare: 8 };

/** The tone stands before its upper vowel (rule 5), or a space before its mark (rule 8): never healthy, so nearly free. */
const certainCost = 2;
/** The moved mark stands behind another mark of its new consonant. */
const stackedCost = 4;
const maxEdits = 3;
const unreached = 0x3fffffff;

/** The cheapest way to a place in the text, and what it wrote on its last step. */
interface State {
  readonly cost: number;
  readonly from: State | null;
  readonly output: string;
}

/** What the last piece of a reading was: a word as it stands, a word with a moved mark, or no word. */
type Kind = number;
const plainPiece = 0;
const editedPiece = 1;
const unknownPiece = 2;

/** A partial match of one word. */
interface Walk {
  readonly at: number;
  readonly node: number;
  readonly pending: number;
  readonly passed: boolean;
  readonly space: 'none' | 'owed' | 'dropped';
  readonly cost: number;
  readonly edits: number;
  /** A mark was moved to read the word. */
  readonly moved: boolean;
  readonly output: string;
}

/**
 * Repairs displaced marks and stray spaces of one line (rules 5 to 9) by reading it as words: every way to undo the
 * damage competes with leaving the text as it is, and the cheapest reading wins. ำ must have been settled before.
 * `joins` tells which spaces may be stray ones.
 */
export function repairMarks(
  index: WordIndex,
  line: string,
  costs: DamageCosts,
  joins: (space: number) => boolean,
): string {
  // One layer for each position; in a layer, the cheapest state for each pending mark and kind of the last piece.
  const layers: Map<number, State>[] = Array.from({ length: line.length + 1 }, () => new Map());
  const relax = (at: number, pending: number, passed: boolean, kind: Kind, state: State) => {
    const layer = layers[at];
    const key = pending * 8 + (passed ? 4 : 0) + kind;
    if (layer && state.cost < (layer.get(key)?.cost ?? unreached)) layer.set(key, state);
  };
  relax(0, 0, false, plainPiece, { cost: 0, from: null, output: '' });

  for (let at = 0; at < line.length; at++) {
    for (const [key, from] of layers[at] ?? []) {
      const pending = key >> 3;
      const passed = (key & 4) !== 0;
      const kind = key & 3;
      const code = line.charCodeAt(at);
      if (pending === 0 && !isThaiLetter(code)) {
        relax(at + 1, 0, false, plainPiece, { cost: from.cost, from, output: line.charAt(at) });
        continue;
      }
      walkWords(index, line, at, pending, passed, costs, joins, (end, endPending, endPassed, edited, cost, output) => {
        const doubt = edited && kind === unknownPiece ? costs.doubt : 0;
        const piece = edited || endPending !== 0 ? editedPiece : plainPiece;
        relax(end, endPending, endPassed, piece, { cost: from.cost + cost + doubt, from, output });
      });
      walkUnknown(line, at, pending, passed, costs, (end, endPending, cost, output) => {
        const doubt = kind === editedPiece ? costs.doubt : 0;
        relax(end, endPending, false, unknownPiece, { cost: from.cost + cost + doubt, from, output });
      });
    }
  }
  let last: State | null = null;
  for (const [key, state] of layers[line.length] ?? [])
    if (key < 4 && (last === null || state.cost < last.cost)) last = state;
  if (!last) return line;
  const parts: string[] = [];
  for (let state: State | null = last; state; state = state.from) parts.push(state.output);
  return parts.reverse().join('');
}

type WordEnd = (at: number, pending: number, passed: boolean, edited: boolean, cost: number, output: string) => void;

/** Calls `found` for each word of the index that the text at `at` can be read as. */
function walkWords(
  index: WordIndex,
  line: string,
  at: number,
  pending: number,
  passed: boolean,
  costs: DamageCosts,
  joins: (space: number) => boolean,
  found: WordEnd,
): void {
  const open: Walk[] = [
    { at, node: rootNode, pending, passed, space: 'none', cost: 0, edits: 0, moved: pending !== 0, output: '' },
  ];
  for (let walk = open.pop(); walk; walk = open.pop()) {
    reportWord(index, line, walk, costs, found);
    const code = line.charCodeAt(walk.at);
    if (walk.at >= line.length) continue;
    if (walk.pending !== 0 && walk.passed) {
      if (code === walk.pending) open.push({ ...walk, at: walk.at + 1, pending: 0, passed: false });
      else if (isMark(code) && isMark(line.charCodeAt(walk.at + 1))) pushLiteral(index, walk, code, open, stackedCost);
      continue;
    }
    if (code === 0x20) {
      pushSpace(line, walk, costs, joins, open);
      continue;
    }
    if (walk.pending !== 0 && isMark(code) && !(isTone(walk.pending) && isUpperLowerVowel(code))) continue;
    pushLiteral(index, walk, code, open, 0);
    const following = line.charCodeAt(walk.at + 1);
    if (walk.pending !== 0) continue;
    if (isTone(code) && isUpperVowel(following)) {
      const vowel = index.next(walk.node, following);
      const tone = vowel < 0 ? -1 : index.next(vowel, code);
      if (tone >= 0) {
        const output = walk.output + String.fromCharCode(following, code);
        open.push({ ...walk, at: walk.at + 2, node: tone, cost: walk.cost + certainCost, output });
      }
    }
    if (!isMark(code) && walk.edits < maxEdits && walk.at > 0) pushMoves(index, line, walk, costs, open);
  }
}

function reportWord(index: WordIndex, line: string, walk: Walk, costs: DamageCosts, found: WordEnd): void {
  const word = index.costAt(walk.node);
  if (word === 0) return;
  const code = line.charCodeAt(walk.at);
  if (walk.pending === 0 && (isMark(code) || isFollowingVowel(code))) return;
  if (walk.pending !== 0 && walk.passed && code !== walk.pending) return;
  const output = walk.space === 'owed' ? `${walk.output} ` : walk.output;
  const dropped =
    (walk.space === 'dropped' ? costs.space : 0) + (walk.moved && word >= averageWordCost ? costs.rare : 0);
  found(walk.at, walk.pending, walk.passed, walk.moved, walk.cost + word + dropped, output);
}

function pushLiteral(index: WordIndex, walk: Walk, code: number, open: Walk[], extra: number): void {
  const node = index.next(walk.node, code === 0xe000 ? 0x0e33 : code);
  if (node < 0) return;
  const base = !isMark(code);
  open.push({
    ...walk,
    at: walk.at + 1,
    node,
    passed: walk.pending !== 0 && (base || walk.passed),
    space: walk.space === 'owed' && base ? 'dropped' : walk.space,
    cost: walk.cost + extra,
    output: walk.output + String.fromCharCode(code),
  });
}

/** A space inside the word: before a mark it changes places with it (rule 8), otherwise it is a stray one (rule 9). */
function pushSpace(
  line: string,
  walk: Walk,
  costs: DamageCosts,
  joins: (space: number) => boolean,
  open: Walk[],
): void {
  if (walk.node === rootNode || walk.pending !== 0 || walk.space !== 'none') return;
  const following = line.charCodeAt(walk.at + 1);
  if (isMark(following))
    open.push({ ...walk, at: walk.at + 1, space: 'owed', cost: walk.cost + certainCost, edits: walk.edits + 1 });
  else if (isThaiLetter(following) && walk.edits < maxEdits && joins(walk.at)) {
    open.push({ ...walk, at: walk.at + 1, cost: walk.cost + costs.space, edits: walk.edits + 1 });
  }
}

/** The word has a mark here that the text brings one character later (rules 6 and 7). */
function pushMoves(index: WordIndex, line: string, walk: Walk, costs: DamageCosts, open: Walk[]): void {
  let marks = index.marksAfter(walk.node);
  while (marks !== 0) {
    const bit = 31 - Math.clz32(marks & -marks);
    marks &= marks - 1;
    const mark = 0x0e31 + bit;
    // The mark must be met right after the next base character, at most one mark further.
    if (line.charCodeAt(walk.at + 1) !== mark && line.charCodeAt(walk.at + 2) !== mark) continue;
    const node = index.next(walk.node, mark);
    const certain = !isConsonant(line.charCodeAt(walk.at));
    open.push({
      ...walk,
      node,
      pending: mark,
      passed: false,
      cost: walk.cost + (certain ? certainCost : costs.move),
      edits: walk.edits + 1,
      moved: walk.moved || !certain,
      output: walk.output + String.fromCharCode(mark),
    });
  }
}

type UnknownEnd = (at: number, pending: number, cost: number, output: string) => void;

/** Reads one cluster that belongs to no word: as it stands, or with what cannot be Thai spelling put right. */
function walkUnknown(
  line: string,
  at: number,
  pending: number,
  passed: boolean,
  costs: DamageCosts,
  found: UnknownEnd,
): void {
  if (passed) return;
  if (pending !== 0) {
    const base = line.charCodeAt(at);
    if (!isThaiLetter(base) || isMark(base) || line.charCodeAt(at + 1) !== pending) return;
    if (isLeadingVowel(base) || isFollowingVowel(base)) {
      found(at + 2, 0, unknownCost, line.charAt(at));
      return;
    }
    let end = at + 2;
    while (isMark(line.charCodeAt(end))) end++;
    if (isFollowingVowel(line.charCodeAt(end))) end++;
    found(end, 0, unknownCost, line.charAt(at) + line.slice(at + 2, end));
    return;
  }
  const end = clusterEnd(line, at, line.length);
  const legal = isLegalCluster(line, at, end);
  found(end, 0, unknownCost + (legal ? 0 : illegalCost), line.slice(at, end));
  if (!legal) {
    const swapped = line.slice(at, end).replace(/([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e37])/, '$2$1');
    if (isLegalCluster(swapped, 0, swapped.length)) found(end, 0, unknownCost + certainCost, swapped);
  }
  const following = line.charCodeAt(end);
  const mark = line.charCodeAt(end + 1);
  if (!isMark(mark)) return;
  if (following === 0x20) {
    let marksEnd = end + 1;
    while (isMark(line.charCodeAt(marksEnd))) marksEnd++;
    const joined = line.slice(at, end) + line.slice(end + 1, marksEnd);
    const closed = marksEnd >= line.length || line.charCodeAt(marksEnd) === 0x20;
    const shown = closed && mark !== 0x0e4c ? illegalCost : 0;
    if (isLegalCluster(joined, 0, joined.length)) found(marksEnd, 0, unknownCost + certainCost + shown, `${joined} `);
  } else if (isFollowingVowel(following) || isLeadingVowel(following) || isDoubled(mark, line.charCodeAt(end + 2))) {
    const joined = line.slice(at, end) + String.fromCharCode(mark);
    if (isLegalCluster(joined, 0, joined.length)) found(end, mark, unknownCost + Math.min(costs.move, 6), joined);
  }
}

function isDoubled(mark: number, next: number): boolean {
  return (isUpperLowerVowel(mark) && isUpperLowerVowel(next)) || (isTone(mark) && isTone(next));
}
