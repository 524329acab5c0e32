import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';
import { AppError } from '../errors/errors.ts';
import { indicatorMethodSchema, profileSchema, switchesSchema, unknownMember } from './methods.ts';
import { findContradictions, type Problem } from './refusals.ts';
import { certaintySchema, codeSchema, decimalSchema, markedTextSchema, percentSchema } from './text.ts';

/** One thing to look for before a level is claimed; guidance, never a condition of the level. */
const checkSchema = z.strictObject({ id: z.string().min(1), text: markedTextSchema });
export type Check = z.infer<typeof checkSchema>;

/**
 * How long a text may be that a form of the authority takes: letters as one sees them, or Thai words. What is longer may
 * still be written; the reader is told.
 */
const limitsSchema = z
  .strictObject({
    maxGraphemes: z.int().positive().max(1_000_000).optional(),
    maxWords: z.int().positive().max(1_000_000).optional(),
    certainty: certaintySchema,
  })
  .refine(({ maxGraphemes, maxWords }) => maxGraphemes !== undefined || maxWords !== undefined, {
    error: 'limits must name maxGraphemes, maxWords or both',
  });
export type TextLimits = z.infer<typeof limitsSchema>;

/** What an item asks for at one level. */
const itemLevelSchema = z.strictObject({
  level: levelSchema,
  /** Of the text at this level, before those of the item. */
  limits: limitsSchema.optional(),
  /** The authority's catchword, where one is known. */
  concept: z.strictObject({ en: z.string().min(1), certainty: certaintySchema }).nullable(),
  checks: z.array(checkSchema).min(1),
});

/** An item of a process category; `levels` is empty in a framework whose items are scored by attributes. */
const processItemSchema = z.strictObject({
  code: codeSchema,
  kind: z.literal('process'),
  title: markedTextSchema,
  shortTitle: markedTextSchema,
  /** Of each text of the item that has none of its own. */
  limits: limitsSchema.optional(),
  levels: z.array(itemLevelSchema),
});
export type ProcessItem = z.infer<typeof processItemSchema>;

/** A dimension of the results category: measured by indicators (or attributes), without a level. */
const dimensionSchema = z.strictObject({
  code: codeSchema,
  kind: z.literal('dimension'),
  title: markedTextSchema,
  shortTitle: markedTextSchema,
  description: markedTextSchema.nullable(),
  themes: z.array(markedTextSchema),
});
export type Dimension = z.infer<typeof dimensionSchema>;
/** What a document or a level can be about. */
export type FrameworkItem = ProcessItem | Dimension;

const categoryHead = {
  code: codeSchema,
  title: markedTextSchema,
  shortTitle: markedTextSchema,
  goal: markedTextSchema,
};
const categorySchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...categoryHead, kind: z.literal('process'), items: z.array(processItemSchema).min(1) }),
    z.strictObject({ ...categoryHead, kind: z.literal('results'), items: z.array(dimensionSchema).min(1) }),
  ],
  { error: (issue) => unknownMember('kind', issue.input, ['process', 'results']) },
);
export type Category = z.infer<typeof categorySchema>;

/** PMQA-like: basic < advance < significance, cumulative, each with its points (docs/score.md P1, P3). */
const levelScaleSchema = z.strictObject({
  kind: z.literal('cumulative-levels'),
  none: z.strictObject({ label: markedTextSchema, points: decimalSchema, certainty: certaintySchema }),
  levels: z.array(
    z.strictObject({ level: levelSchema, label: markedTextSchema, points: decimalSchema, certainty: certaintySchema }),
  ),
});
export type LevelScale = z.infer<typeof levelScaleSchema>;

/** EFQM- or CAF-like: every item is rated in percent, attribute by attribute (docs/score.md P9). */
const attributeScaleSchema = z.strictObject({
  kind: z.literal('attribute-percent'),
  /** Ratings are multiples of this. */
  stepPercent: percentSchema.refine((step) => Number(step) > 0, 'above 0'),
  attributes: z
    .array(z.strictObject({ code: codeSchema, title: markedTextSchema, appliesTo: z.enum(['process', 'dimension']) }))
    .min(1),
});
export type AttributeScale = z.infer<typeof attributeScaleSchema>;

const indicatorRulesSchema = z.strictObject({
  methods: z.array(indicatorMethodSchema).min(1),
  fiscalYears: z.int().min(1).max(3),
  aggregation: switchesSchema,
  certainty: certaintySchema,
});

const evidenceRulesSchema = z.strictObject({
  modelOrWorkflowFile: z
    .strictObject({
      type: z.enum(['pdf']),
      maxPages: z.int().positive(),
      maxFiles: z.int().positive(),
      certainty: certaintySchema,
    })
    .nullable(),
  narrativeLimitCharacters: z.strictObject({ value: z.int().positive().nullable(), certainty: certaintySchema }),
});

const questionGroupSchema = z.strictObject({ title: markedTextSchema, questions: z.array(markedTextSchema).min(1) });

/** An edition of a quality model as data (docs/score.md P9); every datum carries its certainty. */
export const frameworkSchema = z.strictObject({
  schemaVersion: z.literal(1, { error: 'schemaVersion must be 1: another version of the format is not understood' }),
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower case letters, digits, "." and "-"'),
  edition: z.string().min(1),
  name: markedTextSchema,
  longName: markedTextSchema,
  authority: markedTextSchema,
  principles: z.array(markedTextSchema),
  /** What each certainty mark means in this edition, and where it comes from. */
  certaintyLegend: z.partialRecord(certaintySchema, z.strictObject({ th: z.string().min(1), en: z.string().min(1) })),
  scale: z.discriminatedUnion('kind', [levelScaleSchema, attributeScaleSchema], {
    error: (issue) => unknownMember('kind', issue.input, ['cumulative-levels', 'attribute-percent']),
  }),
  categories: z.array(categorySchema).min(1),
  /** null: the framework has no indicators. */
  indicatorRules: indicatorRulesSchema.nullable(),
  evidenceRules: evidenceRulesSchema.nullable(),
  /** Questions about the organization itself, answered outside the score. */
  organization: z.array(
    z.strictObject({ code: codeSchema, title: markedTextSchema, groups: z.array(questionGroupSchema) }),
  ),
  profiles: z.array(profileSchema).min(1),
  defaultProfile: z.string(),
  /** What is not settled about this edition, for an administrator to read. */
  notes: z.array(markedTextSchema),
});

/** A framework that `parseFramework` has taken: its parts fit together. */
export type Framework = z.infer<typeof frameworkSchema>;

/**
 * Reads a framework (docs/score.md P9). Throws AppError `invalid` with details `{problems: [{path, message}]}` when the
 * shape, a method, a gate or the whole does not hold; nothing is repaired or left out.
 */
export function parseFramework(value: unknown): Framework {
  const parsed = frameworkSchema.safeParse(value);
  if (!parsed.success) {
    throw refused(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
  }
  const contradictions = findContradictions(parsed.data);
  if (contradictions.length > 0) throw refused(contradictions);
  return parsed.data;
}

function refused(problems: readonly Problem[]): AppError {
  const told = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return new AppError('invalid', `the framework is refused: ${told}`, { problems });
}
