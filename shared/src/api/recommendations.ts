import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';
import { blockIdPattern } from '../document/paragraphs.ts';
import { recommendationAttributesSchema } from '../document/schema.ts';

export const recommendationStatusSchema = recommendationAttributesSchema.shape.status.unwrap().unwrap();
export type RecommendationStatus = z.infer<typeof recommendationStatusSchema>;

/** A unit as a text names it, and the unit of the register that is meant; null when the register has none. */
export const namedUnitSchema = z.object({ written: z.string(), unit: z.string().nullable() });

/** A recommendation as its document has it: it is changed there and nowhere else (docs/projections.md J5). */
export const recommendationSchema = z.object({
  document: z.string(),
  /** Among the recommendations of its document, from 0. */
  position: z.int(),
  /** Null in the text of the whole cycle. */
  item: z.string().nullable(),
  category: z.string().nullable(),
  /** Of its paragraph, from 1. */
  number: z.int(),
  text: z.string(),
  marker: z.string().nullable(),
  depth: z.int(),
  targetLevel: levelSchema.nullable(),
  /** Buddhist era. */
  targetFiscalYear: z.int().nullable(),
  units: z.array(namedUnitSchema),
  responsibleText: z.string().nullable(),
  origin: z.string().nullable(),
  status: recommendationStatusSchema.nullable(),
  carriedFrom: z.int().nullable(),
});
export type RecommendationAnswer = z.infer<typeof recommendationSchema>;

/** A block of a document (docs/decisions/0007). */
export const blockReferenceSchema = z.object({
  document: z.string().max(100),
  block: z.string().regex(blockIdPattern),
});
export type BlockReference = z.infer<typeof blockReferenceSchema>;

/**
 * Whether a recommendation may be carried over: `free`; `carried` already, and still there; `locked`: the text that it would go
 * into; `noPlace`: this cycle's framework has no such item.
 */
export const carryStateSchema = z.enum(['free', 'carried', 'locked', 'noPlace']);

/** An open recommendation of the cycle before, and what it would say in this one. */
export const carryCandidateSchema = blockReferenceSchema.extend({
  item: z.string().nullable(),
  text: z.string(),
  marker: z.string().nullable(),
  depth: z.int(),
  targetLevel: levelSchema.nullable(),
  /** Buddhist era. */
  targetFiscalYear: z.int().nullable(),
  units: z.array(z.string()),
  status: recommendationStatusSchema.nullable(),
  /** The year that it was first made in. */
  carriedFrom: z.int(),
  state: carryStateSchema,
});
export type CarryCandidate = z.infer<typeof carryCandidateSchema>;

export const carryOverSchema = z.object({
  /** The cycle before; null: there is none that the person may read. */
  from: z.object({ cycle: z.string(), title: z.string(), fiscalYearBE: z.int() }).nullable(),
  recommendations: z.array(carryCandidateSchema),
});
export type CarryOver = z.infer<typeof carryOverSchema>;

/** So many are carried over at once. */
const maxCarried = 500;

export const carryOverRequestSchema = z.object({
  recommendations: z.array(blockReferenceSchema).min(1).max(maxCarried),
});

/** How many were written, and how many of the chosen ones stand there already. */
export const carriedSchema = z.object({ carried: z.int(), carriedBefore: z.int() });

export const recommendationQuerySchema = z.object({
  /** Of the register; also what is given to a group that holds it. */
  unit: z.string().max(200).optional(),
  item: z.string().max(20).optional(),
  /** `none`: nobody has given one. */
  status: z.union([recommendationStatusSchema, z.literal('none')]).optional(),
  year: z.coerce.number().int().optional(),
  carried: z.enum(['true', 'false']).optional(),
});
export type RecommendationQuery = z.infer<typeof recommendationQuerySchema>;
