import { describe, expect, it } from 'vitest';
import { coverLevel } from './levelParts.ts';
import type { SourceLine } from './lines.ts';
import { isParagraphNumber, paragraphNumberLength } from './paragraphNumbers.ts';
import { parseReportLines } from './parseReport.ts';

const lines = (...texts: string[]): SourceLine[] =>
  texts.map((text, at) => ({ number: at + 1, text, indent: 0, openEnd: false, gap: 'paragraph' }));
const item = (...result: string[]) => [
  ...['หมวด ๑ การนำ', '๑.๑ ระบบ', 'ผลการดำเนินงาน', ...result],
  ...['ข้อสังเกตและข้อเสนอแนะ', 'ควรทำต่อ'],
];
const read = (...texts: string[]) => {
  const parsed = parseReportLines(lines(...texts));
  return { ...parsed, items: parsed.report.categories.flatMap((category) => category.items) };
};

describe('an annex', () => {
  const title = 'ภาคผนวก ก ข้อคิดเห็นและข้อเสนอแนะของที่ปรึกษา';
  const said = item('ทำได้ในระดับ Basic');

  it('of advice gives the notes to their items, each with who gave it; nothing else begins in it', () => {
    const notes = ['นาย ก ข ๒๓ พฤศจิกายน ๒๕๖๒', 'ทำได้ดี', 'ทำต่อไป', '๒๔ พฤศจิกายน ๒๕๖๒', 'ดูอีกครั้ง (ความเห็นของ นาง ค ง)'];
    const { items, notUnderstood, placed } = read(...said, title, 'หัวข้อ ๑.๑ ระบบ', ...notes);
    expect(items).toMatchObject([{ code: '1.1', level: 'basic' }]);
    expect(items[0]?.observations).toMatchObject([
      { text: 'ควรทำต่อ', attribution: null },
      { text: 'ทำได้ดี', attribution: { person: 'นาย ก ข' }, children: [{ text: 'ทำต่อไป' }] },
      { text: 'ดูอีกครั้ง', attribution: { person: 'นาง ค ง' } },
    ]);
    expect(notUnderstood).toEqual([]);
    expect(placed.at(-1)).toMatchObject({ to: 13, place: { part: 'observations', code: '1.1' } });
  });

  it('is told once with the line that it ends with when it is no advice, or on no item of the report', () => {
    const others = ['ภาคผนวก ข แฟ้ม', 'หมวด ๒ แผน', '๒.๑ แผน', 'ผลการดำเนินงาน', 'ระดับ Basic'];
    const { items, notUnderstood } = read(...said, title, 'หัวข้อ ๑.๔ อื่น', '๒๓ พฤศจิกายน ๒๕๖๒', 'ดี', ...others);
    expect(items.map(({ code }) => code)).toEqual(['1.1']);
    expect(notUnderstood.map(({ line, reason }) => [line, reason])).toEqual([
      [7, 'annex left out (to line 10)'],
      [11, 'annex left out (to line 15)'],
    ]);
  });
});

it('of two headings of one item the first holds, and what it lacks is taken of the second', () => {
  const { items, notUnderstood } = read(...item('ระดับ Basic'), ...item('ระดับ Advance').slice(1));
  expect(items).toMatchObject([{ code: '1.1', level: 'basic' }]);
  expect(notUnderstood.map(({ reason }) => reason)).toEqual(['second heading of an item', 'second result of an item']);
});

describe('a result told by levels', () => {
  const cover = 'หมวด ๑ การนำ ในหัวข้อที่ ๑.๒ ได้ในระดับ Significance และในหัวข้อที่ ๑.๑ ได้ในระดับ Advance';

  it.each([
    ['its first sentence says the level', ['กรมทำได้ถึงระดับ Basic', 'ระดับ Basic', 'ก', 'ระดับ Advance', 'ข'], 'basic'],
    ['the text of one level says it', ['ระดับ Basic', 'ทำได้ในระดับ Basic', 'ระดับ Advance', 'ข'], 'basic'],
    ['the cover says it', ['ระดับ Basic', 'ก', 'ระดับ Advance', 'ข', 'ระดับ Significance', 'ค'], 'advance'],
  ] as const)('has a level: %s', (_, result, level) => {
    const { items, notUnderstood } = read(cover, ...item(...result));
    expect(items[0]?.level).toBe(level);
    expect(notUnderstood).toEqual([]);
  });

  it('has the highest one with text when nothing says it; a heading is none of its text', () => {
    const { items } = read(...item('ระดับ Basic', 'ก', 'ระดับ Advance', 'ข', 'ระดับ Significance'));
    expect(items[0]).toMatchObject({ level: 'advance', result: 'ข' });
    expect(read(...item('ระดับ Basic')).items[0]).toMatchObject({ level: 'basic', result: 'ระดับ Basic' });
  });

  it('the cover gives a level to all items or to those that it names', () => {
    expect(coverLevel('หมวด ๑ ได้ในระดับ Significance ทั้ง ๔ หัวข้อ', '1.4')).toBe('significance');
    expect([coverLevel(cover, '1.2'), coverLevel(cover, '1.3')]).toEqual(['significance', null]);
  });
});

it('numbers of paragraphs are known by their sign', () => {
  expect(['3.3-¶7 ก', '¶12', '3.3 ก', '¶ก'].map(paragraphNumberLength)).toEqual([7, 3, 0, 0]);
  expect([isParagraphNumber('3.3-¶7'), isParagraphNumber('¶7 ก')]).toEqual([true, false]);
});
