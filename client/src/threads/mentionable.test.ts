import { expect, it } from 'vitest';
import { type Mentionable, matching, mentionQuery } from './mentionable.ts';

it('what stands behind an @ in front of the caret is asked for; an address is not', () => {
  expect(mentionQuery('ถึง @สม', 7)).toEqual({ from: 4, query: 'สม' });
  expect(mentionQuery('@', 1)).toEqual({ from: 0, query: '' });
  expect(mentionQuery('ถึง@เลขา', 8)).toEqual({ from: 3, query: 'เลขา' });
  expect(mentionQuery('ถึง @สม ชาย', 11)).toBeNull();
  expect(mentionQuery('a@b', 3)).toBeNull();
});

it('names that begin with it come first', () => {
  const one = (name: string): Mentionable => ({ kind: 'person', id: name, name });
  const all = ['ประธาน หมวด 3', 'เลขานุการ', 'ผู้ช่วยเลขานุการ'].map(one);
  expect(matching(all, 'เลขา').map(({ name }) => name)).toEqual(['เลขานุการ', 'ผู้ช่วยเลขานุการ']);
  expect(matching(all, 'ไม่มี')).toEqual([]);
});
