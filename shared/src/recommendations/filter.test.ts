import { expect, it } from 'vitest';
import type { RecommendationAnswer } from '../api/recommendations.ts';
import type { Unit } from '../api/units.ts';
import { unitFinder } from '../units/register.ts';
import { isAskedFor, listsByUnit } from './filter.ts';

const unit = (name: string, rest: Partial<Unit> = {}): Unit => ({
  name,
  kind: 'bureau',
  aliases: [],
  members: [],
  ...rest,
});
const units = [unit('ก', { aliases: ['กก.'] }), unit('ข'), unit('ทุกหน่วย', { kind: 'group', members: ['ก', 'ข'] })];
const finder = unitFinder(units);
const given = (
  text: string,
  written: readonly string[],
  rest: Partial<RecommendationAnswer> = {},
): RecommendationAnswer => ({
  document: 'd',
  position: 0,
  item: '3.3',
  category: '3',
  number: 1,
  text,
  marker: null,
  depth: 0,
  targetLevel: null,
  targetFiscalYear: null,
  units: written.map((name) => ({ written: name, unit: finder.find(name)?.name ?? null })),
  responsibleText: null,
  origin: null,
  status: null,
  carriedFrom: null,
  ...rest,
});
const all = [given('หนึ่ง', ['กก.']), given('สอง', ['ทุกหน่วย']), given('สาม', ['กองอื่น']), given('สี่', [])];

it('the to-do list of a unit has what is given to it, by whichever name, and to its groups', () => {
  const lists = listsByUnit(
    all,
    units.map(({ name }) => name),
    finder,
  );
  expect(
    lists.map(({ name, isInRegister, recommendations }) => [
      name,
      isInRegister,
      recommendations.map(({ text }) => text),
    ]),
  ).toEqual([
    ['ก', true, ['หนึ่ง', 'สอง']],
    ['ข', true, ['สอง']],
    ['ทุกหน่วย', true, ['สอง']],
    ['กองอื่น', false, ['สาม']],
    [null, false, ['สี่']],
  ]);
});

it.each([
  [{ unit: 'ข' }, false],
  [{ unit: 'ก' }, true],
  [{ item: '3.3', status: 'none' }, true],
  [{ status: 'open' }, false],
  [{ year: 2563 }, false],
  [{ carried: 'false' }, true],
  [{ carried: 'true' }, false],
] as const)('%j asks for it: %s', (query, isAsked) => {
  expect(isAskedFor(given('หนึ่ง', ['กก.']), query, finder)).toBe(isAsked);
});
