import { toArabicDigits } from '../thai/digits.ts';
import { levelsIn } from './levels.ts';
import type { SourceLine } from './lines.ts';

/** What a line announces. `rest` is the text behind the heading on the same line. */
export type Heading =
  | { readonly kind: 'category'; readonly code: string; readonly rest: string }
  | { readonly kind: 'item'; readonly code: string; readonly rest: string }
  | { readonly kind: 'goal'; readonly rest: string }
  | { readonly kind: 'result'; readonly rest: string }
  | { readonly kind: 'observations'; readonly rest: string }
  | { readonly kind: 'overall'; readonly rest: string }
  | { readonly kind: 'unknown'; readonly rest: string };

const categoryPattern = /^หมวด(?:ที่)?\s*([๑-๗1-7])\s*[:.]?\s+(\S.*)$/;
const itemPattern = /^(?:หัวข้อ(?:ที่)?\s*)?([๑-๗1-7]\.[๑-๙1-9])\.?\s+(\S.*)$/;
const goalPattern = /^เป้าหมาย\s*[:：]\s*(.*)$|^เป้าหมาย$/;
const resultPattern = /^(?:สรุป)?ผลการ(?:ดำเนินงาน|ดำเนินการ|ประเมิน)\s*(?:[:：]\s*(.*))?$/;
const observationsPattern =
  /^(?:ข้อสังเกต(?:\s*(?:และ|\/)\s*ข้อเสนอแนะ)?|ข้อเสนอแนะ(?:\s*(?:และ|\/)\s*ข้อสังเกต)?)(?:เพิ่มเติม)?\s*(?:[:：]\s*(.*))?$/;
const overallPattern = /^(?:ข้อสังเกต(?:\s*(?:และ|\/)\s*ข้อเสนอแนะ)?|ข้อเสนอแนะ)\s*(?:ใน)?ภาพรวม\s*(?:[:：]\s*(.*))?$/;

/** Headings of sections that a report may have and this importer does not know; the line keeps its words. */
const unknownPattern =
  /^(?:ภาคผนวก|เอกสารแนบ(?:ท้าย)?|เอกสารอ้างอิง|บรรณานุกรม|รายการหลักฐาน|หลักฐานประกอบ|ปัญหา(?:และ|\/)?อุปสรรค|จุดแข็ง|จุดอ่อน|โอกาสในการปรับปรุง|แผนพัฒนาองค์การ|คณะผู้จัดทำ|ผู้จัดทำ|สารบัญ|บทสรุปผู้บริหาร)(?:\s*\S{1,12})?\s*[:：]?$/;

/** `ภาคผนวก ก ความเห็นของที่ปรึกษา` */
const annexPattern = /^ภาคผนวก\s+[ก-ฮA-Z๐-๙0-9]{1,2}(?:\s.{0,80})?$/;

/** The heading a line looks like, whatever stands around it. */
export function headingOf(text: string): Heading | null {
  const overall = overallPattern.exec(text);
  if (overall) return { kind: 'overall', rest: overall[1] ?? '' };
  const observations = observationsPattern.exec(text);
  if (observations) return { kind: 'observations', rest: observations[1] ?? '' };
  const result = resultPattern.exec(text);
  if (result) return { kind: 'result', rest: result[1] ?? '' };
  const goal = goalPattern.exec(text);
  if (goal) return { kind: 'goal', rest: goal[1] ?? '' };
  const item = itemPattern.exec(text);
  if (item) return { kind: 'item', code: toArabicDigits(item[1] ?? ''), rest: item[2] ?? '' };
  const category = categoryPattern.exec(text);
  if (category) return { kind: 'category', code: toArabicDigits(category[1] ?? ''), rest: category[2] ?? '' };
  return unknownPattern.test(text) || annexPattern.test(text) ? { kind: 'unknown', rest: text } : null;
}

/** How many lines of text may stand between a category and what follows it, and in an item's name. */
const nameLines = 6;
const sentence = /ระดับ|ร้อยละ|หัวข้อที่|รับผิดชอบ/;

/**
 * The headings among the lines, by index. A line that only looks like one is none: inside an open bracket
 * (`(ผู้รับผิดชอบ คณะอนุกรรมการ⏎หมวด ๓ …`), a category's sentence on the cover, an item's number inside a sentence.
 */
export function findHeadings(lines: readonly SourceLine[]): Map<number, Heading> {
  const found = new Map<number, Heading>();
  let open = 0;
  lines.forEach((line, at) => {
    if (line.gap === 'paragraph') open = 0;
    const heading = line.holds === 'table' ? null : headingOf(line.text);
    if (heading && open <= 0 && isMeant(lines, at, heading)) {
      found.set(at, heading);
      open = 0;
    }
    open = Math.max(0, open + bracketBalance(line.text));
    // A bracket left open by the author does not swallow the report.
    const next = lines[at + 1];
    if (
      next &&
      (next.gap === 'page' || next.gap === 'blank') &&
      headingOf(next.text) !== null &&
      open > 0 &&
      followedByLabel(lines, at + 1)
    )
      open = 0;
  });
  return found;
}

function isMeant(lines: readonly SourceLine[], at: number, heading: Heading): boolean {
  switch (heading.kind) {
    case 'goal':
    case 'result':
    case 'observations':
    case 'overall':
      return true;
    case 'unknown':
      return lines[at]?.gap !== 'none';
    case 'item':
      return (
        !tellsLevel(heading.rest) &&
        (lines[at]?.holds === 'heading' || followedByLabel(lines, at) || startsCategory(lines, at))
      );
    case 'category':
      return (
        !sentence.test(heading.rest) &&
        (lines[at]?.holds === 'heading' || followedByGoalOrItem(lines, at, heading.code))
      );
  }
}

/** A sentence may break so that the number of an item begins the line: `๖.๑ ได้ในระดับ Significance`. */
function tellsLevel(rest: string): boolean {
  return levelsIn(rest).length > 0;
}

/** An item's name runs to its label, or to the next heading when the item has no text. */
function followedByLabel(lines: readonly SourceLine[], at: number): boolean {
  for (let next = at + 1; next < lines.length && next <= at + nameLines; next++) {
    const heading = headingOf(lines[next]?.text ?? '');
    if (heading?.kind === 'result' || heading?.kind === 'observations') return true;
    if (heading?.kind === 'category' || heading?.kind === 'item' || heading?.kind === 'overall')
      return lines[next]?.gap !== 'none';
  }
  return at + nameLines >= lines.length && (lines[at]?.gap ?? 'none') !== 'none';
}

function startsCategory(lines: readonly SourceLine[], at: number): boolean {
  const before = headingOf(lines[at - 1]?.text ?? '');
  return before?.kind === 'category' && lines[at]?.gap !== 'none';
}

function followedByGoalOrItem(lines: readonly SourceLine[], at: number, code: string): boolean {
  for (let next = at + 1; next < lines.length && next <= at + 3; next++) {
    const text = lines[next]?.text ?? '';
    const heading = headingOf(text);
    if (heading?.kind === 'goal') return true;
    if (heading?.kind === 'item') return heading.code.startsWith(`${code}.`) && !tellsLevel(heading.rest);
    if (heading !== null && heading.kind !== 'result') return false;
    if (code === '7' && /ร้อยละ|คะแนน/.test(text) && heading === null && next === at + 1) return true;
  }
  return false;
}

function bracketBalance(text: string): number {
  let balance = 0;
  for (const letter of text) {
    if (letter === '(') balance++;
    else if (letter === ')') balance--;
  }
  return balance;
}
