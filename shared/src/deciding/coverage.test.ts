import { describe, expect, it } from 'vitest';
import { documentKinds } from '../assessment/assessment.ts';
import { type Level, levels } from '../assessment/level.ts';
import { type ItemDocument, isCovered, isLockedByDecision } from './coverage.ts';

const evidence = (level: Level): ItemDocument => ({ kind: 'evidence', level, isSubmitted: false });
const other = (kind: ItemDocument['kind'], isSubmitted = false): ItemDocument => ({ kind, level: null, isSubmitted });

describe('what an approval is about', () => {
  it.each([
    ['basic', ['basic']],
    ['advance', ['basic', 'advance']],
    ['significance', ['basic', 'advance', 'significance']],
    [null, []],
  ] as const)('%s: the evidence up to that level, %j', (level, covered) => {
    expect(levels.filter((each) => isCovered(evidence(each), level))).toEqual(covered);
  });

  it.each([...levels, null])('%s: the recommendations, the results of a dimension, submitted advice', (level) => {
    expect(isCovered(other('recommendations'), level)).toBe(true);
    expect(isCovered(other('results'), level)).toBe(true);
    expect(isCovered(other('advice', true), level)).toBe(true);
    expect(isCovered(other('advice', false), level)).toBe(false);
  });

  it.each([...levels, null])('%s: nothing of the whole cycle or of a meeting', (level) => {
    expect(isCovered(other('overview'), level)).toBe(false);
    expect(isCovered(other('minutes'), level)).toBe(false);
  });

  it('locks evidence and results only: recommendations go on, advice is frozen by its submission', () => {
    expect(documentKinds.filter((kind) => isLockedByDecision({ kind }))).toEqual(['evidence', 'results']);
  });
});
