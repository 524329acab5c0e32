import { monthPattern } from '../thai/dates.ts';
import { toArabicDigits } from '../thai/digits.ts';
import type { SourceLine } from './lines.ts';
import { buildParagraphs, type DraftParagraph } from './paragraphs.ts';
import type { Section } from './sections.ts';

const annexHead = /^ภาคผนวก(?:\s|$)/;
const itemHead = /^หัวข้อ(?:ที่)?\s*([๑-๗1-7]\.[๑-๙1-9])\.?\s+\S/;
const adviceTitle = /คำแนะนำ|ที่ปรึกษา|ผู้ทรงคุณวุฒิ|ผู้เชี่ยวชาญ/;
/** Who gave it and when, on a line of its own. */
const givenBy = new RegExp(`^(.{0,150}?)\\s*[๐-๙0-9]{1,2}\\s*(?:${monthPattern})\\s*(?:พ\\.ศ\\.\\s*)?[๐-๙0-9]{4}$`);
/** Lines that the name of an item takes at most. */
const nameLines = 6;

/** Whether a heading begins an annex. */
export function beginsAnnex(text: string): boolean {
  return annexHead.test(text);
}

/** An annex as sections: the advice on each item where it is told so, else one that is left out. */
export function cutAnnex(lines: readonly SourceLine[]): Section[] {
  const head = lines[0];
  if (head === undefined) return [];
  const heads = lines.flatMap((line, at) => {
    const code = at > 0 && line.gap !== 'none' ? itemHead.exec(line.text)?.[1] : undefined;
    return code === undefined ? [] : [{ at, code: toArabicDigits(code) }];
  });
  const first = heads[0];
  const title = lines.slice(0, first?.at ?? 1);
  if (first === undefined || !title.some(({ text }) => adviceTitle.test(text)))
    return [{ kind: 'annex', code: '', lines, line: head.number }];
  return heads.map(({ at, code }, order) => {
    const from = order === 0 ? 0 : at;
    return { kind: 'advice', code, lines: lines.slice(from, heads[order + 1]?.at), line: lines[from]?.number ?? 0 };
  });
}

/** The advice notes of a section, each a paragraph with whose opinion it is. */
export function readAdvice({ lines }: Section, width: number): DraftParagraph[] {
  const head = lines.findIndex(({ text }, at) => itemHead.test(text) && (at === 0 || lines[at]?.gap !== 'none'));
  const below = lines.slice(head + 1);
  const by = below.slice(0, nameLines).findIndex(isGivenBy);
  const named = below.findIndex(({ gap }) => gap !== 'none');
  const body = below.slice(by >= 0 ? by : named < 0 ? below.length : named);
  const notes: { readonly author: string; readonly lines: SourceLine[] }[] = [];
  for (const line of body) {
    const last = notes.at(-1);
    if (isGivenBy(line)) notes.push({ author: (givenBy.exec(line.text)?.[1] ?? '').trim(), lines: [] });
    else if (last === undefined) notes.push({ author: '', lines: [line] });
    else last.lines.push(line);
  }
  return notes.flatMap((note) => noteOf(note, width));
}

function isGivenBy({ text, gap }: SourceLine): boolean {
  return gap !== 'none' && givenBy.test(text);
}

/** What an opinion says after its first paragraph stands below that. */
function noteOf(
  { author, lines }: { readonly author: string; readonly lines: readonly SourceLine[] },
  width: number,
): DraftParagraph[] {
  const [first, ...others] = buildParagraphs(lines, width);
  if (first === undefined) return [];
  const own = [first, ...others].find(({ attribution }) => attribution !== null)?.attribution;
  const attribution = own ?? `ความเห็นของ${author === '' ? 'ที่ปรึกษา' : ` ${author}`}`;
  const below = others.map((one) => ({ ...one, attribution: null }));
  return [{ ...first, attribution, children: [...first.children, ...below] }];
}
