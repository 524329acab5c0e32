import type { ImportFixes, ImportPlace } from '../api/imports.ts';
import { headingOf } from './headings.ts';
import type { SourceLine } from './lines.ts';
import type { Section } from './sections.ts';

/** Where a person has put lines, by number of line; what was said last holds. */
export type PlacesByHand = ReadonlyMap<number, ImportPlace>;

/** A section that a person has made: its lines without the words of its heading. */
type HandSection = Section & { readonly lines: readonly SourceLine[] };

/** Every line that stands in one of the ranges, with its place. */
export function placesByHand(places: ImportFixes['places'], lines: readonly SourceLine[]): PlacesByHand {
  const found = new Map<number, ImportPlace>();
  for (const { from, to, place } of places)
    for (const { number } of lines) if (number >= from && number <= to) found.set(number, place);
  return found;
}

/** What is left of a line when the words that say of what it is the beginning are taken off. */
export function withoutHeading(text: string, { part }: ImportPlace): string {
  const heading = headingOf(text);
  if (heading?.kind === part) return heading.rest;
  if (part === 'item') return text.replace(/^(?:หัวข้อ(?:ที่)?\s*)?[๑-๗1-7]\s*\.\s*[๑-๙1-9]\.?\s*/, '');
  return part === 'category' ? text.replace(/^หมวด(?:ที่)?\s*[๑-๗1-7]\s*[:.]?\s*/, '') : text;
}

/** Whether a place is the beginning of a category or item: what follows it belongs to that. */
export function isHead({ part }: ImportPlace): boolean {
  return part === 'category' || part === 'item';
}

/** The sections that lines put somewhere by hand are, in the order of the source; ignored ones are none. */
export function sectionsByHand(lines: readonly SourceLine[], places: PlacesByHand): HandSection[] {
  const sections: (HandSection & { lines: SourceLine[] })[] = [];
  let before: ImportPlace | null = null;
  for (const line of lines) {
    const place = places.get(line.number) ?? null;
    const last = sections.at(-1);
    if (place !== null && place.part !== 'ignored') {
      const text = withoutHeading(line.text, place);
      const own = text === '' ? [] : [text === line.text ? line : { ...line, text, isCut: true as const }];
      const goesOn = last !== undefined && before?.part === place.part && before.code === place.code;
      if (goesOn) last.lines.push(...own);
      else sections.push({ kind: kindOf(place), code: place.code, lines: own, line: line.number });
    }
    before = place;
  }
  return sections;
}

function kindOf({ part, code }: ImportPlace): Section['kind'] {
  switch (part) {
    case 'none':
    case 'ignored':
      return 'unknown';
    case 'category':
      return code === '7' ? 'loose' : 'category';
    default:
      return part;
  }
}

/**
 * Sections with those that a person has made among them: lines join the section that the source has of that kind, else
 * they become one behind what it belongs to.
 */
export function withSectionsByHand(sections: readonly Section[], made: readonly HandSection[]): Section[] {
  const all = [...sections];
  for (const section of made) {
    const same = all.findIndex(
      ({ kind, code }) => kind !== 'unknown' && kind === section.kind && code === section.code,
    );
    const known = all[same];
    if (known !== undefined) {
      const lines = [...known.lines, ...section.lines].sort((one, other) => one.number - other.number);
      all[same] = { ...known, lines };
      continue;
    }
    if (section.kind === 'front') {
      all.unshift(section);
      continue;
    }
    const ofItem = section.code.includes('.') && section.kind !== 'item';
    if (ofItem && !all.some(({ kind, code }) => kind === 'item' && code === section.code))
      all.splice(behind(all, section.code.slice(0, 1)), 0, { ...section, kind: 'item', lines: [] });
    all.splice(section.kind === 'overall' ? all.length : behind(all, section.code), 0, section);
  }
  return all;
}

/** Behind the last section of a category or item; at the end when there is none. */
function behind(sections: readonly Section[], code: string): number {
  const last = sections.findLastIndex((one) => one.code === code || (code !== '' && one.code.startsWith(`${code}.`)));
  return last < 0 ? sections.length : last + 1;
}
