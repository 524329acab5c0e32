import { withoutSpaces } from '../thai/normalize.ts';
import { cutBlocks } from './blocks.ts';
import { findFiscalYear } from './facts.ts';
import { levelsIn } from './levels.ts';
import { type JoinedText, joinLines, joinText, type SourceLine } from './lines.ts';
import type { Report } from './report.ts';

/** What stands before the first category. */
export interface Front {
  readonly title: string | null;
  readonly agency: string | null;
  readonly fiscalYearBE: number | null;
  readonly round: 6 | 12 | null;
  readonly framework: string | null;
  /** Category code → its sentence on the cover. */
  readonly summaries: ReadonlyMap<string, JoinedText & { readonly line: number }>;
  readonly overall: Report['overall'];
  readonly introduction: readonly string[];
  readonly notUnderstood: readonly { readonly line: number; readonly text: string; readonly reason: string }[];
}

/** The agency stands at the end of the title. */
const longestTitle = 400;
const titleStart = /^(?:สรุป)?(?:ผล)?(?:รายงาน|แบบประเมิน|แบบรายงาน|การประเมิน|สรุปผล)/;
const beginsPart = /^(?:(?:ภาพรวม\s*)?หมวด(?:ที่)?\s*[๑-๗1-7]\s+[ก-ฮเ-ไ]|สรุปภาพรวม)/;
const summaryStart = /^(?:ภาพรวม\s*)?หมวด(?:ที่)?\s*([๑-๗1-7])\s/;

/** Reads the cover, the title block (also when it is printed twice) and the introduction. */
export function readFront(lines: readonly SourceLine[], width: number): Front {
  const titleLines = titleBlock(lines);
  const titleText = joinLines(titleLines.title);
  const block = [...titleLines.title, ...titleLines.rest].map((line) => line.text).join(' ');
  const rest = withoutRepeats(lines.slice(titleLines.length), [...titleLines.title, ...titleLines.rest]);

  const summaries = new Map<string, JoinedText & { readonly line: number }>();
  const introduction: string[] = [];
  const notUnderstood: { line: number; text: string; reason: string }[] = [];
  let overall: Report['overall'] = null;
  for (const paragraph of cutParagraphs(rest, width)) {
    const joined = joinText(paragraph);
    const { text } = joined;
    const code = summaryStart.exec(text)?.[1];
    const levels = levelsIn(text);
    if (code && (levels.length > 0 || /ร้อยละ/.test(text)) && paragraph[0]) {
      const key = code.replace(/[๑-๗]/, (digit) => String(digit.charCodeAt(0) - 0x0e50));
      if (summaries.has(key))
        notUnderstood.push({ line: paragraph[0].number, text, reason: 'second summary of a category' });
      else summaries.set(key, { ...joined, line: paragraph[0].number });
    } else if (overall === null && /อยู่ในระดับ/.test(text) && levels[0]) {
      overall = { level: levels[0].level, levelAsWritten: levels[0].asWritten, text };
    } else introduction.push(text);
  }
  return {
    title: titleText === '' ? null : titleText,
    agency: agencyOf(titleText),
    fiscalYearBE: findFiscalYear(block) ?? findFiscalYear(joinLines(lines)),
    round: roundOf(block) ?? roundOf(joinLines(lines)),
    framework: /PMQA\s*(?:4\.0|๔\.๐)/.exec(block)?.[0] ?? (/PMQA/.test(block) ? 'PMQA' : null),
    summaries,
    overall,
    introduction,
    notUnderstood,
  };
}

const subtitle = /^(?:ประจำ)?ปีงบประมาณ|^(?:ประจำ)ปี|^รอบ|^ระหว่างวันที่/;

/** The title, and the lines below it that name the fiscal year and the scope. */
function titleBlock(lines: readonly SourceLine[]): { title: SourceLine[]; rest: SourceLine[]; length: number } {
  const title: SourceLine[] = [];
  const rest: SourceLine[] = [];
  let at = 0;
  if (!titleStart.test(lines[0]?.text ?? '')) return { title, rest, length: 0 };
  for (; at < lines.length && at < 8; at++) {
    const line = lines[at];
    if (!line) break;
    const goesOn = line.gap === 'none' && /\([^)]*$/.test(rest.at(-1)?.text ?? '');
    // A bracket that begins a line may as well be one within the title.
    const isApart = rest.length > 0 || (line.gap !== 'none' && !isCentredOn(line, title));
    if (goesOn || subtitle.test(line.text) || (isApart && line.text.startsWith('('))) rest.push(line);
    else if (rest.length === 0 && (title.length === 0 || line.gap === 'none' || isCentredOn(line, title)))
      title.push(line);
    else break;
  }
  return { title, rest, length: at };
}

/** A title that was set in several paragraphs stands in the middle. */
function isCentredOn(line: SourceLine, title: readonly SourceLine[]): boolean {
  const areCentred = line.isCentred === true && title.at(-1)?.isCentred === true;
  return line.gap === 'paragraph' && areCentred && agencyOf(joinLines(title)) === null;
}

/** A title block printed a second time says nothing new. */
function withoutRepeats(lines: readonly SourceLine[], title: readonly SourceLine[]): SourceLine[] {
  const known = new Set(title.map((line) => withoutSpaces(line.text)));
  return lines.filter((line) => !known.has(withoutSpaces(line.text)));
}

/** Paragraphs of the front: categories' sentences begin with their name, others with an indent or a blank line. */
function cutParagraphs(lines: readonly SourceLine[], width: number): (readonly SourceLine[])[] {
  const parts: SourceLine[][] = [];
  for (const line of lines) {
    const current = parts.at(-1);
    const last = current?.at(-1)?.text ?? '';
    const starts = beginsPart.test(line.text) && (line.gap !== 'none' || /หัวข้อ|ระดับ|ร้อยละ|[๐-๙0-9a-zA-Z]$/.test(last));
    if (!current || starts) parts.push([line]);
    else current.push(line);
  }
  const blankEnds = lines.filter((line) => line.gap === 'blank').length < lines.length * 0.95;
  return parts.flatMap((part) => {
    const blocks = cutBlocks(part, width, blankEnds);
    return blocks.map((block) => (block.marker ? restored(block.lines, block.marker.printed) : block.lines));
  });
}

function restored(lines: readonly SourceLine[], marker: string): SourceLine[] {
  return lines.map((line, at) => (at === 0 ? { ...line, text: `${marker} ${line.text}` } : line));
}

function agencyOf(title: string): string | null {
  const found =
    /(?:ของ|ประจำ|[)\s])\s*((?:สำนักงาน|กรม|กระทรวง|สำนัก|สถาบัน|มหาวิทยาลัย|จังหวัด|องค์การ|เทศบาล|โรงพยาบาล|ศูนย์|กอง|การ[ก-๎]+แห่งประเทศไทย)[ก-๎]*(?:\s[ก-๎]+)*)\s*$/.exec(
      title.slice(-longestTitle),
    );
  return found?.[1]?.trim() ?? null;
}

function roundOf(text: string): 6 | 12 | null {
  const found = /รอบ(?:ระยะเวลา)?\s*([๐-๙0-9]+)\s*เดือน/.exec(text)?.[1];
  if (found === '๑๒' || found === '12') return 12;
  return found === '๖' || found === '6' ? 6 : null;
}
