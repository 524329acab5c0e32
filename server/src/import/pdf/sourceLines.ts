import { withoutContents } from '@ruam/shared/import/contents.ts';
import { isPageFurniture, type SourceLine } from '@ruam/shared/import/lines.ts';
import { isParagraphNumber } from '@ruam/shared/import/paragraphNumbers.ts';
import { toArabicDigits } from '@ruam/shared/thai/digits.ts';
import { repairExtractedText } from '@ruam/shared/thai/repair.ts';
import type { PdfLine } from './pageLines.ts';

/** Heads and feet stand within this part of a page. */
const edge = 0.1;
/** What stands in the same place on this part of the pages says nothing of its own. */
const repeated = 0.4;
/** In letters of the line. */
const indentStep = 0.8;
/** Lines further apart than this many of the usual steps have a blank line, or begin a paragraph. */
const blankStep = 1.6;
const paragraphStep = 1.13;
/** A line that ends before this part of the measure ends its paragraph. */
const shortLine = 0.6;

/** The lines of a PDF as those of a source: what begins a paragraph is seen by indents, gaps and short lines. */
export function sourceLines(lines: readonly PdfLine[]): SourceLine[] {
  const texts = repairExtractedText(lines.map(({ text }) => withAm(text)).join('\n')).split('\n');
  const isFurniture = furnitureOf(lines);
  const body = lines.filter((line) => !isFurniture(line));
  const measure = measureOf(body);
  const source: SourceLine[] = [];
  let before: PdfLine | null = null;
  lines.forEach((line, at) => {
    const text = (texts[at] ?? '').trim();
    if (text === '') return;
    const number = source.length + 1;
    const place = { number, text, openEnd: false, page: line.page };
    if (isFurniture(line)) {
      source.push({ ...place, indent: 0, gap: 'none', isFurniture: true });
      return;
    }
    const indent = Math.max(0, Math.round((line.left - measure.left) / (line.size / 2)));
    const isMiddle = isCentred(line, measure);
    const goesOn = isMiddle && before !== null && (isCentred(before, measure) || isTitle(before, line, measure));
    const gap = gapBetween(before, line, measure, goesOn);
    source.push({ ...place, indent, gap, ...(isMiddle ? { isCentred: true } : {}) });
    before = line;
  });
  return withoutContents(source);
}

/** Some fonts have ำ as its two halves, in either order with a tone mark. */
function withAm(text: string): string {
  return text.replace(/([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1$2\u0e33');
}

function furnitureOf(lines: readonly PdfLine[]): (line: PdfLine) => boolean {
  const isAtEdge = ({ baseline, height }: PdfLine): boolean =>
    baseline > height * (1 - edge) || baseline < height * edge;
  const keyOf = ({ text, baseline }: PdfLine): string =>
    `${Math.round(baseline / 3)} ${toArabicDigits(text).replace(/\d+/g, '#')}`;
  const pages = new Map<string, Set<number>>();
  for (const line of lines)
    if (isAtEdge(line)) pages.set(keyOf(line), (pages.get(keyOf(line)) ?? new Set()).add(line.page));
  const count = new Set(lines.map(({ page }) => page)).size;
  return (line) => {
    if (isParagraphNumber(line.text)) return true;
    if (!isAtEdge(line)) return false;
    const seen = pages.get(keyOf(line))?.size ?? 0;
    return isPageFurniture(line.text) || (seen > 1 && seen >= count * repeated);
  };
}

interface Measure {
  readonly left: number;
  readonly right: number;
  /** From one line to the next, in sizes of letters. */
  readonly step: number;
  /** Of the letters of most lines. */
  readonly size: number;
}

function measureOf(lines: readonly PdfLine[]): Measure {
  const middle = (values: readonly number[], part: number): number =>
    values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? 0;
  const steps = lines.flatMap((line, at) => {
    const before = lines[at - 1];
    const step = before?.page === line.page ? (before.baseline - line.baseline) / line.size : 0;
    return step > 0.8 && step < 4 ? [step] : [];
  });
  return {
    left: middle(
      lines.map(({ left }) => left),
      0.1,
    ),
    right: middle(
      lines.map(({ right }) => right),
      0.9,
    ),
    size: middle(
      lines.map(({ size }) => size),
      0.5,
    ),
    // Full lines follow each other closest.
    step: middle(steps, 0.3),
  };
}

function gapBetween(
  before: PdfLine | null,
  line: PdfLine,
  { left, right, step }: Measure,
  areCentred: boolean,
): SourceLine['gap'] {
  if (before === null) return 'none';
  const isIndented = !areCentred && line.left > left + line.size * indentStep;
  const endedShort = !areCentred && before.right < left + (right - left) * shortLine;
  const comesIn = isIndented && line.left > before.left + line.size * indentStep;
  if (before.page !== line.page) return comesIn || endedShort ? 'paragraph' : 'page';
  const down = (before.baseline - line.baseline) / line.size;
  // A column that begins at the top again goes on.
  if (down > step * blankStep) return 'blank';
  if (comesIn || endedShort || down > step * paragraphStep) return 'paragraph';
  return 'none';
}

/** Two lines in the same large letters: the first may fill its line, and stand in the middle all the same. */
function isTitle(before: PdfLine, line: PdfLine, { size }: Measure): boolean {
  return before.size > size * 1.03 && Math.abs(before.size - line.size) < 0.1;
}

function isCentred({ left, right }: PdfLine, measure: Measure): boolean {
  const [before, behind] = [left - measure.left, measure.right - right];
  const room = (measure.right - measure.left) * 0.05;
  return before > room && Math.abs(before - behind) < room;
}
