import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';

/** Shapes of advice notes, private levels and sessions of advisors. */

export const adviceTypes = ['observation', 'recommendation', 'question'] as const;
export type AdviceType = (typeof adviceTypes)[number];
export const adviceSeverities = ['minor', 'major', 'critical'] as const;
export type AdviceSeverity = (typeof adviceSeverities)[number];
export const adviceAnswers = ['accepted', 'declined'] as const;
export type AdviceAnswerKind = (typeof adviceAnswers)[number];

const somebodySchema = z.object({ id: z.string(), name: z.string() });
const passageSchema = z.object({ document: z.string().max(200), quote: z.string().trim().min(1).max(2_000) });

const noteFields = {
  type: z.enum(adviceTypes),
  severity: z.enum(adviceSeverities),
  /** The day of the visit on which the note rests. */
  visitDate: z.iso.date().nullable().default(null),
  /** The words of one of the item's documents that it is about; null: the item as a whole. */
  passage: passageSchema.nullable().default(null),
};
export const noteRequestSchema = z.object(noteFields);
export const newNoteSchema = z.object({ item: z.string().max(20), ...noteFields });

/** A note beside its text, which is the document. `type` and `severity` are null when the note came with a report. */
export const noteSchema = z.object({
  document: z.string(),
  item: z.string(),
  type: z.enum(adviceTypes).nullable(),
  severity: z.enum(adviceSeverities).nullable(),
  visitDate: z.string().nullable(),
  passage: z.object({ document: z.string(), quote: z.string() }).nullable(),
  /** Null for a note that came with an imported report. */
  author: somebodySchema.nullable(),
  /** Null while it is a draft. */
  submittedAt: z.int().nullable(),
  /** The note of which this one is a new version. */
  previousId: z.string().nullable(),
  /** The submitted version that stands in its place. */
  replacedBy: z.string().nullable(),
  /** How many comments members have written on it. */
  comments: z.int(),
  answer: z
    .object({ kind: z.enum(adviceAnswers), reason: z.string().nullable(), by: somebodySchema, at: z.int() })
    .nullable(),
});
export type NoteAnswer = z.infer<typeof noteSchema>;

export const noteAnswerRequestSchema = z.object({
  answer: z.enum(adviceAnswers),
  reason: z.string().trim().max(4_000).nullable().default(null),
  targetLevel: levelSchema.nullable().default(null),
  /** Buddhist era. */
  targetFiscalYear: z.int().min(2500).max(2700).nullable().default(null),
  /** Names of the responsible units. */
  units: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
});

export const advisedSchema = z.object({
  level: levelSchema.nullable(),
  statement: z.string().trim().max(4_000).nullable().default(null),
});

export const newAdvisorSessionSchema = z.object({ date: z.iso.date(), title: z.string().trim().min(1).max(300) });
export const advisorSessionSchema = z.object({
  id: z.string(),
  date: z.string(),
  title: z.string(),
  /** The versions that were kept before and after it; null as long as none was. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type AdvisorSessionAnswer = z.infer<typeof advisorSessionSchema>;

export const annexQuerySchema = z.object({ format: z.enum(['html', 'markdown', 'json']).default('html') });

export const privateLevelSchema = z.object({ level: levelSchema.nullable() });
/** Where a body stands on the level of one item. Nobody's level but one's own is in it before they are revealed. */
export const consensusSchema = z.object({
  item: z.string(),
  /** One's own level; `level` null says "none yet", the whole null that none was given. */
  mine: z.object({ level: levelSchema.nullable() }).nullable(),
  /** How many of the `seats` have given one. */
  given: z.int(),
  seats: z.int(),
  revealed: z
    .object({
      at: z.int(),
      by: somebodySchema,
      /** Lowest level first. */
      levels: z.array(z.object({ person: z.string(), name: z.string(), level: levelSchema.nullable() })),
    })
    .nullable(),
  /** 0 (all alike) to 3; null until they are revealed. */
  spread: z.int().min(0).max(3).nullable(),
  /** What a claim could begin with: the middle level, of two the lower; null also until they are revealed. */
  median: levelSchema.nullable(),
});
export type ConsensusAnswer = z.infer<typeof consensusSchema>;
