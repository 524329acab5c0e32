import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';
import { documentDiffSchema } from '../deciding/contentDiff.ts';
import { approvalRequestSchema, itemSchema } from './api.ts';

/** Shapes of claims, decisions, reopenings and versions. Times are epoch ms. */
const reasonSchema = z.string().trim().min(1).max(20_000);
const isoDateSchema = z.iso.date();

/** What must still be done after an approval, and by which day. */
export const conditionsSchema = z.object({ text: reasonSchema, deadline: isoDateSchema });
export type Conditions = z.infer<typeof conditionsSchema>;
export const approvalWithConditionsSchema = approvalRequestSchema.extend({ conditions: conditionsSchema.optional() });
export const conditionsMetSchema = z.object({ met: z.literal(true) });

/** The claim that stands; null when none was made in the cycle (a level may have come with the imported report). */
export const standingClaimSchema = z
  .object({
    id: z.string(),
    level: levelSchema,
    statement: z.string().nullable(),
    /** Ids of the checks that no evidence proved when it was made. */
    unprovenChecks: z.array(z.string()),
    person: z.string(),
    personName: z.string(),
    at: z.int(),
    /** What was claimed, as it stood; null for a claim from before versions were kept. */
    snapshotId: z.string().nullable(),
    contentHash: z.string().nullable(),
    /** Whether an approval of the claimed level would be about another text now. */
    changedSince: z.boolean(),
    changedDocuments: z.array(z.string()),
  })
  .nullable();
export type StandingClaim = z.infer<typeof standingClaimSchema>;

/** A resolution that approves nothing. Returned needs a reason: the body must know what to do. */
const otherDecisions = ['returned', 'noted', 'postponed'] as const;
export const decisionRequestSchema = z
  .object({
    kind: z.enum(otherDecisions),
    resolution: reasonSchema,
    reason: reasonSchema.optional(),
    /** Until when it is postponed, or by when it must come back. */
    until: isoDateSchema.optional(),
    meetingId: z.string().optional(),
  })
  .refine(({ kind, reason }) => kind !== 'returned' || reason !== undefined, {
    path: ['reason'],
    error: 'say why it is returned',
  });
export const decisionSchema = z.object({
  decision: z.object({
    id: z.string(),
    kind: z.enum(otherDecisions),
    resolution: z.string(),
    reason: z.string().nullable(),
    until: z.string().nullable(),
    meetingId: z.string(),
    at: z.int(),
  }),
  item: itemSchema,
});

export const reopeningWishSchema = z.object({
  reason: reasonSchema,
  /** Refused edits that are the reason; the person must be able to read them. */
  rescues: z.array(z.string()).max(100).optional(),
});

/** A meeting in which an item can be decided now. */
export const decidingMeetingSchema = z.object({
  id: z.string(),
  number: z.string(),
  date: z.string().nullable(),
  status: z.enum(['planned', 'running']),
  isOnAgenda: z.boolean(),
});
export type DecidingMeeting = z.infer<typeof decidingMeetingSchema>;

const meetingSchema = z.object({ id: z.string(), number: z.string(), date: z.string().nullable() });
const pastSchema = {
  id: z.string(),
  /** Number of the audit entry. */
  seq: z.int(),
  at: z.int(),
  person: z.string().nullable(),
  personName: z.string().nullable(),
};

/** One step of an item's way. */
export const historyEntrySchema = z.discriminatedUnion('type', [
  z.object({
    ...pastSchema,
    type: z.literal('claim'),
    from: levelSchema.nullable(),
    /** Null: the claim was withdrawn. */
    level: levelSchema.nullable(),
    statement: z.string().nullable(),
    unprovenChecks: z.array(z.string()),
    snapshotId: z.string().nullable(),
  }),
  z.object({
    ...pastSchema,
    type: z.literal('approval'),
    level: levelSchema.nullable(),
    resolution: z.string(),
    meeting: meetingSchema.nullable(),
    snapshotId: z.string(),
    contentHash: z.string(),
    conditions: conditionsSchema.extend({ metAt: z.int().nullable(), metByName: z.string().nullable() }).nullable(),
    certificateId: z.string().nullable(),
    /** A reopening took it back; the certificate still proves the old text. */
    isSuperseded: z.boolean(),
  }),
  z.object({
    ...pastSchema,
    type: z.literal('decision'),
    kind: z.enum(otherDecisions),
    resolution: z.string(),
    reason: z.string().nullable(),
    until: z.string().nullable(),
    meeting: meetingSchema.nullable(),
  }),
  z.object({
    ...pastSchema,
    type: z.literal('advised'),
    from: levelSchema.nullable(),
    /** Null: the advised level was taken back. */
    level: levelSchema.nullable(),
    statement: z.string().nullable(),
  }),
  z.object({ ...pastSchema, type: z.literal('reopening'), reason: z.string() }),
  z.object({
    ...pastSchema,
    type: z.literal('reopeningRequest'),
    reason: z.string(),
    rescues: z.array(z.string()),
    /** A reopening came after it. */
    isAnswered: z.boolean(),
  }),
]);
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const snapshotSchema = z.object({
  id: z.string(),
  kind: z.enum(['claim', 'approval', 'named', 'report']),
  name: z.string().nullable(),
  item: z.string().nullable(),
  person: z.string().nullable(),
  personName: z.string().nullable(),
  at: z.int(),
  contentHash: z.string(),
});
export type SnapshotAnswer = z.infer<typeof snapshotSchema>;
export const snapshotRequestSchema = z.object({
  name: z.string().trim().min(1).max(200),
  /** Left out: every document of the cycle, of advice notes the submitted ones. */
  documents: z.array(z.string()).min(1).max(500).optional(),
});

export const itemDocumentDiffSchema = documentDiffSchema.extend({ item: z.string().nullable() });
/** `to` null: what is committed now. */
export const snapshotDiffSchema = z.object({
  from: snapshotSchema,
  to: snapshotSchema.nullable(),
  documents: z.array(itemDocumentDiffSchema),
});
export type SnapshotDiff = z.infer<typeof snapshotDiffSchema>;

/** Details of `textChanged`; the last two when the expected hash is of a version of the item. */
export const textChangedDetailsSchema = z.object({
  expected: z.string(),
  actual: z.string(),
  changed: z.array(z.string()).optional(),
  documents: z.array(documentDiffSchema).optional(),
});
