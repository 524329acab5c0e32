import type { BlockDiff } from '@ruam/shared/deciding/contentDiff.ts';
import { expect, it } from 'vitest';
import { countChangedWords } from './countChangedWords.ts';

it('Thai words that came and went are counted, what stayed is not', () => {
  const runs: BlockDiff['runs'] = [
    { type: 'same', text: 'สำนักงาน' },
    { type: 'deleted', text: 'ควร' },
    { type: 'inserted', text: 'จะต้อง มีการ' },
  ];
  const block = { change: 'changed', element: 'paragraph', runs } as const;
  expect(countChangedWords([block, block])).toEqual({ added: 8, removed: 2 });
});
