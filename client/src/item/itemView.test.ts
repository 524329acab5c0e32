import type { DocumentAnswer, ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { expect, it } from 'vitest';
import { partOf } from './itemView.ts';

/** The level whose evidence opens, for what is claimed and which levels have a text. */
function opened(claimed: Level | null, written: readonly Level[], address = ''): Level | string {
  const item = { kind: 'process', claimed } as ItemAnswer;
  const levels = ['basic', 'advance', 'significance'] as const;
  const documents = levels.map((level) => {
    return { kind: 'evidence', level, sizeBytes: written.includes(level) ? 200 : 0 } as DocumentAnswer;
  });
  const part = partOf({ item, documents }, new URLSearchParams(address));
  return part.kind === 'evidence' ? part.level : part.kind;
}

it('opens the claimed level, and where that has no text yet, the highest level that has one', () => {
  expect(opened('advance', ['basic', 'advance', 'significance'])).toBe('advance');
  expect(opened('advance', ['basic'])).toBe('basic');
  expect(opened('basic', ['advance', 'significance'])).toBe('significance');
  expect(opened(null, ['advance'])).toBe('advance');
});

it('an address says it itself; without any text the claimed level opens, else the first', () => {
  expect(opened('advance', ['basic'], 'level=significance')).toBe('significance');
  expect(opened('advance', ['basic'], 'part=recommendations')).toBe('recommendations');
  expect(opened('advance', [])).toBe('advance');
  expect(opened(null, [])).toBe('basic');
});
