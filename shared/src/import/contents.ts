import { toArabicDigits } from '../thai/digits.ts';
import type { SourceLine } from './lines.ts';

const head = /^สารบัญ(?:เรื่อง)?$/;
const entry = /[\s.…·_]([๐-๙0-9]{1,3})$/;
/** Lines that one entry takes at most, and pages from one entry to the next. */
const maxLines = 5;
const maxPages = 60;

/** The lines with the table of contents as furniture: from its heading on as far as its entries name pages that go up. */
export function withoutContents(lines: readonly SourceLine[]): SourceLine[] {
  const from = lines.findIndex(({ text }) => head.test(text));
  if (from < 0) return [...lines];
  let last = from;
  let page = 0;
  for (let at = from + 1; at < lines.length && at - last <= maxLines; at++) {
    const line = lines[at];
    if (line?.isFurniture) last = last === at - 1 ? at : last;
    const found = entry.exec(line?.text ?? '')?.[1];
    const number = found === undefined ? 0 : Number(toArabicDigits(found));
    if (number < Math.max(page, 1) || number > page + maxPages) continue;
    page = number;
    last = at;
  }
  if (page === 0) return [...lines];
  return lines.map((line, at) => (at >= from && at <= last ? { ...line, isFurniture: true as const } : line));
}
