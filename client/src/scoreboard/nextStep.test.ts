import pmqa from '@ruam/shared/framework/editions/pmqa-4.0-2562.json' with { type: 'json' };
import { type Framework, parseFramework } from '@ruam/shared/framework/framework.ts';
import { fy2562 } from '@ruam/shared/score/fixtures/fy2562.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import { expect, test } from 'vitest';
import { codesBelow } from './codesBelow.ts';
import { nextStep } from './nextStep.ts';

const framework: Framework = parseFramework(pmqa);
function boardOf(value: 'claimed' | 'approved') {
  return computeScoreboard(framework, fy2562, { value, profile: 'weakest-link' });
}

test('P5 raising 3.3 and 4.1 to Advance gives overall Advance and a mean of 454.17', () => {
  const board = boardOf('claimed');
  const next = nextStep(framework, board);
  expect(board.overall).toEqual({ level: 'basic', points: 445.83 });
  expect(next?.codes).toEqual(['3.3', '4.1']);
  expect(next?.after.overall).toEqual({ level: 'advance', points: 454.17 });
});

test('without any level the next step is Basic for all 24 items', () => {
  const next = nextStep(framework, boardOf('approved'));
  expect(next?.target).toBe('basic');
  expect(next?.codes).toHaveLength(24);
  expect(codesBelow(boardOf('approved'), 'basic')).toHaveLength(24);
});
