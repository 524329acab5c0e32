import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';
import { certaintySchema, codeSchema, decimalSchema, markedTextSchema, percentSchema } from './text.ts';

/** The indicator methods that exist (docs/score.md P6, P7); a framework names the ones it allows. */
const indicatorMethods = ['achievement-percent', 'tiers', 'linear-band', 'binary'] as const;
export const indicatorMethodSchema = z.enum(indicatorMethods, {
  error: (issue) => unknownName('indicator method', issue.input, indicatorMethods),
});

/**
 * How indicators become one percentage (docs/score.md P6); printed with every result. `missing`: pending indicators are
 * left out or count 0 · `cap`: highest percent of one indicator, null none · `stages`: one mean of all, or the mean of the
 * dimensions' means · `decimals`: places of the printed result.
 */
export const switchesSchema = z.strictObject({
  missing: z.enum(['exclude', 'zero']),
  cap: decimalSchema.refine((cap) => Number(cap) > 0, 'above 0').nullable(),
  stages: z.enum(['flat', 'by-dimension']),
  decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
});
export type Switches = z.infer<typeof switchesSchema>;

const profileHead = {
  id: z.string().min(1),
  name: markedTextSchema,
  /** Whether the model's authority is known to score like this; false is shown as unofficial. */
  official: z.boolean(),
  certainty: certaintySchema,
};

/** P2: the level of the lowest item of the categories in `scope`. */
const lowestItemSchema = z.strictObject({
  ...profileHead,
  method: z.literal('lowest-item'),
  scope: z.array(codeSchema).min(1),
});

/** P3: points of the levels, plain means of items and then of the categories in `scope`; P8 with `partialCredit`. */
const meanPointsSchema = z.strictObject({
  ...profileHead,
  method: z.literal('mean-points'),
  scope: z.array(codeSchema).min(1),
  partialCredit: z.boolean(),
  /** From how many points an authority speaks of a level; shown, never used to decide. */
  bands: z.array(z.strictObject({ level: levelSchema, from: decimalSchema, certainty: certaintySchema })),
});

const gates = ['attribute-caps-item', 'category-caps-overall'] as const;

/** P9: the gates that exist. */
const gateSchema = z.discriminatedUnion(
  'gate',
  [
    /** An item's percent never exceeds that attribute's percent. */
    z.strictObject({ gate: z.literal('attribute-caps-item'), attribute: codeSchema }),
    /** While the category is below `below` percent, the overall percent is at most `cap`. */
    z.strictObject({
      gate: z.literal('category-caps-overall'),
      category: codeSchema,
      below: percentSchema,
      cap: percentSchema,
    }),
  ],
  { error: (issue) => unknownMember('gate', issue.input, gates) },
);

/** P9: attributes in percent → item → category → overall by weights that sum to 100, held down by gates. */
const weightedMeanSchema = z.strictObject({
  ...profileHead,
  method: z.literal('weighted-mean'),
  maxPoints: decimalSchema.refine((points) => Number(points) > 0, 'above 0'),
  weights: z.strictObject({
    categories: z.record(codeSchema, percentSchema),
    attributes: z.record(codeSchema, percentSchema),
    /** Items of a category that is not named weigh the same. */
    items: z.record(codeSchema, percentSchema),
  }),
  gates: z.array(gateSchema),
});
export type WeightedMeanProfile = z.infer<typeof weightedMeanSchema>;

const profileMethods = ['lowest-item', 'mean-points', 'weighted-mean'] as const;

/** One way to score a framework: a method of the closed list with its settings (docs/score.md P9). */
export const profileSchema = z.discriminatedUnion('method', [lowestItemSchema, meanPointsSchema, weightedMeanSchema], {
  error: (issue) => unknownMember('method', issue.input, profileMethods),
});
export type Profile = z.infer<typeof profileSchema>;

/** What to say when the member that chooses a kind, such as `method`, names none of the closed list. */
export function unknownMember(member: string, input: unknown, known: readonly string[]): string {
  const named = typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[member] : input;
  return unknownName(member, named, known);
}

function unknownName(what: string, named: unknown, known: readonly string[]): string {
  return `unknown ${what} ${JSON.stringify(named) ?? 'nothing'}; known are ${known.join(', ')}`;
}
