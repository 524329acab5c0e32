import { expect, test } from 'vitest';
import { bindNumbers } from './bindNumbers.ts';

test('a number stays with its word, other spaces stay as they are', () => {
  expect(bindNumbers('ข้อ 3.3 ในหมวด 3 พ.ศ. 2562 ต่าง ๆ')).toBe('ข้อ\u00a03.3 ในหมวด\u00a03 พ.ศ.\u00a02562 ต่าง\u00a0ๆ');
});
