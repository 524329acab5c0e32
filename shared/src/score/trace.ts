import { z } from 'zod';
import { scoreValueSchema } from '../assessment/assessment.ts';
import { type Level, levelSchema } from '../assessment/level.ts';
import { switchesSchema } from '../framework/methods.ts';
import { decimalSchema } from '../framework/text.ts';
import { type Amount, amountSchema } from './exact.ts';
import { measureSchema } from './indicators.ts';

/** The numbered rules of docs/score.md that a trace cites. */
export const ruleSchema = z.enum(['P1', 'P2', 'P3', 'P6', 'P7', 'P8', 'P9']);

/** Where a level comes from: P1 one of the item's three values, P2 the lowest of the children. */
const levelStepSchema = z.discriminatedUnion('method', [
  z.object({
    rule: z.literal('P1'),
    method: z.literal('item-value'),
    value: scoreValueSchema,
    claimed: levelSchema.nullable(),
    advised: levelSchema.nullable(),
    approved: levelSchema.nullable(),
  }),
  z.object({ rule: z.literal('P2'), method: z.literal('lowest') }),
]);
export type LevelStep = z.infer<typeof levelStepSchema>;

/** Checks met and checks there are, of one level. */
const shareSchema = z.object({ met: z.int().min(0), total: z.int().positive() });
/** The shares of the three levels, for partial credit (docs/score.md P8). */
const sharesSchema = z.object({ basic: shareSchema, advance: shareSchema, significance: shareSchema });
export type Shares = z.infer<typeof sharesSchema>;

const pointTableSchema = z.object({
  none: decimalSchema,
  basic: decimalSchema,
  advance: decimalSchema,
  significance: decimalSchema,
});
export type PointTable = z.infer<typeof pointTableSchema>;

/** Where points come from: the node's own level or percent, or its children. */
const pointsStepSchema = z.discriminatedUnion('method', [
  z.object({ rule: z.literal('P3'), method: z.literal('level-points'), table: pointTableSchema }),
  z.object({
    rule: z.literal('P8'),
    method: z.literal('partial-credit'),
    table: pointTableSchema,
    shares: sharesSchema,
  }),
  z.object({ rule: z.literal('P3'), method: z.literal('mean') }),
  z.object({ rule: z.enum(['P7', 'P9']), method: z.literal('share-of-points'), maxPoints: decimalSchema }),
]);
export type PointsStep = z.infer<typeof pointsStepSchema>;

/** A gate that may hold a percent down (docs/score.md P9): a ceiling, in force while the child `subject` is below `below`. */
const ceilingSchema = z.discriminatedUnion('gate', [
  z.object({ gate: z.literal('attribute-caps-item'), subject: z.string() }),
  z.object({ gate: z.literal('category-caps-overall'), subject: z.string(), below: decimalSchema, cap: decimalSchema }),
]);
export type Ceiling = z.infer<typeof ceilingSchema>;

/** Where a percentage comes from: an indicator's result, a rating, or the children. */
const percentStepSchema = z.discriminatedUnion('method', [
  ...measureSchema.options,
  z.object({ rule: z.literal('P6'), method: z.literal('pending'), reason: z.string() }),
  z.object({ rule: z.literal('P6'), method: z.literal('not-applicable'), reason: z.string() }),
  z.object({ rule: z.literal('P6'), method: z.literal('mean-of-indicators'), switches: switchesSchema }),
  z.object({ rule: z.literal('P9'), method: z.literal('rating'), percent: decimalSchema }),
  z.object({
    rule: z.literal('P9'),
    method: z.literal('weighted-mean'),
    /** By the child's subject; null: all weigh the same. */
    weights: z.record(z.string(), decimalSchema).nullable(),
    ceilings: z.array(ceilingSchema),
  }),
]);
export type PercentStep = z.infer<typeof percentStepSchema>;

/** What a node is about: the words for it come from the interface's texts by this name. */
const traceKindSchema = z.enum(['overall', 'category', 'item', 'attribute', 'results', 'dimension', 'indicator']);

/**
 * One number or level with everything it was made of (docs/score.md P4). It holds no prose: people read words chosen by
 * `kind` and by the `method` of the steps. `results` stands among the children of `overall` but never counts into it.
 */
export interface TraceNode {
  readonly kind: z.infer<typeof traceKindSchema>;
  /** A code, an indicator's id, or "overall". */
  readonly subject: string;
  /** The rule of the value that the chosen profile is about. */
  readonly rule: z.infer<typeof ruleSchema>;
  readonly level: Level | null;
  readonly points: Amount | null;
  readonly percent: Amount | null;
  readonly levelBy: LevelStep | null;
  readonly pointsBy: PointsStep | null;
  readonly percentBy: PercentStep | null;
  /** P4: the items (or gates' subjects) that hold this value down. */
  readonly limitedBy: readonly string[];
  readonly children: readonly TraceNode[];
}

/** A node as it comes over HTTP. */
export const traceNodeSchema: z.ZodType<TraceNode> = z.lazy(() =>
  z.object({
    kind: traceKindSchema,
    subject: z.string(),
    rule: ruleSchema,
    level: levelSchema.nullable(),
    points: amountSchema.nullable(),
    percent: amountSchema.nullable(),
    levelBy: levelStepSchema.nullable(),
    pointsBy: pointsStepSchema.nullable(),
    percentBy: percentStepSchema.nullable(),
    limitedBy: z.array(z.string()),
    children: z.array(traceNodeSchema),
  }),
);
