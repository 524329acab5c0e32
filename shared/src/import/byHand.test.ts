import { describe, expect, it } from 'vitest';
import type { ImportFixes } from '../api/imports.ts';
import { withoutContents } from './contents.ts';
import { readSource, type SourceLine } from './lines.ts';
import { parseReportLines } from './parseReport.ts';

/** Each line a paragraph of its own, as in Word. */
const lines = (...texts: readonly string[]): SourceLine[] =>
  texts.map((text, at) => ({ number: at + 1, text, indent: 0, openEnd: false, gap: 'paragraph' }));
const item = ['๑.๑ ระบบ', 'ผลการดำเนินงาน', 'ถึงระดับ Basic', 'ข้อสังเกตและข้อเสนอแนะ', 'ควรทำ ก'];
const source = lines('หมวด ๑ การนำองค์การ', 'เป้าหมาย : ก', ...item, 'หัวข้อต่อไป', 'ผลการดำเนินงาน', 'ถึงระดับ Advance');

type Place = ImportFixes['places'][number];
const at = (from: number, part: Place['place']['part'], code = '', to = from): Place => ({
  from,
  to,
  place: { part, code },
});
const read = (places: readonly Place[], levels: ImportFixes['levels'] = {}) =>
  parseReportLines(source, { places: [...places], levels, facts: {} });
const itemsOf = ({ report }: ReturnType<typeof read>) => report.categories.flatMap(({ items }) => items);

describe('lines that a person has put where they belong (docs/report.md I6)', () => {
  it('without any, a heading that is not known goes to what stands before it', () => {
    const [only, ...others] = itemsOf(read([]));
    expect([only?.observations.map(({ text }) => text), others]).toEqual([['ควรทำ ก', 'หัวข้อต่อไป'], []]);
  });

  it('the beginning of an item takes what follows it', () => {
    expect(itemsOf(read([at(8, 'item', '1.2')]))).toMatchObject([
      { code: '1.1', observations: [{ text: 'ควรทำ ก' }], level: 'basic' },
      { code: '1.2', name: 'หัวข้อต่อไป', result: 'ถึงระดับ Advance', level: 'advance' },
    ]);
  });

  it('a line goes to another item, also to one that has no heading, and nothing else changes its place', () => {
    const [first, second] = itemsOf(read([at(7, 'observations', '1.3')]));
    expect(first?.observations.map(({ text }) => text)).toEqual(['หัวข้อต่อไป']);
    expect(second).toMatchObject({ code: '1.3', observations: [{ text: 'ควรทำ ก' }] });
  });

  it('what is ignored is nowhere, what has no place is told', () => {
    expect(itemsOf(read([at(8, 'ignored', '', 10)]))[0]?.observations).toHaveLength(1);
    const { notUnderstood, placed } = read([at(8, 'none')]);
    expect(notUnderstood).toContainEqual({ line: 8, text: 'หัวข้อต่อไป', reason: 'unknown section' });
    expect(placed.find(({ from }) => from === 8)).toEqual({
      from: 8,
      to: 8,
      place: { part: 'none', code: '' },
      byHand: true,
    });
  });

  it('every line has one place, whatever was said of it', () => {
    const { placed } = read([at(1, 'front', '', 2), at(2, 'overall', '', 4), at(9, 'goal', '2')]);
    expect(placed.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n))).toEqual(
      source.map(({ number }) => number),
    );
  });

  it('a level that a person has given settles what was not understood of it', () => {
    const asked = (levels: ImportFixes['levels']) =>
      parseReportLines(lines('หมวด ๑ ก', ...item.with(2, 'ทำได้ดี')), { places: [], levels, facts: {} });
    expect(asked({}).notUnderstood.map(({ reason }) => reason)).toEqual(['no level in the result']);
    expect(asked({ '1.1': 'significance' }).notUnderstood).toEqual([]);
  });
});

describe('what says nothing', () => {
  it('a table of contents, as far as its pages go up', () => {
    const text = 'สารบัญ\nหน้า\nหมวด ๑ การนำ ๒\n๑.๑ ระบบ\nที่ยั่งยืน ๓\nหมวด ๒ แผน ๑๒\nรายงาน\nรอบ ๖';
    const furniture = withoutContents(readSource(text)).filter(({ isFurniture }) => isFurniture);
    expect(furniture.map(({ text: words }) => words).at(-1)).toBe('หมวด ๒ แผน ๑๒');
    const alone = readSource('สารบัญ\nไม่มีเลขหน้า');
    expect(withoutContents(alone)).toEqual(alone);
  });

  it('an annex is none of the last item, and the dash of a range no entry', () => {
    const { report, notUnderstood } = parseReportLines(lines('หมวด ๑ ก', ...item, 'ภาคผนวก ก หลักฐาน', 'แฟ้มที่ ๑'));
    expect(report.categories[0]?.items[0]?.observations).toHaveLength(1);
    expect(notUnderstood).toEqual([{ line: 7, text: 'ภาคผนวก ก หลักฐาน', reason: 'annex left out (to line 8)' }]);
    const range: SourceLine[] = [
      ...lines('หมวด ๑ ก', ...item.with(4, 'ในปี ๒๕๕๙')),
      { number: 7, text: '– ๒๕๖๐ ได้รับรางวัล', indent: 0, openEnd: false, gap: 'none' },
    ];
    expect(parseReportLines(range).report.categories[0]?.items[0]?.observations).toMatchObject([
      { text: 'ในปี ๒๕๕๙ – ๒๕๖๐ ได้รับรางวัล', children: [] },
    ]);
  });
});
