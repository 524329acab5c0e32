import { describe, expect, it } from 'vitest';
import type { ChangedUnit, Unit } from '../api/units.ts';
import { problemsOf, unitFinder, withFormerNames } from './register.ts';

const unit = (name: string, rest: Partial<Unit> = {}): Unit => ({
  name,
  kind: 'bureau',
  aliases: [],
  members: [],
  ...rest,
});
const changed = (name: string, rest: Partial<ChangedUnit> = {}): ChangedUnit => ({
  ...unit(name),
  formerName: name,
  ...rest,
});

const units = [
  unit('สำนักนโยบายและแผน', { aliases: ['สนผ.'] }),
  unit('สำนักกรรมาธิการ ๑'),
  unit('สำนักการคลังและงบประมาณ'),
  unit('ทุกสำนัก', { kind: 'group', members: ['สำนักนโยบายและแผน', 'สำนักกรรมาธิการ ๑'] }),
];

describe('finding units', () => {
  const finder = unitFinder(units);

  it.each([
    ['สำนักนโยบายและแผน', 'สำนักนโยบายและแผน'],
    ['สนผ.', 'สำนักนโยบายและแผน'],
    ['สำนัก กรรมาธิการ 1', 'สำนักกรรมาธิการ ๑'],
    ['กองอื่น', null],
  ])('%s is %s', (written, name) => {
    expect(finder.find(written)?.name ?? null).toBe(name);
  });

  it.each([
    ['สนผ.', 'สำนักนโยบายและแผน', true],
    ['ทุกสำนัก', 'สำนักนโยบายและแผน', true],
    ['ทุกสำนัก', 'สำนักการคลังและงบประมาณ', false],
    ['ทุกสำนัก', 'ทุกสำนัก', true],
    ['สำนักนโยบายและแผน', 'ทุกสำนัก', false],
    ['กองอื่น', 'กองอื่น', true],
    ['กองอื่น', 'สำนักนโยบายและแผน', false],
  ])('what is given to %s concerns %s: %s', (written, name, concerns) => {
    expect(finder.concerns(written, name)).toBe(concerns);
  });

  it('searches in names and other names, beginnings first', () => {
    expect(finder.search('สำนัก', 3).map(({ name }) => name)).toEqual([
      'สำนักนโยบายและแผน',
      'สำนักกรรมาธิการ ๑',
      'สำนักการคลังและงบประมาณ',
    ]);
    expect(finder.search('สนผ', 9).map(({ name }) => name)).toEqual(['สำนักนโยบายและแผน']);
    expect(finder.search('งบประมาณ', 9)).toHaveLength(1);
    expect(finder.search('', 2)).toHaveLength(2);
  });
});

describe('changing the register', () => {
  it.each([
    ['two of one name', [changed('ก'), changed('ก ')], 'sameName'],
    ['another name that is a unit', [changed('ก', { aliases: ['ข'] }), changed('ข')], 'sameAlias'],
    ['one other name for two', [changed('ก', { aliases: ['ค'] }), changed('ข', { aliases: ['ค'] })], 'sameAlias'],
    ['a member that is none', [changed('ก', { kind: 'group', members: ['ข'] })], 'unknownMember'],
    ['a group in itself', [changed('ก', { kind: 'group', members: ['ก'] })], 'unknownMember'],
    ['members of a bureau', [changed('ก', { members: ['ข'] }), changed('ข')], 'membersOfNoGroup'],
  ] as const)('%s is refused', (_what, register, kind) => {
    expect(problemsOf(register).map((problem) => problem.kind)).toEqual([kind]);
  });

  it('a former name stays as another name, so that texts keep their meaning', () => {
    const after = withFormerNames([changed('สำนักแผนงาน', { formerName: 'สำนักนโยบายและแผน', aliases: ['สนผ.'] })]);
    expect(after[0]?.aliases).toEqual(['สนผ.', 'สำนักนโยบายและแผน']);
    expect(unitFinder(after).find('สำนักนโยบายและแผน')?.name).toBe('สำนักแผนงาน');
  });

  it('not when another unit is called so now', () => {
    const after = withFormerNames([changed('ข', { formerName: 'ก' }), changed('ก', { formerName: 'ข' })]);
    expect(after.map(({ aliases }) => aliases)).toEqual([[], []]);
  });
});
