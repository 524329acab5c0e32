import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import { expect, it } from 'vitest';
import { entryBeside, resolutionOn, sectionRows } from './agendaRows.ts';

const entryOf = (id: string, section: AgendaEntry['section'], item: string | null = null): AgendaEntry => ({
  ...{ id, section, kind: item === null ? 'text' : 'item', item, document: null, title: id, detail: '' },
  ...{ minutes: null, usedMs: 0 },
});
const items = ['1.1', '1.2', '2.1'].map(
  (code) => ({ code, category: code.slice(0, 1) }) as Partial<ItemAnswer> as ItemAnswer,
);
const agenda = [
  entryOf('d', 'others'),
  entryOf('a', 'forConsideration', '1.1'),
  entryOf('b', 'forConsideration', '1.2'),
  entryOf('c', 'forConsideration', '2.1'),
  entryOf('first', 'chairInforms'),
];

it('sections in their order, the items of a category together', () => {
  const rows = sectionRows(agenda, items);
  expect(rows.map(({ number, entries }) => [number, entries.length])).toEqual([
    [1, 1],
    [2, 0],
    [3, 0],
    [4, 3],
    [5, 1],
  ]);
  const groups = rows[3]?.groups.map((group) =>
    group.kind === 'category' ? [group.category, group.entries.map(({ id }) => id)] : group.entry.id,
  );
  expect(groups).toEqual([
    ['1', ['a', 'b']],
    ['2', ['c']],
  ]);
});

it('next and previous go through the sections, from nothing to the first, and stop at the ends', () => {
  expect(entryBeside(agenda, null, 1)?.id).toBe('first');
  expect(entryBeside(agenda, 'first', 1)?.id).toBe('a');
  expect(entryBeside(agenda, 'c', 1)?.id).toBe('d');
  expect(entryBeside(agenda, 'd', 1)).toBeNull();
  expect(entryBeside(agenda, 'a', -1)?.id).toBe('first');
  expect(entryBeside(agenda, null, -1)).toBeNull();
});

it('the newest resolution on an entry counts, and none that another corrects', () => {
  const made = (number: number, more: Partial<ResolutionAnswer>): ResolutionAnswer =>
    ({ id: `${number}`, number, entry: null, item: null, correctedBy: null, ...more }) as ResolutionAnswer;
  const [entry = entryOf('x', 'others')] = agenda.slice(1);
  const all = [made(1, { item: '1.1' }), made(2, { entry: 'a' }), made(3, { entry: 'a', correctedBy: '4' })];
  expect(resolutionOn(entry, all)?.number).toBe(2);
  expect(resolutionOn(entry, [])).toBeNull();
});
