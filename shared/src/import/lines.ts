import { toArabicDigits } from '../thai/digits.ts';

/** A line of the source that holds text; page furniture is left out. */
export interface SourceLine {
  /** 1-based line of the source. */
  readonly number: number;
  /** Repaired, without spaces at the ends, inner runs of spaces as one. */
  readonly text: string;
  /** Spaces before the text. */
  readonly indent: number;
  /** The source has a space at the end of the line. */
  readonly openEnd: boolean;
  /** What stands between this line and the one before; `paragraph`: the source itself says that one begins here. */
  readonly gap: 'none' | 'blank' | 'page' | 'paragraph';
  /** What stands there beside words; a heading is one by its style. */
  readonly holds?: 'heading' | 'table' | 'picture';
  readonly isCentred?: true;
  /** From 1, of a source with pages. */
  readonly page?: number;
  /** The words of a heading were taken off its beginning. */
  readonly isCut?: true;
  /** It says nothing: the number of a page, a dotted line. */
  readonly isFurniture?: true;
}

const pageNumber = /^[-–]?\s*[๐-๙0-9]{1,3}\s*[-–]?$|^หน้า(?:ที่)?\s*[๐-๙0-9]{1,3}(?:\s*(?:\/|จาก)\s*[๐-๙0-9]{1,3})?$/;
const decoration = /^(?:[.…_·•=*~-]\s*){4,}$/;

/** Whether a line is nothing but the number of a page, or dots: at the edge of a page it says nothing. */
export function isPageFurniture(text: string): boolean {
  return pageNumber.test(text.trim()) || decoration.test(text.trim());
}

/** The lines of `readSource` that say something. */
export function readLines(text: string): SourceLine[] {
  return readSource(text).filter((line) => line.isFurniture === undefined);
}

/**
 * Cuts repaired text into lines, leaves blank ones out and tells the page furniture: page numbers standing free, dotted
 * lines. A figure such as `๙๒.๘๘` is text, and so is a number directly under or above a line of text
 * that does not go on counting the pages.
 */
export function readSource(text: string): SourceLine[] {
  const raws = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const lines: SourceLine[] = [];
  let gap: SourceLine['gap'] = 'none';
  let page = 0;
  raws.forEach((raw, at) => {
    if (raw.includes('\f')) gap = 'page';
    const plain = raw.replace(/[\f\t\u00a0\u200b\ufeff]/g, ' ');
    const trimmed = plain.trim();
    if (trimmed === '') {
      if (gap === 'none') gap = 'blank';
      return;
    }
    const furniture = { number: at + 1, text: trimmed, indent: 0, openEnd: false, gap, isFurniture: true } as const;
    if (pageNumber.test(trimmed)) {
      const number = Number(toArabicDigits(trimmed).match(/\d+/)?.[0]);
      const free = (gap !== 'none' || at === 0) && isBlank(raws[at + 1]);
      if (free || number === page + 1) {
        page = number;
        lines.push(furniture);
        gap = 'page';
        return;
      }
    }
    if (decoration.test(trimmed)) {
      lines.push(furniture);
      if (gap === 'none') gap = 'blank';
      return;
    }
    const indent = plain.length - plain.trimStart().length;
    lines.push({ number: at + 1, text: trimmed.replace(/ {2,}/g, ' '), indent, openEnd: /\s$/.test(plain), gap });
    gap = 'none';
  });
  return lines;
}

function isBlank(raw: string | undefined): boolean {
  return raw === undefined || raw.trim() === '';
}

const needsSpace = /[A-Za-z0-9๐-๙ๆฯ.,:;)”"’\]]$/;
const startsApart = /^(?:[A-Za-z0-9๐-๙(“"‘[]|พ\.ศ\.)/;
/** Words that begin a phrase rather than go on with a word: behind them a space at the line end was meant. */
const phraseStart =
  /^(?:และ|หรือ|โดย|ซึ่ง|รวมทั้ง|ทั้งนี้|เพื่อ|เช่น|ได้แก่|คือ|ตลอดจน|อยู่ใน|พ\.ศ\.|ด้าน|หมวด|สำนัก|กอง|ศูนย์|ฝ่าย|กลุ่ม|คณะ)/;
const unitStart = /^(?:หมวด|สำนัก|กอง|ศูนย์|ฝ่าย|กลุ่ม|สถาบัน|คณะ)/;
const unfinished = /(?:สำนัก|สำนักงาน|กอง|ศูนย์|ฝ่าย|กลุ่ม|และ|ร่วมกับ|กับ|ของ)$/;
/** What stands before a person's name. */
export const personTitle =
  '(?:ศาสตราจารย์|รองศาสตราจารย์|ผู้ช่วยศาสตราจารย์|ศ\\.|รศ\\.|ผศ\\.|ดร\\.|อาจารย์|นางสาว|นาย|นาง|พล\\.?[ก-ฮ]\\.?[ก-ฮ]?\\.?|แพทย์หญิง|นายแพทย์)';
const personAtEnd = new RegExp(`${personTitle}\\s*[ก-๎]+\\s[ก-๎]+$`);
const roleStart = /^(?:ผู้ทรงคุณวุฒิ|ผู้เชี่ยวชาญ|ผู้อำนวยการ|ที่ปรึกษา|อาจารย์|คณบดี|ประธาน|กรรมการ|เลขาธิการ|รองเลขาธิการ|ตำแหน่ง)/;

/** Running text that knows from which line each part comes. */
export interface JoinedText {
  readonly text: string;
  /** The source line of the character at the offset. */
  lineAt(offset: number): number;
}

/**
 * Joins lines to running text (rule 10): a space stays beside Latin letters, digits, ๆ, brackets and quotes, and before
 * a connective when the source has one at the line end; elsewhere Thai words go on without one.
 */
export function joinText(lines: readonly SourceLine[]): JoinedText {
  const parts: string[] = [];
  const starts: { readonly offset: number; readonly number: number }[] = [];
  let length = 0;
  let before: SourceLine | null = null;
  let naming = false;
  for (const line of lines) {
    if (before && (isApart(before.text, line.text, before.openEnd, naming) || isRoleOf(before, line))) {
      parts.push(' ');
      length++;
    }
    starts.push({ offset: length, number: line.number });
    parts.push(line.text);
    length += line.text.length;
    before = line;
    const label = line.text.lastIndexOf('รับผิดชอบ');
    const closing = line.text.lastIndexOf(')');
    if (label > closing) naming = true;
    else if (closing >= 0) naming = false;
  }
  return {
    text: parts.join(''),
    lineAt: (offset) => lineAt(starts, offset),
  };
}

/** The text layer of a page has no space at the end of a line: what follows a name is what the person is. */
function isRoleOf(before: SourceLine, line: SourceLine): boolean {
  return line.page !== undefined && roleStart.test(line.text) && personAtEnd.test(before.text);
}

function lineAt(starts: readonly { readonly offset: number; readonly number: number }[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return starts[low]?.number ?? 0;
}

/** Joins lines to running text, as `joinText`. */
export function joinLines(lines: readonly SourceLine[]): string {
  return joinText(lines).text;
}

/** Lines as the paragraphs that the source itself makes of them. */
export function paragraphsOf(lines: readonly SourceLine[]): SourceLine[][] {
  const paragraphs: SourceLine[][] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last === undefined || line.gap === 'paragraph') paragraphs.push([line]);
    else last.push(line);
  }
  return paragraphs;
}

/** `naming`: the line cut stands inside a list of responsible units, where a unit's word begins the next unit. */
function isApart(before: string, after: string, openEnd: boolean, naming: boolean): boolean {
  if (/[(“[/]$/.test(before) || /^[)”\],./]/.test(after)) return false;
  if (needsSpace.test(before) || startsApart.test(after)) return true;
  if (openEnd && phraseStart.test(after)) return true;
  return naming && unitStart.test(after) && !unfinished.test(before);
}
