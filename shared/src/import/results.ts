import { parseThaiNumber, toArabicDigits } from '../thai/digits.ts';
import { type JoinedText, joinText, type SourceLine } from './lines.ts';
import type { Report } from './report.ts';

type Results = NonNullable<Report['results']>;
type Statement = Results['figures'][number]['statements'][number];

const percent = /ร้อยละ\s*([๐-๙0-9]+(?:\.[๐-๙0-9]+)?)/g;
const clauseStart = /\s(?=และเมื่อ|เมื่อ|โดย|ซึ่ง|คิดเป็น|ทั้งนี้|และ|ผล)/g;
/** No clause about a score is longer. */
const longestClause = 600;
const score = /คะแนน|เฉลี่ย|ประมวลผล|ผลลัพธ์|ผลการประเมิน|ดำเนินการได้/;

/** Reads category 7: the percentages with the places where they stand, the narrative, dimensions and indicators. */
export function readResults(cover: JoinedText | undefined, lines: readonly SourceLine[], width: number): Results {
  const statements: { percent: number; statement: Statement }[] = [];
  if (cover) statements.push(...statementsIn(cover.text, cover.lineAt, true));
  const narrative: string[] = [];
  for (const paragraph of cutNarrative(lines, width)) {
    const joined = joinText(paragraph);
    const found = statementsIn(joined.text, joined.lineAt, false);
    statements.push(...found);
    if (!(found.length === 1 && found[0]?.statement.text === joined.text)) narrative.push(joined.text);
  }
  const whole = narrative.join(' ');
  const counts = indicatorCounts(whole);
  return {
    figures: groupFigures(statements),
    narrative,
    dimensions: dimensionsIn(whole),
    ...counts,
    notMeasurable: notMeasurableIn(whole),
  };
}

/** A line that only states a score is a paragraph of its own. */
function cutNarrative(lines: readonly SourceLine[], width: number): SourceLine[][] {
  const parts: SourceLine[][] = [];
  for (const line of lines) {
    const current = parts.at(-1);
    const last = current?.at(-1);
    const statedAlone = current?.length === 1 && last && /ร้อยละ\s*[๐-๙0-9.]+$/.test(last.text);
    const ended = line.gap === 'blank' && last && last.text.length < width * 0.72;
    const indented = line.indent >= 4 && (last?.indent ?? 0) < 4 && (current?.length ?? 0) > 1;
    if (!current || line.gap === 'paragraph' || statedAlone || ended || indented) parts.push([line]);
    else current.push(line);
  }
  return parts;
}

function statementsIn(
  text: string,
  lineAt: (offset: number) => number,
  cover: boolean,
): { percent: number; statement: Statement }[] {
  return [...text.matchAll(percent)].flatMap((found) => {
    const value = parseThaiNumber(found[1] ?? '');
    const from = Math.max(0, found.index - longestClause);
    const start = cover ? 0 : from + clauseBefore(text.slice(from, found.index));
    const clause = text.slice(start, found.index + found[0].length).trim();
    if (value === null || !score.test(clause)) return [];
    return [
      {
        percent: value,
        statement: { line: lineAt(found.index + found[0].length - 1), text: clause, attributedTo: ownerOf(clause) },
      },
    ];
  });
}

function clauseBefore(before: string): number {
  const starts = [...before.matchAll(clauseStart)].map((found) => found.index + 1);
  // `คิดเป็นร้อยละ` belongs to the clause before it.
  return starts.findLast((at) => !before.startsWith('คิดเป็น', at) && score.test(before.slice(at))) ?? 0;
}

function ownerOf(clause: string): Statement['attributedTo'] {
  if (/หมวด(?:ที่)?\s*[๑1]\s*(?:[-–]|ถึง)\s*(?:หมวด(?:ที่)?\s*)?[๖6]/.test(clause)) return 'categories-1-6';
  return /หมวด(?:ที่)?\s*[๗7]/.test(clause) ? 'category-7' : 'indicators';
}

function groupFigures(statements: readonly { percent: number; statement: Statement }[]): Results['figures'] {
  const values = [...new Set(statements.map((one) => one.percent))];
  return values.map((value) => ({
    percent: value,
    statements: statements.filter((one) => one.percent === value).map((one) => one.statement),
  }));
}

function dimensionsIn(text: string): Results['dimensions'] {
  const found = /([๐-๙0-9]+)\s*(?:ด้าน|มิติ)\s*(?:คือ|ได้แก่|ประกอบด้วย)\s*((?:และ)?ด้าน.{0,600})/s.exec(text);
  if (!found) return [];
  const count = Number(toArabicDigits(found[1] ?? '0'));
  const listed = found[2] ?? '';
  const apart = listed.split(/(?:^|\s+)(?:และ)?(?=ด้าน)|และ(?=ด้าน)/).filter((name) => name !== '');
  // Line cuts can glue two names; the stated number tells.
  const names = apart.length >= count ? apart : listed.split(/\s*(?:และ)?(?=ด้าน)/).filter((name) => name !== '');
  return names.slice(0, count).map((name, at) => ({
    code: `7.${at + 1}`,
    name: (at === count - 1 ? name.replace(/\s*(?:ที่แบ่ง|ที่มี|โดย|ซึ่ง|ทั้งนี้|\().*$/s, '') : name).trim(),
  }));
}

function indicatorCounts(text: string): Pick<Results, 'indicatorCount' | 'notMeasurableCount'> {
  const all =
    /(?:จาก(?:ทั้งหมด)?|ทั้งหมด|ทั้งสิ้น|จำนวน)\s*([๐-๙0-9]+)\s*ตัวชี้วัด/.exec(text) ??
    /ตัวชี้วัด\s*(?:ทั้งหมด|ทั้งสิ้น|จำนวน)\s*([๐-๙0-9]+)/.exec(text);
  const missing = /([๐-๙0-9]+)\s*ตัวชี้วัด(?=[^๐-๙0-9]{0,20}(?:\([^)]*\))?[^๐-๙0-9]{0,40}ไม่สามารถ)/.exec(text);
  return {
    indicatorCount: all ? Number(toArabicDigits(all[1] ?? '')) : null,
    notMeasurableCount: missing ? Number(toArabicDigits(missing[1] ?? '')) : null,
  };
}

function notMeasurableIn(text: string): Results['notMeasurable'] {
  const from = text.search(/ไม่สามารถ[^()]{0,80}(?:คือ|ได้แก่)/);
  if (from < 0) return [];
  const entries = [...text.slice(from, from + 3000).matchAll(/(\([๐-๙0-9]+\))\s*([^()]+?)\s*\(([^()]*)\)/g)];
  return entries.map((entry) => {
    const reason = entry[3] ?? '';
    const year = /ปีงบประมาณ\s*(?:พ\.ศ\.\s*)?([๐-๙0-9]{4})/.exec(reason)?.[1];
    const quarter = /ไตรมาส(?:ที่)?\s*([๑-๔1-4])/.exec(reason)?.[1];
    return {
      marker: entry[1] ?? null,
      indicator: (entry[2] ?? '').trim(),
      reason: reason.trim() === '' ? null : reason.trim(),
      expected:
        year === undefined
          ? null
          : {
              fiscalYearBE: Number(toArabicDigits(year)),
              quarter: quarter === undefined ? null : Number(toArabicDigits(quarter)),
            },
    };
  });
}
