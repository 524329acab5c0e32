import type { ImportDraftAnswer } from '@ruam/shared/api/imports.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../api/imports.ts';
import { changesOf } from './fixChanges.ts';
import {
  afterSent,
  afterVisit,
  changesAside,
  keep,
  nothingKept,
  readKept,
  setAside,
  withoutSaid,
  withUnsent,
} from './keptFixes.ts';

type Fixes = ImportDraftAnswer['fixes'];
const nothing: Fixes = { places: [], levels: {}, facts: {} };
const own: Fixes = { ...nothing, levels: { 3.1: 'advance' } };
const more: Fixes = { ...own, facts: { round: 6 } };
const draftAt = (revision: number, fixes: Fixes): Draft =>
  ({ revision, fixes, committed: null, isWhole: false }) as Draft;
const unsent = withUnsent(nothingKept, draftAt(4, nothing), own);

afterEach(() => vi.unstubAllGlobals());

describe('what was set right and is not at the server yet', () => {
  it('goes on from the answer to what was sent before it', () => {
    expect(unsent.unsent).toEqual({ revision: 4, base: nothing, fixes: own });
    expect(afterSent(unsent, unsent.unsent, draftAt(5, own))).toEqual(nothingKept);
    const since = withUnsent(unsent, draftAt(4, nothing), more);
    expect(afterSent(since, unsent.unsent, draftAt(5, own)).unsent).toEqual({ revision: 5, base: own, fixes: more });
  });

  it('is sent by the next visit only where nobody has set the draft right since; else it is offered', () => {
    expect(afterVisit(unsent, draftAt(4, nothing))).toBe(unsent);
    const offered = afterVisit(unsent, draftAt(5, { ...nothing, levels: { 3.1: 'basic' } }));
    expect(offered.unsent).toBeNull();
    expect(changesAside(offered)).toEqual(changesOf(nothing, own));
    expect(afterVisit(unsent, { ...draftAt(5, nothing), committed: 'c' })).toEqual(nothingKept);
  });

  it('that was put aside twice is offered together', () => {
    const again = setAside(
      withUnsent(setAside(unsent, nothing), draftAt(5, nothing), { ...nothing, facts: { round: 6 } }),
      nothing,
    );
    expect(changesAside(again)).toEqual(changesOf(nothing, more));
    expect(changesAside(withoutSaid(again, own))).toEqual([{ of: 'round', said: 6 }]);
    expect(withoutSaid(again, more)).toEqual(nothingKept);
    // The answer to what was sent was lost: it is not offered once more.
    expect(afterVisit(unsent, draftAt(5, own))).toEqual(nothingKept);
  });

  it('is kept for each person in a browser, and nothing breaks where it keeps nothing', () => {
    const stored = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    });
    keep('anong', 'd', unsent);
    expect(readKept('anong', 'd')).toEqual(unsent);
    expect(readKept('somchai', 'd')).toEqual(nothingKept);
    keep('anong', 'd', nothingKept);
    expect(stored.size).toBe(0);
    const refuse = () => {
      throw new Error('denied');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    keep('anong', 'd', unsent);
    expect(readKept('anong', 'd')).toEqual(nothingKept);
  });
});
