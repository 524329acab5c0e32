import { z } from 'zod';
import { hashSchema, keyIdSchema, signatureSchema } from './certificate.ts';

/** The head of an audit chain with a signature over everything else of it (docs/proof.md H1). */
export const signedHeadSchema = z.strictObject({
  chain: z.string(),
  seq: z.int(),
  hash: hashSchema,
  /** Epoch ms. */
  at: z.int(),
  keyId: keyIdSchema,
  signature: signatureSchema,
});
export type SignedHead = z.infer<typeof signedHeadSchema>;

/** What of a head is signed. */
export function unsignedHeadOf({ signature: _signature, ...unsigned }: SignedHead): Omit<SignedHead, 'signature'> {
  return unsigned;
}

export const proofProblemKinds = [
  'entryChanged',
  'entryMissing',
  'entryUnlinked',
  'chainEnd',
  'headSignature',
  'headKey',
  'headCut',
  'headRewritten',
  'certificateMissing',
  'certificateChanged',
  'certificateUnlinked',
  'certificateSignature',
  'certificateKey',
  'certificateAudit',
  'certificateText',
  'certificateEnd',
  'recordChanged',
  'recordMissing',
  'recordUntold',
] as const;

/** What a decision has written besides its audit entry. */
const decidedTables = ['item', 'document', 'claim', 'advisedLevel', 'approval', 'reopening', 'decision'] as const;
export type DecidedTable = (typeof decidedTables)[number];

/** Something that a check found (docs/proof.md V4 says what each kind means). */
export const proofProblemSchema = z.object({
  kind: z.enum(proofProblemKinds),
  /** Null where it is not about a chain. */
  chain: z.string().nullable(),
  /** Of the entry, or of the head; null where it is not about one. */
  seq: z.int().nullable(),
  /** Id, or the position where one is missing. */
  certificate: z.string().nullable(),
  /** Found by a head that was held elsewhere. */
  isHeld: z.boolean(),
  /** Where it is about what a decision wrote: `id` is an item's code; `column` is what differs, null for all of it. */
  record: z.object({ table: z.enum(decidedTables), id: z.string(), column: z.string().nullable() }).optional(),
});
export type ProofProblem = z.infer<typeof proofProblemSchema>;
export type ProofProblemKind = ProofProblem['kind'];

/** A place in a chain: an entry's number and hash. */
export interface ChainPlace {
  readonly seq: number;
  readonly hash: string | null;
}

/** Where every chain begins. */
export const chainBegin: ChainPlace = { seq: 0, hash: null };

/**
 * What is wrong with an entry that is stored behind `previous` (docs/proof.md A2): a gap before it, no link to what is
 * before it, or other content than was hashed.
 * @param computedHash of the entry as it is stored, null when it cannot be read as one
 */
export function entryProblems(
  previous: ChainPlace,
  entry: { readonly seq: number; readonly previousHash: string | null; readonly hash: string },
  computedHash: string | null,
): readonly ProofProblemKind[] {
  const isNext = entry.seq === previous.seq + 1;
  return [
    ...(isNext ? [] : (['entryMissing'] as const)),
    ...(!isNext || entry.previousHash === previous.hash ? [] : (['entryUnlinked'] as const)),
    ...(entry.hash === computedHash ? [] : (['entryChanged'] as const)),
  ];
}

/** What a signed head says of a chain (docs/proof.md H3), null when they agree. */
export function headProblem(
  head: Pick<SignedHead, 'seq' | 'hash'>,
  /** The hash of the chain's entry of that number, null when it has none. */
  foundHash: string | null,
  signature: 'valid' | 'invalid' | 'unknownKey',
): ProofProblemKind | null {
  if (signature === 'unknownKey') return 'headKey';
  if (signature === 'invalid') return 'headSignature';
  if (foundHash === null) return 'headCut';
  return foundHash === head.hash ? null : 'headRewritten';
}
