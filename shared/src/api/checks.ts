import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';

/** A passage that its writer says proves a check. */
const provingPassageSchema = z.object({
  document: z.string(),
  /** Of the evidence in which it stands. */
  level: levelSchema.nullable(),
  /** Of its paragraph, from 1. */
  number: z.int(),
  quote: z.string(),
});

/** An entry of the evidence register that proves a check. */
const provingFileSchema = z.object({ evidence: z.string(), title: z.string() });

export const tickSchema = z.object({
  person: z.string(),
  personName: z.string(),
  at: z.int(),
  note: z.string().nullable(),
});

/** A check of the framework with what proves it in this cycle (docs/projections.md J7). */
export const checkSchema = z.object({
  id: z.string(),
  item: z.string(),
  level: levelSchema,
  /** The first of them, and how many there are. */
  passages: z.array(provingPassageSchema),
  passageCount: z.int(),
  files: z.array(provingFileSchema),
  fileCount: z.int(),
  /** Who of the item's body says that it is met; null: nobody. */
  tick: tickSchema.nullable(),
});
export type CheckAnswer = z.infer<typeof checkSchema>;

export const tickRequestSchema = z.object({
  ticked: z.boolean(),
  note: z.string().trim().max(1_000).optional(),
});
export type TickRequest = z.infer<typeof tickRequestSchema>;
