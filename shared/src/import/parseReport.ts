import type { ImportFixes } from '../api/imports.ts';
import { type Level, levels } from '../assessment/level.ts';
import { AppError } from '../errors/errors.ts';
import { repairExtractedText } from '../thai/repair.ts';
import { collectUnits, finishParagraph } from './assemble.ts';
import { placesByHand } from './byHand.ts';
import { buildCategories, type Complain, type DraftItem } from './categories.ts';
import { findAdvisor, findAdvisorSessions, findMeeting, findOrder } from './facts.ts';
import { readFront } from './front.ts';
import { coverLevel } from './levelParts.ts';
import { readSource, type SourceLine } from './lines.ts';
import { buildParagraphs, type DraftParagraph } from './paragraphs.ts';
import { type PlacedLines, placedLines } from './placed.ts';
import type { Report, ReportItem, ReportParagraph } from './report.ts';
import { readResults } from './results.ts';
import { cutSections, type Section } from './sections.ts';

/** Something in the source that the importer could not place, or took for something it does not literally say. */
export interface NotUnderstood {
  /** 1-based line of the source; 0 when the source has no lines. */
  readonly line: number;
  readonly text: string;
  /** A short, stable phrase. */
  readonly reason: string;
}

/** A report as read, and everything that was not understood. */
export interface ParsedReport {
  readonly report: Report;
  readonly notUnderstood: NotUnderstood[];
}

/** A report read from lines, and where each of them went. */
export interface ParsedLines extends ParsedReport {
  readonly placed: readonly PlacedLines[];
  readonly sections: readonly Section[];
}

/** The code of the category that has results instead of items. */
const resultsCategory = '7';

/**
 * Reads a self-assessment report from extracted text: repairs it, leaves out page furniture and finds its parts.
 * Nothing is dropped or guessed silently: what fits nowhere is listed with its line. Throws `notUnderstood` when the
 * text is empty or holds no category and no item.
 */
export function parseReportText(text: string): ParsedReport {
  const { report, notUnderstood } = parseReportLines(readSource(repairExtractedText(text)));
  return { report, notUnderstood };
}

/** Reads a report from the lines of a source, with what a person has set right. Throws `notUnderstood`. */
export function parseReportLines(source: readonly SourceLine[], fixes: ImportFixes = noFixes): ParsedLines {
  const byHand = placesByHand(fixes.places, source);
  const lines = source.filter((line) => line.isFurniture === undefined || byHand.has(line.number));
  const sections = cutSections(lines, byHand);
  // Who sets lines right may be in the middle of it.
  if (byHand.size === 0 && !sections.some(({ kind }) => kind === 'item' || kind === 'category')) {
    throw new AppError('notUnderstood', 'no category or item heading was recognised');
  }
  const notUnderstood: NotUnderstood[] = [];
  const complain: Complain = (line, words, reason) => notUnderstood.push({ line, text: words, reason });
  const width = typicalWidth(lines);

  const inFront = sections.find((section) => section.kind === 'front')?.lines ?? [];
  const read = readFront(inFront.filter(isWords), width);
  const { facts: given } = fixes;
  const front = {
    ...read,
    title: given.title ?? read.title,
    fiscalYearBE: given.fiscalYearBE ?? read.fiscalYearBE,
    round: given.round ?? read.round,
  };
  notUnderstood.push(...front.notUnderstood);
  const facts = [...front.introduction, ...(front.overall ? [front.overall.text] : [])];
  const advisor = findAdvisor([...(front.overall ? [front.overall.text] : []), ...front.introduction], front.agency);

  const { categories, results } = buildCategories(sections, {
    width,
    complain,
    coverLevel: (code) => coverLevel(front.summaries.get(code.slice(0, 1))?.text ?? '', code),
  });
  const refused = new Set(notUnderstood.filter(({ reason }) => isRefusal(reason)).map(({ line }) => line));
  const settled = setLevels(
    categories.flatMap(({ items }) => items),
    fixes.levels,
  );
  const overall = sections
    .filter((section) => section.kind === 'overall')
    .flatMap((section) => buildParagraphs(section.lines.filter(isWords), width));
  const drafts = [...categories.flatMap((category) => category.items.flatMap((item) => item.drafts)), ...overall];
  const register = collectUnits(drafts, complain);
  const finish = (draft: DraftParagraph, reached: Level | null, targets: boolean): ReportParagraph =>
    finishParagraph(draft, { register, reached, fiscalYearBE: front.fiscalYearBE, advisor, targets });

  const hasResults = results.length > 0 || front.summaries.get(resultsCategory) !== undefined;
  const report: Report = {
    title: front.title,
    agency: front.agency,
    fiscalYearBE: front.fiscalYearBE,
    round: front.round,
    framework: front.framework,
    meeting: findMeeting(facts),
    order: findOrder(facts),
    advisor,
    advisorSessions: findAdvisorSessions(facts, advisor),
    overall: front.overall,
    introduction: [...front.introduction],
    categories: categories.map(({ items, ...category }) => ({
      ...category,
      summary: front.summaries.get(category.code)?.text ?? null,
      items: items.map((item) => finishItem(item, finish)),
    })),
    results: hasResults ? readResults(front.summaries.get(resultsCategory), results.filter(isWords), width) : null,
    overallObservations: overall.map((draft) => finish(draft, null, false)),
    units: register.units,
  };
  for (const [code, summary] of front.summaries) {
    if (!categories.some((category) => category.code === code) && code !== resultsCategory)
      complain(summary.line, summary.text, 'summary of a missing category');
  }
  notUnderstood.sort((one, other) => one.line - other.line);
  return {
    report,
    notUnderstood: notUnderstood.filter((one) => !settled(one)),
    placed: placedLines(source, sections, refused, byHand),
    sections,
  };
}

const noFixes: ImportFixes = { places: [], levels: {}, facts: {} };

/** Gives items the levels that a person has given them; the answer says which complaint that has settled. */
function setLevels(items: readonly DraftItem[], levels: ImportFixes['levels']): (one: NotUnderstood) => boolean {
  const stretches = items.flatMap((item) => {
    const level = levels[item.code];
    if (level === undefined) return [];
    item.level = level;
    const next = Math.min(...items.map(({ line }) => (line > item.line ? line : Number.POSITIVE_INFINITY)));
    return [{ from: item.line, before: next }];
  });
  return ({ line, reason }) =>
    /^(?:no level|more than one level) in the result$/.test(reason) &&
    stretches.some(({ from, before }) => line >= from && line < before);
}

/** Why a line that stands in a section is no part of what was understood of it. */
function isRefusal(reason: string): boolean {
  return /^(?:text outside|unknown section|second result|goal without|result without|observations without)/.test(
    reason,
  );
}

/** Tables and pictures are nothing that a sentence could be read from. */
function isWords({ holds }: SourceLine): boolean {
  return holds !== 'table' && holds !== 'picture';
}

function finishItem(
  draft: DraftItem,
  finish: (draft: DraftParagraph, reached: Level | null, targets: boolean) => ReportParagraph,
): ReportItem {
  const { drafts, ...item } = draft;
  const observations = drafts.map((paragraph) => finish(paragraph, item.level, true));
  const named = new Set<Level>();
  const visit = (paragraph: ReportParagraph): void => {
    if (paragraph.targetLevel) named.add(paragraph.targetLevel);
    paragraph.children.forEach(visit);
  };
  observations.forEach(visit);
  return { ...item, targetLevels: levels.filter((level) => named.has(level)), observations };
}

/** The length that all but the widest twentieth of the lines keep to. */
function typicalWidth(lines: readonly SourceLine[]): number {
  const lengths = lines.map((line) => line.text.length).sort((one, other) => one - other);
  return lengths[Math.floor(lengths.length * 0.95)] ?? lengths.at(-1) ?? 0;
}
