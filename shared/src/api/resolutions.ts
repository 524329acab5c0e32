import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';
import { conditionsSchema } from './deciding.ts';

/** Shapes of the resolutions of a meeting and of its minutes (docs/resolutions.md). Times are epoch ms, days ISO dates. */
const idSchema = z.string().min(1).max(100);
const wordsSchema = z.string().trim().min(1).max(20_000);

/** `declared`: the overall level. `confirmed`: the minutes of another meeting. `resolved`: in words alone. */
export const resolutionKinds = [
  'approved',
  'approvedWithConditions',
  'returned',
  'noted',
  'postponed',
  'declared',
  'confirmed',
  'resolved',
] as const;
export type ResolutionKind = (typeof resolutionKinds)[number];

/** What is to be done besides; of an item it becomes a recommendation. */
export const observationSchema = z.object({
  text: wordsSchema,
  /** Names of responsible units. */
  units: z.array(z.string().min(1).max(300)).max(30),
  due: z.iso.date().nullable(),
});
export type Observation = z.infer<typeof observationSchema>;

/** A resolution on an item is made by a decision on it and stands here by itself; these are the others and corrections. */
export const newResolutionSchema = z.object({
  kind: z.enum(['declared', 'confirmed', 'resolved']),
  text: wordsSchema,
  entry: idSchema.optional(),
  observations: z.array(observationSchema).max(50).optional(),
  vote: idSchema.optional(),
  /** The resolution that this one corrects; that one stays and says so. */
  corrects: idSchema.optional(),
  /** Of `confirmed`: the meeting whose minutes they are; left out: those that `entry` names. */
  minutes: idSchema.optional(),
  /** Of `declared`: what the screen showed; another one by now is `replaced`. */
  expected: z.object({ level: levelSchema.nullable() }).optional(),
  /** Of `confirmed`: the hash of the minutes as shown. */
  expectedContentHash: z.string().optional(),
  key: z.uuid().optional(),
});
export type NewResolution = z.input<typeof newResolutionSchema>;
/**
 * Said of a resolution afterwards: what a decision itself does not hold. Observations that are not there yet are added,
 * none is taken away.
 */
export const amendResolutionSchema = z.object({
  observations: z.array(observationSchema).max(50).optional(),
  vote: idSchema.optional(),
});
export type AmendResolution = z.input<typeof amendResolutionSchema>;

/** What became of an observation on an item: `refused`: its text was locked or full, so it stands here alone. */
export const observationStates = ['none', 'written', 'refused'] as const;
export const keptObservationSchema = observationSchema.extend({ recommendation: z.enum(observationStates) });
export type KeptObservation = z.infer<typeof keptObservationSchema>;

/** Where a resolution fell. */
const placeSchema = z.object({ meeting: z.string(), meetingNumber: z.string(), number: z.int() });
export type ResolutionPlace = z.infer<typeof placeSchema>;

export const resolutionSchema = z.object({
  id: z.string(),
  /** In its meeting, from 1 in the order in which they fell. */
  number: z.int(),
  kind: z.enum(resolutionKinds),
  entry: z.string().nullable(),
  item: z.string().nullable(),
  /** Approved or declared. */
  level: levelSchema.nullable(),
  text: z.string(),
  conditions: conditionsSchema.nullable(),
  reason: z.string().nullable(),
  until: z.string().nullable(),
  observations: z.array(keptObservationSchema),
  vote: z
    .object({ question: z.string(), choices: z.array(z.string()).nullable(), counts: z.array(z.int()) })
    .nullable(),
  snapshotId: z.string().nullable(),
  contentHash: z.string().nullable(),
  certificateId: z.string().nullable(),
  certificateNumber: z.string().nullable(),
  /** Points of the declared overall result, unofficial. */
  points: z.number().nullable(),
  /** Of the declared level: process items with an approved level, of all. */
  decided: z.object({ approved: z.int(), of: z.int() }).nullable(),
  /** The minutes that it confirms. */
  confirms: z.object({ meeting: z.string(), number: z.string() }).nullable(),
  corrects: z.string().nullable(),
  correctedBy: z.string().nullable(),
  /** Where those two fell. */
  correctsAt: placeSchema.nullable(),
  correctedAt: placeSchema.nullable(),
  person: z.string(),
  personName: z.string(),
  at: z.int(),
});
export type ResolutionAnswer = z.infer<typeof resolutionSchema>;

/** draft → circulated (those present say what they want amended) → confirmed, which locks the document. */
export const minutesStates = ['none', 'draft', 'circulated', 'confirmed'] as const;
export const minutesSchema = z.object({
  meeting: z.string(),
  number: z.string(),
  document: z.string().nullable(),
  state: z.enum(minutesStates),
  circulatedAt: z.int().nullable(),
  confirmedAt: z.int().nullable(),
  /** The number of the meeting that confirmed them. */
  confirmedIn: z.string().nullable(),
  contentHash: z.string(),
  /** What it is locked as. */
  snapshotId: z.string().nullable(),
});
export const minutesStateChangeSchema = z.object({ state: z.literal('circulated') });
export const scenarioSchema = z.object({
  /** The levels that are supposed, by item. */
  levels: z.record(z.string().regex(/^\d\.\d{1,2}$/), levelSchema.nullable()),
  key: z.uuid().optional(),
});
export type Scenario = z.input<typeof scenarioSchema>;
export type MinutesAnswer = z.infer<typeof minutesSchema>;
