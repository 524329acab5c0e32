import { expect, it } from 'vitest';
import type { ContentElement } from '../document/content.ts';
import { carriedElement, depthsAmong, isOpen } from './carryOver.ts';

it('what is done or dropped is over, everything else is open', () => {
  expect([null, 'open', 'underway', 'done', 'dropped'].map((status) => isOpen({ status }))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

it('a chosen one stands under its nearest chosen parent', () => {
  //     0 a, 1 b, 2 c, 1 d, 0 e, 2 f
  const depths = [0, 1, 2, 1, 0, 2];
  const of = (...chosen: readonly number[]) => depthsAmong(depths, (index) => chosen.includes(index));
  expect(of(0, 1, 2, 3, 4, 5)).toEqual([0, 1, 2, 1, 0, 1]);
  expect(of(1, 2)[2]).toBe(1);
  expect(of(0, 2)[2]).toBe(1);
  expect(of(2, 3)).toEqual([0, 0, 0, 0, 0, 0]);
});

it('words, marks and attributes go along; proofs and files of the other cycle do not', () => {
  const block: ContentElement = {
    type: 'recommendation',
    attrs: { marker: '๑.', depth: 2, targetLevel: 'advance', units: ['สนผ.'], status: 'underway' },
    content: [
      { type: 'text', text: 'ควร', marks: [{ type: 'bold' }, { type: 'proves', attrs: { check: '3.3.a1' } }] },
      { type: 'hardBreak' },
      { type: 'evidenceFile', attrs: { entry: 'x' } },
      { type: 'footnote', content: [{ type: 'text', text: 'หมายเหตุ' }] },
    ],
  };
  expect(carriedElement(block, 0, 2562)).toEqual({
    type: 'recommendation',
    attrs: { marker: '๑.', targetLevel: 'advance', units: ['สนผ.'], status: 'underway', carriedFrom: 2562 },
    content: [
      { type: 'text', text: 'ควร', marks: [{ type: 'bold' }] },
      { type: 'hardBreak' },
      { type: 'text', text: '[หลักฐาน]' },
      { type: 'footnote', content: [{ type: 'text', text: 'หมายเหตุ' }] },
    ],
  });
});

it('what was carried over before keeps the year that it was first made in', () => {
  const block: ContentElement = { type: 'recommendation', attrs: { carriedFrom: 2560, depth: 1 } };
  expect(carriedElement(block, 1, 2562).attrs).toEqual({ depth: 1, carriedFrom: 2560 });
  expect(carriedElement({ type: 'recommendation', attrs: { carriedFrom: 'ปีก่อน' } }, 0, 2562).attrs).toEqual({
    carriedFrom: 2562,
  });
});
