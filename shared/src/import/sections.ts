import { beginsAnnex, cutAnnex } from './annexes.ts';
import { isHead, type PlacesByHand, sectionsByHand, withoutHeading, withSectionsByHand } from './byHand.ts';
import { findHeadings, type Heading } from './headings.ts';
import type { SourceLine } from './lines.ts';

/** A stretch of lines with one meaning. The text of `lines` leaves out what the heading itself said. */
export interface Section {
  readonly kind:
    | 'front'
    | 'category'
    | 'goal'
    | 'item'
    | 'result'
    | 'observations'
    | 'overall'
    /** What an annex says of an item. */
    | 'advice'
    /** An annex that is left out. */
    | 'annex'
    | 'loose'
    | 'unknown';
  /** Category ("3") or item ("3.2") it belongs to; empty in front and at the end. */
  readonly code: string;
  readonly lines: readonly SourceLine[];
  /** Line of the heading. */
  readonly line: number;
}

/**
 * Cuts a report into sections: the front up to the first category, then category, goal, items with result and
 * observations, the overall observations, and annexes, in which nothing else begins. Text that stands where no section can claim it comes as `loose`.
 * Lines put somewhere by hand are there; behind the beginning of an item or category goes on what it begins.
 */
export function cutSections(all: readonly SourceLine[], byHand: PlacesByHand = new Map()): Section[] {
  if (byHand.size === 0) return cutNaturally(all, new Map());
  const natural = cutNaturally(
    all.filter(({ number }) => !byHand.has(number)),
    new Map(),
  );
  const known = new Set(natural.filter(({ kind }) => kind === 'item' || kind === 'category').map(({ code }) => code));
  const heads = new Map(
    [...byHand].filter(([number, place]) => {
      const before = byHand.get(number - 1);
      const isFirst = before?.part !== place.part || before.code !== place.code;
      return isHead(place) && isFirst && !known.has(place.code);
    }),
  );
  const rest = new Map([...byHand].filter(([number]) => !heads.has(number)));
  const sections = cutNaturally(
    all.filter(({ number }) => !rest.has(number)),
    heads,
  );
  return withSectionsByHand(sections, sectionsByHand(all, rest));
}

function cutNaturally(lines: readonly SourceLine[], heads: PlacesByHand): Section[] {
  const headings = findHeadings(lines);
  lines.forEach((line, at) => {
    const place = heads.get(line.number);
    if (place?.part !== 'item' && place?.part !== 'category') return;
    headings.set(at, { kind: place.part, code: place.code, rest: withoutHeading(line.text, place) });
  });
  const starts = [...headings.keys()].sort((one, other) => one - other);
  const first = starts.find((at) => !['result', 'unknown'].includes(headings.get(at)?.kind ?? '')) ?? lines.length;
  const sections: Section[] = [];
  if (first > 0) sections.push({ kind: 'front', code: '', lines: lines.slice(0, first), line: lines[0]?.number ?? 0 });

  let category = '';
  let item = '';
  const isAnnex = annexStarts(lines, headings, heads);
  const used = starts.filter((at) => at >= first && isAnnex.get(at) !== 'within');
  used.forEach((at, order) => {
    const heading = headings.get(at);
    const head = lines[at];
    if (!heading || !head) return;
    if (isAnnex.get(at) === 'begins') {
      sections.push(...cutAnnex(lines.slice(at, used[order + 1])));
      return;
    }
    const body = bodyOf(head, heading, lines.slice(at + 1, used[order + 1] ?? lines.length));
    const line = head.number;
    switch (heading.kind) {
      case 'category':
        category = heading.code;
        item = '';
        sections.push({ kind: 'category', code: category, lines: body, line });
        return;
      case 'item':
        item = heading.code;
        category = heading.code.slice(0, 1);
        sections.push({ kind: 'item', code: item, lines: body, line });
        return;
      case 'goal':
        sections.push(...cutGoal(category, body, line));
        return;
      case 'overall':
        category = '';
        item = '';
        sections.push({ kind: 'overall', code: '', lines: body, line });
        return;
      case 'unknown':
        sections.push({ kind: 'unknown', code: '', lines: body, line });
        return;
      case 'result':
      case 'observations':
        sections.push({ kind: heading.kind, code: item || category, lines: body, line });
    }
  });
  return sections;
}

/** Which headings begin an annex, and which stand within one: a heading set by hand ends it. A table of contents has none. */
function annexStarts(
  lines: readonly SourceLine[],
  headings: ReadonlyMap<number, Heading>,
  heads: PlacesByHand,
): ReadonlyMap<number, 'begins' | 'within'> {
  const found = new Map<number, 'begins' | 'within'>();
  let isInside = false;
  let hasText = false;
  for (const at of [...headings.keys()].sort((one, other) => one - other)) {
    const line = lines[at];
    const kind = headings.get(at)?.kind;
    hasText ||= kind === 'result' || kind === 'observations';
    if (line === undefined || !hasText) continue;
    const begins = kind === 'unknown' && beginsAnnex(line.text);
    isInside = begins || (isInside && !heads.has(line.number));
    if (isInside) found.set(at, begins ? 'begins' : 'within');
  }
  return found;
}

function bodyOf(head: SourceLine, heading: Heading, following: readonly SourceLine[]): SourceLine[] {
  return heading.rest === '' ? [...following] : [{ ...head, text: heading.rest, isCut: true }, ...following];
}

/** A goal set with a blank line after every line goes on to the next heading; another one ends at the first blank line. */
function cutGoal(code: string, lines: readonly SourceLine[], line: number): Section[] {
  const doubleSpaced = lines[1]?.gap === 'blank';
  const end = lines.findIndex(
    (one, at) =>
      at > 0 &&
      ((!doubleSpaced && one.gap === 'blank') ||
        one.gap === 'paragraph' ||
        (code === '7' && one.gap !== 'none' && /ร้อยละ|คะแนนเฉลี่ย/.test(one.text)) ||
        (code === '7' && /^ผลคะแนน.*ร้อยละ/.test(one.text))),
  );
  if (end < 0) return [{ kind: 'goal', code, lines, line }];
  return [
    { kind: 'goal', code, lines: lines.slice(0, end), line },
    { kind: 'loose', code, lines: lines.slice(end), line: lines[end]?.number ?? line },
  ];
}
