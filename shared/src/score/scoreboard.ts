import { z } from 'zod';
import { scoreProfileSchema, scoreValueSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { switchesSchema } from '../framework/methods.ts';
import { reportedFigureSchema } from '../import/report.ts';
import { type TraceNode, traceNodeSchema } from './trace.ts';

/**
 * Why the results cannot be taken at one word (docs/score.md P6): `owners` one reported figure given to several owners ·
 * `figures` several different figures reported · `measured` the entered indicators give another percentage than reported.
 */
const conflictSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('owners'),
    percent: z.number(),
    statements: reportedFigureSchema.shape.statements,
  }),
  z.object({ kind: z.literal('figures'), figures: z.array(reportedFigureSchema) }),
  z.object({ kind: z.literal('measured'), percent: z.number(), reported: z.number() }),
]);
export type Conflict = z.infer<typeof conflictSchema>;

/** Category 7, beside the overall value (docs/score.md P2, P6). Percentages are 0 and above, at most two places. */
const resultsSchema = z.object({
  /** From the entered indicators; null when none is entered or measured. */
  percent: z.number().nullable(),
  /** The figure that the imported report states; null without one, and when it states different ones. */
  reported: z.number().nullable(),
  /** Indicators with a result, and indicators that apply; null when nobody told. */
  measured: z.int().nullable(),
  total: z.int().nullable(),
  switches: switchesSchema,
  conflicts: z.array(conflictSchema),
});
export type Results = z.infer<typeof resultsSchema>;

const categoryScoreSchema = z.object({
  code: z.string(),
  level: levelSchema.nullable(),
  points: z.number().nullable(),
  /** P4: its items at its lowest level; [] at Significance. */
  limitedBy: z.array(z.string()),
});
export type CategoryScore = z.infer<typeof categoryScoreSchema>;

/** The answer of `GET …/scoreboard`: one of the three values in one profile, with its explanation (docs/score.md P1-P7). */
export const scoreboardSchema = z.object({
  value: scoreValueSchema,
  profile: scoreProfileSchema,
  /** Level by P2 and points by P3, whichever profile is chosen. */
  overall: z.object({ level: levelSchema.nullable(), points: z.number() }),
  /** Process items by level. */
  counts: z.object({ basic: z.int(), advance: z.int(), significance: z.int(), none: z.int() }),
  /** All categories in the framework's order; the results category has level and points null. */
  categories: z.array(categoryScoreSchema),
  results: resultsSchema,
  /** P4: process items below that level, in the framework's order. */
  limitedBy: z.object({ advance: z.array(z.string()), significance: z.array(z.string()) }),
  trace: traceNodeSchema,
});
export type Scoreboard = z.infer<typeof scoreboardSchema>;

/** The process items of a scoreboard as its explanation has them, in the framework's order. */
export function scoredItems(board: Scoreboard): readonly TraceNode[] {
  return board.trace.children.flatMap((category) => (category.kind === 'category' ? category.children : []));
}

/** What the same agency's year before came to: the levels of its categories, no more (docs/score.md). */
export const earlierScoreSchema = z.object({
  fiscalYearBE: z.int(),
  categories: z.array(z.object({ code: z.string(), level: levelSchema.nullable() })),
});
export type EarlierScore = z.infer<typeof earlierScoreSchema>;
