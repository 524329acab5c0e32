import { expect, test } from 'vitest';
import { bindNumbers } from './bindNumbers.ts';

test('a number stays with its word, other spaces stay as they are', () => {
  expect(bindNumbers('ข้อ 3.3 ในหมวด 3 พ.ศ. 2562 ต่าง ๆ')).toBe('ข้อ\u00a03.3 ในหมวด\u00a03 พ.ศ.\u00a02562 ต่าง\u00a0ๆ');
});

test('a number stays with its unit', () => {
  expect(bindNumbers('เกิน 5 วินาที มี 12 รายการ เมื่อ 14:02 น.')).toBe('เกิน 5\u00a0วินาที มี 12\u00a0รายการ เมื่อ 14:02\u00a0น.');
});
