import { expect, test } from 'vitest';
import { type AgendaRow, agendaRows } from './agendaRows.ts';
import type { ShownEntry } from './picture.ts';

const entry = (id: string): ShownEntry => ({
  id,
  section: 'forConsideration',
  entry: {
    ...{ id, section: 'forConsideration', kind: 'text', item: null, document: null },
    ...{ title: id, detail: '', minutes: null, usedMs: 0 },
  },
  title: null,
  isDone: false,
  approved: null,
});
const many = Array.from({ length: 24 }, (_, at) => entry(`e${at}`));
const told = (rows: readonly AgendaRow[]) =>
  rows.map((row) =>
    row.kind === 'entry' ? row.entry.id : row.kind === 'more' ? `${row.at} ${row.count}` : `§${row.index} ${row.count}`,
  );

test('an agenda that fits is shown as a whole', () => {
  expect(told(agendaRows([[entry('a')], [], [entry('b')]], 'b', 10))).toEqual(['§0 0', 'a', '§1 0', '§2 0', 'b']);
});

test('of a long agenda the section under discussion is open, around the current entry, and never more than there is room for', () => {
  for (const current of ['e0', 'e11', 'e23']) {
    const rows = agendaRows([[entry('a')], [], [], many, [entry('z')]], current, 14);
    expect(rows.length).toBeLessThanOrEqual(14);
    expect(told(rows)).toContain(current);
    expect(told(rows)).toContain('§0 1');
  }
  expect(told(agendaRows([[], many], 'e11', 9))).toEqual([
    '§0 0',
    '§1 0',
    'before 10',
    'e10',
    'e11',
    'e12',
    'e13',
    'e14',
    'after 9',
  ]);
});

test('before anything is under discussion the first section with entries is open', () => {
  expect(told(agendaRows([[], many], null, 6))).toEqual(['§0 0', '§1 0', 'e0', 'e1', 'after 22']);
});
