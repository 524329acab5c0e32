import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';
import { proofProblemSchema, signedHeadSchema } from '../proof/auditChain.ts';
import { textSchema } from './api.ts';

/** Shapes of certificates and of the audit. */
export const certificateLineSchema = z.object({
  id: z.string(),
  number: z.string(),
  item: z.string(),
  level: levelSchema.nullable(),
  /** Epoch ms. */
  at: z.int(),
  /** Whether a reopening took its approval back. */
  superseded: z.boolean(),
});
export type CertificateLine = z.infer<typeof certificateLineSchema>;

/** Whether a certificate still says what is so. */
export const standingSchema = z.object({
  /** The reopening that took the approval back; the certificate stays valid for the old text. */
  supersededBy: z.object({ id: z.string(), at: z.int(), reason: z.string() }).nullable(),
  /** Whether an approval of the same level would hash the same text now. */
  textEquals: z.boolean(),
  nowHash: z.string(),
  signatureValid: z.boolean(),
  /** Its links to the certificates beside it and to the cycle's audit chain. */
  chainValid: z.boolean(),
});
export type StandingAnswer = z.infer<typeof standingSchema>;

/** What anybody may see of a certificate: no person, no resolution, no text. */
export const publicCertificateSchema = z.object({
  number: z.string(),
  agency: z.string(),
  cycleTitle: z.string(),
  item: z.object({ code: z.string(), title: textSchema }),
  level: levelSchema.nullable(),
  hasConditions: z.boolean(),
  meeting: z.object({ number: z.string(), date: z.string().nullable() }),
  at: z.iso.datetime(),
  contentHash: z.string(),
  keyId: z.string(),
  signatureValid: z.boolean(),
  superseded: z.boolean(),
});
export type PublicCertificate = z.infer<typeof publicCertificateSchema>;

export const auditQuerySchema = z.object({
  cycle: z.string().min(1),
  /** Only entries behind this number. */
  after: z.coerce.number().int().min(0).optional(),
  /** Only entries before this number. */
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  /** Types, with commas between them. */
  type: z.string().min(1).max(500).optional(),
  person: z.string().min(1).max(200).optional(),
  item: z
    .string()
    .regex(/^[0-9A-Za-z.-]{1,20}$/)
    .optional(),
  /** Epoch ms, both included. */
  from: z.coerce.number().int().optional(),
  until: z.coerce.number().int().optional(),
  order: z.enum(['oldest', 'newest']).default('oldest'),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** What was found in a cycle's chain, its signed heads and its certificates. */
export const auditCheckSchema = z.object({
  entries: z.int(),
  isWhole: z.boolean(),
  /** At most a hundred. */
  problems: z.array(proofProblemSchema),
  newestSignedHead: signedHeadSchema.nullable(),
});
export type AuditCheckAnswer = z.infer<typeof auditCheckSchema>;

/** Who acts in a cycle's chain. */
export const auditPeopleSchema = z.array(z.object({ id: z.string(), name: z.string() }));
