import { expect, it } from 'vitest';
import type { ContentElement } from '../document/content.ts';
import { paragraph } from '../document/content.ts';
import { maxRecommendations, readRecommendations } from './readRecommendations.ts';

const block = (text: string, attrs: Readonly<Record<string, unknown>> = {}): ContentElement => ({
  ...paragraph(text),
  type: 'recommendation',
  attrs,
});
const read = (...content: ContentElement[]) => readRecommendations({ type: 'doc', content });
const none = {
  marker: null,
  depth: 0,
  targetLevel: null,
  targetFiscalYear: null,
  units: [],
  responsibleText: null,
  origin: null,
  status: null,
  carriedFrom: null,
};

it('J5 has every attribute, and the number of its paragraph', () => {
  const attributes = {
    marker: '๑.',
    depth: 1,
    targetLevel: 'advance',
    targetFiscalYear: 2563,
    units: ['สำนักการคลังและงบประมาณ'],
    responsibleText: 'สคง.',
    origin: 'ที่ปรึกษา',
    status: 'underway',
    carriedFrom: 2561,
  };
  expect(read(paragraph('คำนำ'), block('ควรทบทวน', attributes))).toEqual([
    { number: 2, text: 'ควรทบทวน', ...attributes },
  ]);
});

it('J5 what is no value of an attribute is read as none, and the others stay', () => {
  const crafted = {
    marker: { a: 1 },
    depth: -3,
    targetLevel: 'top',
    targetFiscalYear: 99_999,
    units: 'ทุกสำนัก',
    responsibleText: 4,
    status: 'open',
    carriedFrom: '2561',
  };
  expect(read(block('ก', crafted))).toEqual([{ ...none, number: 1, text: 'ก', status: 'open' }]);
});

it('J5 is bounded, and holds nothing that a store cannot', () => {
  const [long] = read(block('ก'.repeat(20_000), { units: Array(100).fill('ข'.repeat(500)), origin: 'a\u0000b' }));
  expect([long?.text.length, long?.units.length, long?.units[0]?.length, long?.origin]).toEqual([8_000, 60, 200, 'ab']);
  expect(read(...Array.from({ length: maxRecommendations + 5 }, () => block('ก')))).toHaveLength(maxRecommendations);
});

it('J5 in a table or a list, too, by the number of that', () => {
  const cell = { type: 'tableCell', content: [block('ในตาราง'), block('อีกข้อ')] };
  const item = { type: 'listItem', content: [paragraph('ก'), block('ในรายการ')] };
  const found = read(
    { type: 'table', content: [{ type: 'tableRow', content: [cell] }] },
    { type: 'bulletList', content: [item] },
    block('นอก'),
  );
  expect(found.map(({ text, number }) => [text, number])).toEqual([
    ['ในตาราง', 1],
    ['อีกข้อ', 1],
    ['ในรายการ', 2],
    ['นอก', 3],
  ]);
});
