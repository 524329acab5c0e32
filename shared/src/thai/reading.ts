import {
  isConsonant,
  isFollowingVowel,
  isLeadingVowel,
  isMark,
  isThaiLetter,
  isUpperLowerVowel,
} from './characters.ts';
import { rootNode, type WordIndex } from './wordIndex.ts';

/** What a cluster costs that belongs to no word of the lexicon. */
export const unknownCost = 20;
/** Added when a cluster cannot be Thai: a mark without a consonant, two tones, a tone before its vowel. */
export const illegalCost = 30;

/** How well a text reads as Thai words. */
export interface Reading {
  readonly cost: number;
  /** Clusters that belong to no word. */
  readonly unknown: number;
}

/** The end of the cluster that begins at `at`: leading vowel, consonant, marks, following vowel; or one character. */
export function clusterEnd(text: string, at: number, end: number): number {
  let next = at;
  if (isLeadingVowel(text.charCodeAt(next))) next++;
  if (next < end && isConsonant(text.charCodeAt(next))) next++;
  else return Math.max(next, at + 1);
  while (next < end && isMark(text.charCodeAt(next))) next++;
  if (next < end && isFollowingVowel(text.charCodeAt(next))) next++;
  return next;
}

/** Whether the cluster can be Thai spelling. */
export function isLegalCluster(text: string, at: number, end: number): boolean {
  let vowel = false;
  let tone = false;
  let consonant = false;
  for (let next = at; next < end; next++) {
    const code = text.charCodeAt(next);
    if (isConsonant(code)) consonant = true;
    else if (isUpperLowerVowel(code)) {
      if (!consonant || vowel || tone) return false;
      vowel = true;
    } else if (isMark(code)) {
      if (!consonant || tone) return false;
      tone = true;
    } else if (isFollowingVowel(code)) {
      if (!consonant || (vowel && code !== 0x0e30)) return false;
    }
  }
  // ั stands between two consonants.
  return consonant && (text.charCodeAt(end - 1) !== 0x0e31 || isConsonant(text.charCodeAt(end)));
}

/**
 * Reads text[start, end) as words, the cheapest way (fewest words, unknown clusters dear). Characters that are not
 * Thai letters cost nothing and end a word. Time is linear in the length (words have a bounded length).
 */
export function readWords(index: WordIndex, text: string, start: number, end: number): Reading {
  const length = end - start;
  const costs = new Int32Array(length + 1).fill(0x3fffffff);
  const unknowns = new Int32Array(length + 1);
  costs[0] = 0;
  const relax = (to: number, cost: number, unknown: number) => {
    if (cost < (costs[to] ?? 0)) {
      costs[to] = cost;
      unknowns[to] = unknown;
    }
  };
  for (let at = 0; at < length; at++) {
    const cost = costs[at] ?? 0;
    if (cost >= 0x3fffffff) continue;
    const unknown = unknowns[at] ?? 0;
    if (!isThaiLetter(text.charCodeAt(start + at))) {
      relax(at + 1, cost, unknown);
      continue;
    }
    let node = rootNode;
    for (let to = at; to < length; to++) {
      const code = text.charCodeAt(start + to);
      node = index.next(node, code === 0xe000 ? 0x0e33 : code);
      if (node < 0) break;
      const word = index.costAt(node);
      if (word > 0 && !startsWithMark(text, start + to + 1, end)) relax(to + 1, cost + word, unknown);
    }
    const cluster = clusterEnd(text, start + at, end);
    const legal = isLegalCluster(text, start + at, cluster);
    relax(cluster - start, cost + unknownCost + (legal ? 0 : illegalCost), unknown + 1);
  }
  return { cost: costs[length] ?? 0, unknown: unknowns[length] ?? 0 };
}

/** No word ends before a mark or a following vowel. */
function startsWithMark(text: string, at: number, end: number): boolean {
  if (at >= end) return false;
  const code = text.charCodeAt(at);
  return isMark(code) || isFollowingVowel(code);
}
