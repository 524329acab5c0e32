import { z } from 'zod';
import { textSchema } from '../api/api.ts';
import { levelSchema } from '../assessment/level.ts';
import { roleSchema } from '../policy/roles.ts';

/** SHA-256, hex. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

/** A key is named by the first 16 hex digits of the SHA-256 of its SPKI (docs/proof.md K2). */
export const keyIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hex digits');

/** An Ed25519 signature, base64. */
export const signatureSchema = z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be 64 bytes in base64');

export const certificateVersion = 1;

/** The signed record of an approval (docs/proof.md C1). */
export const certificateSchema = z.strictObject({
  version: z.literal(certificateVersion),
  id: z.string(),
  /** As people quote it (`certificateNumber`). */
  number: z.string(),
  agency: z.string(),
  cycle: z.strictObject({
    id: z.string(),
    title: z.string(),
    fiscalYearBE: z.int(),
    round: z.int(),
    frameworkId: z.string(),
  }),
  item: z.strictObject({ code: z.string(), title: textSchema }),
  /** Null for a dimension. */
  level: levelSchema.nullable(),
  conditions: z.strictObject({ text: z.string(), deadline: z.string() }).nullable(),
  resolution: z.string(),
  /** `date` is an ISO date, null where the meeting has none. */
  meeting: z.strictObject({ number: z.string(), date: z.string().nullable() }),
  /** Who recorded the decision, in which role of the cycle. */
  decidedBy: z.strictObject({ name: z.string(), role: roleSchema }),
  at: z.iso.datetime(),
  approvalId: z.string(),
  snapshotId: z.string(),
  contentHash: hashSchema,
  /** What the approval locked, with the epoch that each is in since. */
  documents: z.array(z.strictObject({ id: z.string(), lockEpoch: z.int() })),
  /** The newest entry of the cycle's audit chain when it was issued; the approval's own entry is the next. */
  auditHead: z.strictObject({ chain: z.string(), seq: z.int(), hash: hashSchema }),
  /** SHA-256 of the certificate before it in this installation, null for the first. */
  previousHash: hashSchema.nullable(),
  keyId: keyIdSchema,
  signature: signatureSchema,
});
export type Certificate = z.infer<typeof certificateSchema>;
export type UnsignedCertificate = Omit<Certificate, 'signature'>;

/** What of a certificate is signed: everything but the signature (docs/proof.md C3). */
export function unsignedOf({ signature: _signature, ...unsigned }: Certificate): UnsignedCertificate {
  return unsigned;
}

/**
 * The number that people quote, for example `PMQA-2562-12/3.3/0001`: framework, fiscal year and round, item, and how
 * many certificates the agency has with this one.
 */
export function certificateNumber(of: {
  readonly frameworkId: string;
  readonly fiscalYearBE: number;
  readonly round: number;
  readonly item: string;
  readonly count: number;
}): string {
  const model = of.frameworkId.split('-', 1)[0]?.toUpperCase() ?? '';
  return `${model}-${of.fiscalYearBE}-${of.round}/${of.item}/${String(of.count).padStart(4, '0')}`;
}
