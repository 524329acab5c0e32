import { expect, it } from 'vitest';
import type { ContentElement, ContentNode } from '../document/content.ts';
import { maxProofs, readProofs } from './readProofs.ts';

const text = (words: string, ...checks: unknown[]): ContentNode => ({
  type: 'text',
  text: words,
  marks: checks.map((check) => ({ type: 'proves', attrs: { check } })),
});
const block = (...content: ContentNode[]): ContentElement => ({ type: 'paragraph', content });
const read = (...content: ContentElement[]) => readProofs({ type: 'doc', content });

it('words side by side are one passage, whatever else is marked in them; a gap or another paragraph ends it', () => {
  const proofs = read(
    block(text('ไม่เกี่ยว')),
    block(text('มีคำสั่ง', 'b1'), { ...text('แต่งตั้ง', 'b1', 'a1') }, text(' แล้ว ', 'a1'), text('กับ'), text('อีก', 'b1')),
    block(text('ย่อหน้าใหม่', 'b1')),
  );
  expect(proofs).toEqual([
    { checkId: 'b1', quote: 'มีคำสั่งแต่งตั้ง', number: 2 },
    { checkId: 'a1', quote: 'แต่งตั้ง แล้ว', number: 2 },
    { checkId: 'b1', quote: 'อีก', number: 2 },
    { checkId: 'b1', quote: 'ย่อหน้าใหม่', number: 3 },
  ]);
});

it('in lists and tables, too', () => {
  const item: ContentElement = { type: 'listItem', content: [block(text('ข้อหนึ่ง', 'b1')), block(text('ต่อ', 'b1'))] };
  const cell: ContentElement = { type: 'tableCell', content: [block(text('ในตาราง', 'b2'))] };
  const table: ContentElement = { type: 'table', content: [{ type: 'tableRow', content: [cell] }] };
  expect(read({ type: 'bulletList', content: [item] }, table)).toEqual([
    { checkId: 'b1', quote: 'ข้อหนึ่ง', number: 1 },
    { checkId: 'b1', quote: 'ต่อ', number: 1 },
    { checkId: 'b2', quote: 'ในตาราง', number: 2 },
  ]);
});

it('blanks prove nothing, and what a crafted client writes is no check', () => {
  expect(read(block(text('  ', 'b1'), text('ก', 7), text('ข', 'ย'.repeat(101)), text('ค', null)))).toEqual([]);
});

it('is bounded in length and number', () => {
  const [long] = read(block(text('ก'.repeat(5_000), 'b1')));
  expect(long?.quote).toHaveLength(300);
  const many = Array.from({ length: maxProofs + 10 }, () => block(text('ก', 'b1')));
  expect(read(...many)).toHaveLength(maxProofs);
});
