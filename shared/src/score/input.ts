import type { z } from 'zod';
import type { ScoreValue } from '../assessment/assessment.ts';
import type { Level } from '../assessment/level.ts';
import { AppError } from '../errors/errors.ts';
import type { reportResultsSchema } from '../import/report.ts';
import type { Indicator } from './indicators.ts';
import type { Shares } from './trace.ts';

/** The three values of an item, never mixed silently. */
export interface ScoredItem {
  readonly code: string;
  readonly claimed: Level | null;
  readonly advised: Level | null;
  readonly approved: Level | null;
  /** Checks met by level, used only by a profile with partial credit (docs/score.md P8). */
  readonly shares?: Shares | undefined;
}

/** What an imported report says about the results; not measured here, only repeated with its conflicts. */
export type ReportedResults = Pick<
  z.infer<typeof reportResultsSchema>,
  'figures' | 'indicatorCount' | 'notMeasurableCount'
>;

/** Everything a score is made of. Items may come in any order; a missing process item has no level, dimensions are ignored. */
export interface ScoreInput {
  readonly items: readonly ScoredItem[];
  readonly indicators: readonly Indicator[];
  readonly reported: ReportedResults | null;
}

/** Levels to try out on one of the values. */
export interface LevelChanges {
  readonly value: ScoreValue;
  /** The new level by item code; null takes it away. */
  readonly levels: Readonly<Record<string, Level | null>>;
}

/**
 * "What if these items had these levels?" A copy of the input with the levels of one value replaced; for `latest` all three
 * are, so that it holds whichever stands. Throws AppError `invalid` for an item that is not in the input.
 */
export function whatIf(input: ScoreInput, { value, levels }: LevelChanges): ScoreInput {
  const unknown = Object.keys(levels).filter((code) => !input.items.some((item) => item.code === code));
  if (unknown.length > 0) throw new AppError('invalid', `there is no item ${unknown.join(', ')}`, { items: unknown });
  return { ...input, items: input.items.map((item) => withLevel(item, value, levels[item.code])) };
}

function withLevel(item: ScoredItem, value: ScoreValue, level: Level | null | undefined): ScoredItem {
  if (level === undefined) return item;
  return value === 'latest'
    ? { ...item, claimed: level, advised: level, approved: level }
    : { ...item, [value]: level };
}
