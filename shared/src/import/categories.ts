import type { Level } from '../assessment/level.ts';
import { readAdvice } from './annexes.ts';
import { cutBlocks } from './blocks.ts';
import { levelParts, statedLevel } from './levelParts.ts';
import { levelsIn } from './levels.ts';
import { joinLines, paragraphsOf, type SourceLine } from './lines.ts';
import { buildParagraphs, type DraftParagraph } from './paragraphs.ts';
import type { ReportCategory, ReportItem } from './report.ts';
import type { Section } from './sections.ts';

/** An item whose paragraphs still lack their units. */
export interface DraftItem extends Omit<ReportItem, 'observations' | 'targetLevels'> {
  drafts: DraftParagraph[];
}

/** A category whose items are drafts. */
export interface DraftCategory extends Omit<ReportCategory, 'items'> {
  readonly items: DraftItem[];
}

/** Something that could not be placed. */
export type Complain = (line: number, text: string, reason: string) => void;

const nothing = /^(?:[-–—]|ไม่มี|ไม่มีข้อสังเกต(?:และข้อเสนอแนะ)?)$/;

/** What categories are put together with. */
interface Building {
  readonly width: number;
  readonly complain: Complain;
  /** The level that the cover gives to an item. */
  readonly coverLevel: (code: string) => Level | null;
}

/** Puts the sections together to categories with their items; what has no place goes to `complain`. Category 7's text comes back as `results`. */
export function buildCategories(
  sections: readonly Section[],
  building: Building,
): { readonly categories: DraftCategory[]; readonly results: SourceLine[] } {
  const { width, complain } = building;
  const categories: DraftCategory[] = [];
  const results: SourceLine[] = [];
  const categoryOf = (code: string, line: number): DraftCategory => {
    const known = categories.find((category) => category.code === code);
    if (known) return known;
    const made: DraftCategory = { code, name: '', goal: null, summary: null, items: [], line };
    categories.push(made);
    return made;
  };
  let item: DraftItem | null = null;

  sections.forEach((section, at) => {
    const { code, lines, line } = section;
    const refuse = (reason: string) => {
      for (const one of lines) complain(one.number, one.text, reason);
    };
    switch (section.kind) {
      case 'front':
      case 'overall':
        return;
      case 'category': {
        item = null;
        const category = categoryOf(code, line);
        const labelled = sections[at + 1]?.kind === 'goal';
        const [name, rest] = code === '7' && !labelled ? [lines.slice(0, 1), lines.slice(1)] : cutName(lines, labelled);
        if (category.name === '') category.name = joinLines(name);
        else complain(line, joinLines(name), 'second heading of a category');
        if (code === '7') results.push(...rest);
        else for (const one of rest) complain(one.number, one.text, 'text outside the known sections');
        return;
      }
      case 'goal': {
        const category = code === '' ? null : categoryOf(code, line);
        if (category === null || category.goal !== null) refuse('goal without a category');
        else category.goal = joinLines(lines);
        return;
      }
      case 'unknown':
        refuse('unknown section');
        return;
      case 'loose':
        if (code === '7') results.push(...lines);
        else refuse('text outside the known sections');
        return;
      case 'item': {
        const next = sections[at + 1];
        const labelled = (next?.kind === 'result' || next?.kind === 'observations') && next.code === code;
        const [name, rest] = cutName(lines, labelled);
        const category = categoryOf(code.slice(0, 1), line);
        const known = category.items.find((one) => one.code === code);
        for (const one of rest) complain(one.number, one.text, 'text outside the known sections');
        if (known !== undefined) {
          complain(line, joinLines(name), 'second heading of an item');
          item = known;
          return;
        }
        item = {
          code,
          name: joinLines(name),
          result: null,
          level: null,
          levelAsWritten: null,
          observationsState: 'absent',
          line,
          drafts: [],
        };
        category.items.push(item);
        return;
      }
      case 'result':
        if (item === null) {
          if (code === '7') results.push(...lines);
          else refuse('result without an item');
        } else if (item.result !== null) refuse('second result of an item');
        else readResult(item, lines, line, building);
        return;
      case 'advice': {
        const told = categories.flatMap(({ items }) => items).find((one) => one.code === code);
        const notes = readAdvice({ ...section, lines: lines.filter(isWords) }, width);
        if (told === undefined || notes.length === 0) leaveOut(section, complain);
        else {
          told.drafts.push(...notes);
          told.observationsState = 'present';
          for (const one of lines)
            if (!isWords(one)) leaveOut({ ...section, line: one.number, lines: [one] }, complain);
        }
        return;
      }
      case 'annex':
        leaveOut(section, complain);
        return;
      case 'observations':
        if (item === null) refuse('observations without an item');
        else readObservations(item, lines, width);
    }
  });
  return { categories, results };
}

/** A name runs to the next label; without one it ends at the first blank line. */
function cutName(
  lines: readonly SourceLine[],
  labelled: boolean,
): readonly [readonly SourceLine[], readonly SourceLine[]] {
  if (labelled) return [lines, []];
  const end = lines.findIndex((line, at) => at > 0 && (line.gap !== 'none' || line.indent >= 4));
  return end < 0 ? [lines, []] : [lines.slice(0, end), lines.slice(end)];
}

/** Told once, with the line that it ends with. */
function leaveOut({ line, lines }: Section, complain: Complain): void {
  complain(line, lines[0]?.text ?? '', `annex left out (to line ${lines.at(-1)?.number ?? line})`);
}

const isWords = ({ holds }: SourceLine): boolean => holds !== 'table' && holds !== 'picture';

function readResult(item: DraftItem, lines: readonly SourceLine[], line: number, building: Building): void {
  const { width, complain } = building;
  const byLevel = levelParts(lines);
  if (byLevel !== null) {
    item.level = statedLevel(byLevel, building.coverLevel(item.code));
    const own = byLevel.parts.filter(({ level }) => level === item.level).flatMap((part) => part.lines);
    const paragraphs = paragraphsOf([...byLevel.lead, ...own].filter(isWords)).map(joinLines);
    item.result = paragraphs.join('\n');
    const said = paragraphs.flatMap(levelsIn).find(({ level }) => level === item.level);
    item.levelAsWritten = said?.asWritten ?? item.level;
    return;
  }
  // A paragraph of its own below the sentence belongs to no known section, unless the source says what a paragraph is.
  const blocks = cutBlocks(lines, width);
  const end = blocks.findIndex((block, at) => at > 0 && block.marker === null && block.gap === 'blank');
  const endLine = end < 0 ? Number.POSITIVE_INFINITY : (blocks[end]?.line ?? 0);
  for (const one of lines) if (one.number >= endLine) complain(one.number, one.text, 'text outside the known sections');
  const paragraphs = paragraphsOf(lines.filter((one) => one.number < endLine)).map(joinLines);
  if (paragraphs.join('') === '') {
    complain(line, '', 'empty result');
    return;
  }
  item.result = paragraphs.join('\n');
  const text = paragraphs.find((one) => levelsIn(one).length > 0) ?? item.result;
  const [first, ...others] = levelsIn(text);
  if (!first) {
    complain(lines[0]?.number ?? line, text, 'no level in the result');
    return;
  }
  item.level = first.level;
  item.levelAsWritten = first.asWritten;
  if (others.some((other) => other.level !== first.level))
    complain(lines[0]?.number ?? line, text, 'more than one level in the result');
}

function readObservations(item: DraftItem, lines: readonly SourceLine[], width: number): void {
  const words = lines.filter(isWords);
  const text = joinLines(words);
  if (words.length === lines.length && (text === '' || nothing.test(text))) {
    if (item.drafts.length === 0) item.observationsState = 'none-dash';
    return;
  }
  item.observationsState = 'present';
  item.drafts.push(...buildParagraphs(words, width));
}
