import { toArabicDigits } from '../thai/digits.ts';
import type { SourceLine } from './lines.ts';

/** The printed marker of a list entry. */
export interface Marker {
  readonly style: 'number' | 'paren' | 'dash';
  /** 1 for `๑.`; 0 for a dash. */
  readonly number: number;
  /** As printed: `๑.`, `(๑)`, `-`. */
  readonly printed: string;
}

/** Lines that belong together: a paragraph, a list entry, or units responsible on a line of their own. */
export interface Block {
  readonly marker: Marker | null;
  /** The first line is without its marker. */
  readonly lines: readonly SourceLine[];
  readonly line: number;
  readonly gap: SourceLine['gap'];
  /** The block is only a `(ผู้รับผิดชอบ …)` on its own line. */
  readonly responsibleAlone: boolean;
}

const numberMarker = /^(([๐-๙0-9]{1,2})[.)])\s+(?=\S)/;
const parenMarker = /^(\(([๐-๙0-9]{1,2})\))\s*(?=\S)/;
const dashMarker = /^([-–•])\s+(?=\S)/;

/** How the label of the responsible units begins. */
export const responsibleLabel: RegExp = /\(\s*(?:หน่วยงาน)?(?:ที่|ผู้)?รับผิดชอบ(?:หลัก)?\s*[:：]?\s*/;
const responsibleAlone = new RegExp(`^${responsibleLabel.source}[^()]*\\)$`);
const paragraphOpener = /^(?:ทั้งนี้|นอกจากนี้|นอกจากนั้น|ดังนั้น|อย่างไรก็ตาม|สำหรับ|ในการนี้|อนึ่ง|ในส่วนของ|อีกทั้ง)/;
const indentStep = 4;
/** A line shorter than this part of the widest one ends its paragraph. */
const fullLine = 0.72;
/** A line shorter than this part ends its paragraph even without a blank line, when a new one is heard to begin. */
const shortLine = 0.5;

/** The marker at the beginning of a line, null when it has none. */
export function markerOf(text: string): Marker | null {
  const number = numberMarker.exec(text);
  if (number) return { style: 'number', number: Number(toArabicDigits(number[2] ?? '')), printed: number[1] ?? '' };
  const paren = parenMarker.exec(text);
  if (paren) return { style: 'paren', number: Number(toArabicDigits(paren[2] ?? '')), printed: paren[1] ?? '' };
  const dash = dashMarker.exec(text);
  return dash ? { style: 'dash', number: 0, printed: dash[1] ?? '' } : null;
}

/**
 * Cuts the lines of a section into blocks by markers, indents and blank lines; `width` is the widest line of the report.
 * `blankEnds`: a blank line always ends a paragraph, also behind a single full line.
 */
export function cutBlocks(lines: readonly SourceLine[], width: number, blankEnds = false): Block[] {
  const blocks: (Block & { readonly lines: SourceLine[]; doubleSpaced: boolean })[] = [];
  let open = 0;
  for (const line of lines) {
    const current = blocks.at(-1);
    // A bracket left open by the author ends with its paragraph.
    if (line.gap === 'paragraph') open = 0;
    const marker = open > 0 || isRange(current?.lines.at(-1), line) ? null : markerOf(line.text);
    const alone = open === 0 && responsibleAlone.test(line.text) && current?.marker?.style === 'dash';
    if (
      !current ||
      marker ||
      alone ||
      current.responsibleAlone ||
      (open === 0 && startsParagraph(current, line, width, blankEnds))
    ) {
      const text = marker ? line.text.slice(marker.printed.length).trimStart() : line.text;
      blocks.push({
        marker,
        lines: [{ ...line, text }],
        line: line.number,
        gap: line.gap,
        responsibleAlone: alone,
        doubleSpaced: true,
      });
    } else {
      current.lines.push(line);
      current.doubleSpaced &&= line.gap !== 'none';
    }
    open = Math.max(0, open + balance(line.text));
  }
  return blocks;
}

/** `ปี ๒๕๕๙⏎– ๒๕๖๐`: the dash of a range that a line break has come into begins no entry. */
function isRange(before: SourceLine | undefined, line: SourceLine): boolean {
  return line.gap === 'none' && /[๐-๙0-9]$/.test(before?.text ?? '') && /^[-–]\s*[๐-๙0-9]/.test(line.text);
}

function startsParagraph(
  block: { readonly lines: readonly SourceLine[]; readonly doubleSpaced: boolean },
  line: SourceLine,
  width: number,
  blankEnds: boolean,
): boolean {
  const before = block.lines;
  const last = before.at(-1);
  if (!last || line.gap === 'paragraph') return true;
  const indented = line.indent >= indentStep && last.indent < indentStep && (before.length > 1 || line.gap !== 'none');
  if (line.gap === 'none') return indented || (paragraphOpener.test(line.text) && last.text.length < width * shortLine);
  if (responsibleLabel.test(line.text) && line.text.search(responsibleLabel) === 0) return false;
  if (line.gap === 'page') return indented || paragraphOpener.test(line.text);
  if (indented || blankEnds || paragraphOpener.test(line.text)) return true;
  return !(block.doubleSpaced && last.text.length >= width * fullLine);
}

function balance(text: string): number {
  let sum = 0;
  for (const letter of text) sum += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  return sum;
}
