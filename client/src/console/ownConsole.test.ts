import { expect, it } from 'vitest';
import { keptChanges, ownConsole } from './ownConsole.ts';

function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Partial<Storage> as Storage;
}

it('a tab is the same console after a reload, and another one in another meeting', () => {
  const storage = createStorage();
  const ids = ['9f0c1a52-6c58-4d4c-9a65-6f2a4f1f9a01', '9f0c1a52-6c58-4d4c-9a65-6f2a4f1f9a02'];
  const newId = (): string => ids.shift() ?? '';
  const first = ownConsole(storage, 'm1', newId);
  expect(ownConsole(storage, 'm1', newId)).toBe(first);
  expect(ownConsole(storage, 'm2', newId)).not.toBe(first);
});

it('changes that wait are read again; what is no change is none', () => {
  const storage = createStorage();
  const kept = keptChanges(storage, 'm1');
  kept.write({ page: 2, isBlank: true });
  expect(keptChanges(storage, 'm1').read()).toEqual({ page: 2, isBlank: true });
  expect(keptChanges(storage, 'm2').read()).toEqual({});
  kept.write({});
  expect(kept.read()).toEqual({});
  for (const broken of ['{', '{"zoom":900}', '[]']) {
    storage.setItem('ruam-console-unsent m1', broken);
    expect(kept.read()).toEqual({});
  }
});
