import { type Passage, wordsOf } from './passages.ts';

/** What somebody has just written: letters of a passage, and when (epoch ms). */
export interface FreshRange {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}
/** By the key of the passage; the ranges of one neither meet nor overlap unless they are of different times. */
export type Fresh = ReadonlyMap<string, readonly FreshRange[]>;

/** So long an edit counts as just made; what is drawn of it fades sooner. */
const freshMs = 8_000;

/**
 * What is fresh after a text has changed: what was fresh moves with its letters, what is new in a passage joins it. A text
 * whose passages have no identity, and one that is shown for the first time, has nothing fresh.
 */
export function freshAfter(before: readonly Passage[], after: readonly Passage[], fresh: Fresh, now: number): Fresh {
  const old = new Map(before.map((passage) => [passage.key, passage]));
  const next = new Map<string, readonly FreshRange[]>();
  for (const passage of after) {
    if (passage.id === null) continue;
    const was = old.get(passage.key);
    const ranges = (fresh.get(passage.key) ?? []).filter(({ at }) => now - at < freshMs);
    const moved =
      was === undefined
        ? [...(before.length > 0 ? wholeOf(wordsOf(passage.block), now) : [])]
        : was.block === passage.block
          ? ranges
          : changed(wordsOf(was.block), wordsOf(passage.block), ranges, now);
    if (moved.length > 0) next.set(passage.key, moved);
  }
  return next;
}

/** How many places were edited: neighbours that touch are one. */
export function placesIn(fresh: Fresh): number {
  let places = 0;
  for (const ranges of fresh.values()) {
    let end = -1;
    for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
      if (from > end) places += 1;
      end = Math.max(end, to);
    }
  }
  return places;
}

/** How a text became another in one place. */
export interface Change {
  readonly from: number;
  /** Where what was replaced ended. */
  readonly oldTo: number;
  /** Where what replaced it ends. */
  readonly to: number;
}

/** The place in which two texts differ, in whole letters as one sees them; null when they are the same. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  // The end first: of words that are put in before words that begin like them, the first ones are new.
  let common = 0;
  while (common < shorter && before[before.length - 1 - common] === after[after.length - 1 - common]) common += 1;
  let from = 0;
  while (from < shorter - common && before[from] === after[from]) from += 1;
  const to = after.length - common;
  const start = letterStart(after, from);
  const end = to === start ? to : letterEnd(after, to);
  return { from: start, oldTo: before.length - common + (end - to), to: end };
}

/** Where a place of the old text is in the new one. */
export function placeAfter(place: number, { from, oldTo, to }: Change): number {
  if (place <= from) return place;
  return place >= oldTo ? place + to - oldTo : Math.min(place, to);
}

function changed(before: string, after: string, ranges: readonly FreshRange[], now: number): readonly FreshRange[] {
  const change = changeBetween(before, after);
  if (change === null) return ranges;
  const kept = ranges
    .map((range) => ({ ...range, from: placeAfter(range.from, change), to: placeAfter(range.to, change) }))
    .filter(({ from, to }) => to > from);
  return change.to > change.from ? [...kept, { from: change.from, to: change.to, at: now }] : kept;
}

function wholeOf(words: string, at: number): readonly FreshRange[] {
  return words === '' ? [] : [{ from: 0, to: words.length, at }];
}

/** A tone or vowel alone has no place of its own: it stands on its consonant. */
const marks = /\p{M}/u;

function letterStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && start < text.length && isJoined(text, start)) start -= 1;
  return start;
}

function letterEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isJoined(text, end)) end += 1;
  return end;
}

function isJoined(text: string, at: number): boolean {
  const unit = text[at] ?? '';
  return marks.test(unit) || (unit >= '\uDC00' && unit <= '\uDFFF');
}
