import type { ContentElement } from '@ruam/shared/document/content.ts';
import { expect, test } from 'vitest';
import { changeBetween, freshAfter, placeAfter, placesIn } from './fresh.ts';
import type { Passage } from './passages.ts';

const passage = (id: string, text: string): Passage => {
  const block: ContentElement = { type: 'paragraph', content: [{ type: 'text', text }] };
  return { key: id, id, number: 1, block, lead: null, depth: 0 };
};
const none = new Map();

test('what is written into a paragraph is fresh, and moves with what is written before it', () => {
  const first = [passage('1.1', 'สำนักงานมีการสร้าง')];
  const second = [passage('1.1', 'สำนักงานจะต้องมีการสร้าง')];
  const third = [passage('1.1', 'ที่สำนักงานจะต้องมีการสร้าง')];
  const once = freshAfter(first, second, none, 1_000);
  expect(once.get('1.1')).toEqual([{ from: 8, to: 14, at: 1_000 }]);
  const twice = freshAfter(second, third, once, 2_000);
  expect(twice.get('1.1')).toEqual([
    { from: 11, to: 17, at: 1_000 },
    { from: 0, to: 3, at: 2_000 },
  ]);
  expect(placesIn(twice)).toBe(2);
  expect(freshAfter(third, third, twice, 9_500).get('1.1')).toEqual([{ from: 0, to: 3, at: 2_000 }]);
});

test('words that are put in before words that begin like them are the fresh ones', () => {
  expect(changeBetween('วุฒิสภาจะต้อง', 'วุฒิสภาจำเป็นจะต้อง')).toMatchObject({ from: 7, to: 13 });
  expect(changeBetween('ก และ ข', 'ก และ ค และ ข')).toMatchObject({ from: 1, to: 7 });
});

test('a tone or vowel is fresh with its consonant', () => {
  expect(changeBetween('กา', 'ก่า')).toMatchObject({ from: 0, to: 2 });
  expect(changeBetween('ที', 'ที่')).toMatchObject({ from: 0, to: 3 });
});

test('a text that is shown for the first time, and one whose paragraphs are not known, has nothing fresh', () => {
  expect(freshAfter([], [passage('1.1', 'ก')], none, 1).size).toBe(0);
  const unknown = { ...passage('n0', 'ข'), id: null };
  expect(freshAfter([{ ...unknown, block: passage('n0', 'ก').block }], [unknown], none, 1).size).toBe(0);
});

test('a new paragraph is fresh as a whole, one that only moves is not', () => {
  const before = [passage('1.1', 'ก'), passage('1.2', 'ข')];
  const after = freshAfter(before, [passage('1.9', 'ใหม่'), ...before], none, 5);
  expect([...after]).toEqual([['1.9', [{ from: 0, to: 4, at: 5 }]]]);
});

test('a place behind a change moves with it, one in what was deleted goes to its end', () => {
  const change = changeBetween('หนึ่ง สอง สาม', 'หนึ่ง สาม');
  if (change === null) throw new Error('no change');
  expect(placeAfter(13, change)).toBe(9);
  expect(placeAfter(2, change)).toBe(2);
});
