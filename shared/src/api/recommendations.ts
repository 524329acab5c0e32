import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';
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
