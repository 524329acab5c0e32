import { expect, test } from 'vitest';
import { initialsOf } from './Face.tsx';

test('two letters: of the first and last word, vowels in front skipped', () => {
  expect(initialsOf('เลขานุการ หมวด 3')).toBe('ล3');
  expect(initialsOf('ประธาน Steering Committee')).toBe('ปC');
  expect(initialsOf('ที่ปรึกษา')).toBe('ทป');
});
