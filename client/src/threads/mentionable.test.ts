import type { Unit } from '@ruam/shared/api/units.ts';
import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { type Mentionable, matching, mentionables, mentionQuery } from './mentionable.ts';

it('what stands behind an @ in front of the caret is asked for; an address is not', () => {
  expect(mentionQuery('ถึง @สม', 7)).toEqual({ from: 4, query: 'สม' });
  expect(mentionQuery('@', 1)).toEqual({ from: 0, query: '' });
  expect(mentionQuery('ถึง@เลขา', 8)).toEqual({ from: 3, query: 'เลขา' });
  expect(mentionQuery('ถึง @สม ชาย', 11)).toBeNull();
  expect(mentionQuery('a@b', 3)).toBeNull();
});

const t = ((key: string, { code = '' } = {}) => `${key} ${code}`.trim()) as unknown as TFunction;

it('people, bodies and units are offered, those of the own category first, and none of the three hides another', () => {
  const people = Array.from({ length: 20 }, (_, n) => {
    const category = n % 2 === 0 ? '3' : '4';
    return { id: `p${n}`, name: `คนที่ ${n}`, seats: [{ body: `category-${category}`, role: 'member' as const }] };
  });
  const units: Unit[] = [{ name: 'สำนักกรรมาธิการ ๑', kind: 'bureau', aliases: ['สกม. 1'], members: [] }];
  const all = mentionables(t, { people, units, category: '4' });
  const offered = matching(all, '');
  expect(offered.slice(0, 8).map(({ id }) => id)).toEqual(['p1', 'p3', 'p5', 'p7', 'p9', 'p11', 'p13', 'p15']);
  expect(offered.filter(({ kind }) => kind === 'body').map(({ id }) => id)).toEqual(['category-4', 'category-3']);
  expect(offered.at(-1)).toMatchObject({ kind: 'unit', id: 'สำนักกรรมาธิการ ๑' });
  for (const typed of ['กรรมาธิการ1', 'สกม.1'])
    expect(matching(all, typed).map(({ name }) => name)).toEqual(['สำนักกรรมาธิการ ๑']);
});

it('names that begin with it come first', () => {
  const one = (name: string): Mentionable => ({ kind: 'person', id: name, name, aliases: [], isOwn: false });
  const all = ['ประธาน หมวด 3', 'เลขานุการ', 'ผู้ช่วยเลขานุการ'].map(one);
  expect(matching(all, 'เลขา').map(({ name }) => name)).toEqual(['เลขานุการ', 'ผู้ช่วยเลขานุการ']);
  expect(matching(all, 'ไม่มี')).toEqual([]);
});
