import type { SearchResult } from '@ruam/shared/api/search.ts';
import { expect, it } from 'vitest';
import { byKind, matchingCommands, resultPath } from './choices.ts';
import { isCommandKey } from './commandKey.ts';
import { keepRecent, readRecent, textAt } from './recent.ts';

const run = () => undefined;
const result: SearchResult = {
  id: 'passage 1',
  kind: 'text',
  cycle: 'c',
  item: '3.3',
  category: '3',
  document: { id: 'd', kind: 'evidence', level: 'basic' },
  thread: null,
  number: 7,
  quote: 'การให้ บริการ',
  byName: null,
  evidence: null,
  snippet: { text: 'การให้ บริการ', marks: [] },
  at: 1,
};

it('a code or a word finds a command, in Thai digits too; what begins with it stands first', () => {
  const commands = [
    { id: 'b', label: 'ไปที่ข้อ 13.3', run },
    { id: 'a', label: '3.3 การรับฟัง', also: 'listening', run },
  ];
  expect(matchingCommands(commands, '๓.๓').map(({ id }) => id)).toEqual(['a', 'b']);
  expect(matchingCommands(commands, 'LISTEN').map(({ id }) => id)).toEqual(['a']);
  expect(matchingCommands(commands, ' ')).toEqual([]);
});

it('a result leads to its passage, a comment to its thread, a note to where it can be read', () => {
  expect(resultPath(result)).toBe(
    `/cycles/c/categories/3/items/3.3?part=evidence&level=basic&passage=${encodeURIComponent('การให้ บริการ')}`,
  );
  expect(resultPath({ ...result, kind: 'comment', quote: null, thread: 't' })).toMatch(/level=basic&thread=t$/);
  const note = { id: 'n', kind: 'advice', level: null } as const;
  expect(resultPath({ ...result, kind: 'advice', document: note })).toMatch(/\?part=recommendations&passage=/);
  const minutes = { id: 'm', kind: 'minutes', level: null } as const;
  expect(resultPath({ ...result, item: null, category: null, document: minutes })).toBe('/cycles/c');
});

it('results stand by kinds, the kind of the best first', () => {
  const groups = byKind([result, { ...result, id: '2', kind: 'comment' }, { ...result, id: '3' }]);
  expect(groups.map(({ kind, results }) => [kind, results.length])).toEqual([
    ['text', 2],
    ['comment', 1],
  ]);
});

it('Ctrl+K opens under every layout, Cmd+K on a Mac, and nothing while letters are composed', () => {
  const press = { code: 'KeyK', ctrlKey: true, metaKey: false, shiftKey: false, altKey: false, isComposing: false };
  expect(isCommandKey(press, false)).toBe(true);
  expect(isCommandKey(press, true)).toBe(false);
  expect(isCommandKey({ ...press, ctrlKey: false, metaKey: true }, true)).toBe(true);
  expect(isCommandKey({ ...press, isComposing: true }, false)).toBe(false);
  expect(isCommandKey({ ...press, shiftKey: true }, false)).toBe(false);
});

it('the texts that were open are kept for each person, each once, the last first; nonsense is none', () => {
  const kept = new Map<string, string>();
  const stored = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const paths = ['?part=evidence&level=basic', '?part=recommendations', '?part=evidence&level=basic&passage=x'];
  for (const search of paths) {
    const text = textAt('/cycles/c/categories/3/items/3.3', search);
    if (text !== null) keepRecent(stored, 'p', text);
  }
  expect(readRecent(stored, 'p').map(({ part }) => part)).toEqual(['evidence', 'recommendations']);
  expect(readRecent(stored, 'other')).toEqual([]);
  expect(textAt('/cycles/c', '')).toBeNull();
  expect(readRecent({ getItem: () => '{"a":' }, 'p')).toEqual([]);
});
