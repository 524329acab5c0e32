import type { CarryCandidate } from '@ruam/shared/api/recommendations.ts';
import { expect, it } from 'vitest';
import { freeOf, keyOf, maxChosen, withChildren } from './carryChoice.ts';

const candidate = (block: number, depth: number, changed: Partial<CarryCandidate> = {}): CarryCandidate => ({
  document: 'a',
  block: `1.${block}`,
  item: '3.1',
  text: `ข้อ ${block}`,
  marker: null,
  depth,
  targetLevel: null,
  targetFiscalYear: null,
  units: [],
  status: null,
  carriedFrom: 2562,
  state: 'free',
  ...changed,
});

it('what stands under a recommendation is chosen with it, as far as it is free', () => {
  const all = [
    candidate(1, 0),
    candidate(2, 1),
    candidate(3, 2, { state: 'carried' }),
    candidate(4, 1),
    candidate(5, 0),
    candidate(6, 1, { document: 'b' }),
  ];
  const of = (index: number) => withChildren(all, all[index] ?? candidate(0, 0)).map(({ block }) => block);
  expect(of(0)).toEqual(['1.1', '1.2', '1.4']);
  expect(of(1)).toEqual(['1.2']);
  expect(of(4)).toEqual(['1.5']);
});

it('no more are chosen than the server takes at once', () => {
  const all = Array.from({ length: maxChosen + 20 }, (_, block) => candidate(block, 0));
  expect(new Set(freeOf(all).map(keyOf)).size).toBe(maxChosen);
});
