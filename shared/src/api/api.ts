import { z } from 'zod';
import {
  cycleStatusSchema,
  documentKindSchema,
  documentStateSchema,
  itemKindSchema,
  itemStatusSchema,
  scoreProfileSchema,
  scoreValueSchema,
} from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { seatSchema } from '../policy/roles.ts';
import { rescueReasonSchema } from '../sync/rescue.ts';

/** Shapes of the HTTP interface; `/api/openapi.json` is made from them. Texts carry Thai and English. */
export const textSchema = z.object({ th: z.string(), en: z.string() });
export type LocalText = z.infer<typeof textSchema>;

export const signInSchema = z.object({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  /** For who has a second factor: six digits, or a recovery code. */
  code: z.string().min(1).max(40).optional(),
});

export const personSchema = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  roles: z.array(seatSchema),
  /** True while a role asks for a second factor that the person has not set up: nothing else is answered until then. */
  mustSetUpSecondFactor: z.boolean().optional(),
});
export type PersonAnswer = z.infer<typeof personSchema>;
export const sessionSchema = z.object({ person: personSchema });
/** Who looks at a page: null before signing in. */
export const visitorSchema = z.object({ person: personSchema.nullable() });

export const cycleSchema = z.object({
  id: z.string(),
  title: z.string(),
  agency: z.string(),
  fiscalYearBE: z.int(),
  round: z.union([z.literal(6), z.literal(12)]),
  frameworkId: z.string(),
  status: cycleStatusSchema,
});
export type CycleAnswer = z.infer<typeof cycleSchema>;

export const documentSchema = z.object({
  id: z.string(),
  cycle: z.string(),
  item: z.string().nullable(),
  kind: documentKindSchema,
  level: levelSchema.nullable(),
  state: documentStateSchema,
  lockEpoch: z.int(),
  generation: z.int(),
  updatedAt: z.int(),
  /** When an advice note was submitted (epoch ms), null for a draft and for other kinds. */
  submittedAt: z.int().nullable(),
  /** Whose note it is; null for one that came with an imported report, and for kinds without an author. */
  author: z.string().nullable(),
  /** Whether the caller may write it now. */
  mayWrite: z.boolean(),
  /** What it weighs, as the server counts (a little more than the truth between compactions), and what it may weigh. */
  sizeBytes: z.int(),
  maxBytes: z.int(),
});
export type DocumentAnswer = z.infer<typeof documentSchema>;

export const itemDocumentSchema = z.object({
  id: z.string(),
  kind: documentKindSchema,
  level: levelSchema.optional(),
  state: documentStateSchema,
  lockEpoch: z.int(),
});

export const itemSchema = z.object({
  code: z.string(),
  title: textSchema,
  category: z.string(),
  kind: itemKindSchema,
  status: itemStatusSchema,
  claimed: levelSchema.nullable(),
  advised: levelSchema.nullable(),
  approved: levelSchema.nullable(),
  /** Newest committed edit of the item's documents, epoch ms. */
  updatedAt: z.int(),
  documents: z.array(itemDocumentSchema),
});
export type ItemAnswer = z.infer<typeof itemSchema>;

export const scoreboardQuerySchema = z.object({
  value: scoreValueSchema.default('claimed'),
  profile: scoreProfileSchema.default('weakest-link'),
});

export const claimSchema = z.object({ level: levelSchema.nullable(), statement: z.string().max(4000).optional() });

/** A refused edit that was kept (docs/sync.md S5). */
export const rescueSchema = z.object({
  id: z.string(),
  document: z.string(),
  /** The person's id. */
  person: z.string(),
  personName: z.string(),
  reason: rescueReasonSchema,
  at: z.int(),
  /** What would have been added or removed (`rescueText`). */
  text: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  cycle: z.string(),
  item: z.string().nullable(),
  kind: documentKindSchema,
  level: levelSchema.nullable(),
  /** Somebody has put it away. */
  discarded: z.object({ at: z.int(), byName: z.string() }).optional(),
});
export type RescueAnswer = z.infer<typeof rescueSchema>;
/** `id` null: the document itself has all of it. */
export const rescueKeptSchema = z.object({ id: z.string().nullable() });

export const rescueDiscardedSchema = z.object({ id: z.string(), discarded: z.boolean() });

export const approvalRequestSchema = z.object({
  level: levelSchema.nullable(),
  resolution: z.string().trim().min(1).max(20_000),
  meetingId: z.string().optional(),
  expectedContentHash: z.string().optional(),
});
export const approvalSchema = z.object({
  approval: z.object({
    id: z.string(),
    level: levelSchema.nullable(),
    snapshotId: z.string(),
    contentHash: z.string(),
    certificateId: z.string().nullable(),
    /** Of the evidence document of `level`; of the results for a dimension. */
    lockEpoch: z.int(),
  }),
});
export const reopeningRequestSchema = z.object({ reason: z.string().trim().min(1).max(20_000) });
export const reopeningSchema = z.object({ item: itemSchema });
/** What an approval would hash now: `hashed` is the exact text, `contentHash` its SHA-256, hex. */
export const hashedSchema = z.object({ contentHash: z.string(), hashed: z.string() });

export const notUnderstoodSchema = z.object({ line: z.int(), text: z.string(), reason: z.string() });
export type NotUnderstood = z.infer<typeof notUnderstoodSchema>;

export const importAnswerSchema = z.object({
  id: z.string(),
  format: z.enum(['txt', 'docx', 'pdf', 'json']),
  understood: z.unknown(),
  notUnderstood: z.array(notUnderstoodSchema),
});
export const importCommitSchema = z.object({ cycle: z.object({ id: z.string() }) });

export const auditEntrySchema = z.object({
  seq: z.int(),
  at: z.int(),
  person: z.string().nullable(),
  type: z.string(),
  subject: z.record(z.string(), z.unknown()),
  previousHash: z.string().nullable(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
