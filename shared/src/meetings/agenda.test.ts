import { describe, expect, it } from 'vitest';
import type { AppError } from '../errors/errors.ts';
import { type AgendaPlace, type AgendaSection, agendaNumbers, moveEntry, stepOf } from './agenda.ts';

type Entry = { id: string; section: AgendaSection };
const of = (section: AgendaSection, ...ids: string[]): Entry[] => ids.map((id) => ({ id, section }));
const agenda = [...of('chairInforms', 'a'), ...of('forConsideration', 'b', 'c', 'd')];
const shown = (entries: readonly Entry[]): string =>
  entries
    .map(({ id, section }) => `${section === 'forConsideration' ? 4 : section === 'others' ? 5 : 1}${id}`)
    .join(' ');

describe('M4 the order of an agenda', () => {
  it.each([
    ['d', { section: 'forConsideration', after: null }, '1a 4d 4b 4c'],
    ['b', { section: 'forConsideration', after: 'c' }, '1a 4c 4b 4d'],
    ['b', { section: 'forConsideration', after: 'b' }, '1a 4b 4c 4d'],
    ['a', { section: 'forConsideration', after: 'd' }, '4b 4c 4d 4a'],
    ['c', { section: 'others', after: null }, '1a 4b 4d 5c'],
    ['c', { section: 'chairInforms', after: 'a' }, '1a 1c 4b 4d'],
  ] as const)('%s to %o: %s', (id, place, expected) => {
    expect(shown(moveEntry(agenda, id, place))).toBe(expected);
  });

  it.each([
    ['an entry that is not there', 'x', { section: 'others', after: null }, 'notFound'],
    ['behind one that is gone', 'b', { section: 'forConsideration', after: 'x' }, 'replaced'],
    ['behind one of another section', 'b', { section: 'others', after: 'c' }, 'replaced'],
  ] as const)('%s: nothing moves', (_what, id, place: AgendaPlace, code) => {
    expect(() => moveEntry(agenda, id, place)).toThrow(expect.objectContaining({ code }) as AppError);
  });

  it('two moves of different entries give the same agenda, whichever comes first', () => {
    const first = { id: 'd', place: { section: 'forConsideration', after: null } } as const;
    const second = { id: 'a', place: { section: 'others', after: null } } as const;
    const both = (one: typeof first | typeof second, other: typeof first | typeof second) =>
      moveEntry(moveEntry(agenda, one.id, one.place), other.id, other.place);
    expect(both(first, second)).toEqual(both(second, first));
  });

  it('steps of the keyboard go through the whole agenda, over borders and empty sections', () => {
    let now: readonly Entry[] = agenda;
    const way: string[] = [];
    for (let place = stepOf(now, 'a', 1); place !== null; place = stepOf(now, 'a', 1)) {
      now = moveEntry(now, 'a', place);
      way.push(`${place.section} ${place.after}`);
    }
    expect(way).toEqual([
      'confirmMinutes null',
      'mattersArising null',
      'forConsideration null',
      'forConsideration b',
      'forConsideration c',
      'forConsideration d',
      'others null',
    ]);
    for (let place = stepOf(now, 'a', -1); place !== null; place = stepOf(now, 'a', -1))
      now = moveEntry(now, 'a', place);
    expect(now).toEqual(agenda);
  });

  it('M3 entries are numbered by section', () => {
    expect([...agendaNumbers(agenda)]).toEqual([
      ['a', '1.1'],
      ['b', '4.1'],
      ['c', '4.2'],
      ['d', '4.3'],
    ]);
  });
});
