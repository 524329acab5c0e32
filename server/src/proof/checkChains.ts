import {
  type ChainPlace,
  chainBegin,
  entryProblems,
  headProblem,
  type ProofProblem,
  type ProofProblemKind,
  type SignedHead,
} from '@ruam/shared/proof/auditChain.ts';
import type { Database } from '../database/database.ts';
import { hashAuditEntry, readStoredAudit } from '../events/audit.ts';
import { checkHeadSignature, readHeads } from './heads.ts';
import type { PublicKeys } from './keys.ts';

/** What checks of a store are told. */
export interface CheckContext {
  readonly database: Database;
  readonly keys: PublicKeys;
  /** Heads that were held elsewhere. */
  readonly held: readonly SignedHead[];
}

/** What is in a chain, and what is wrong with it. */
export interface ChainFindings {
  readonly entries: number;
  readonly problems: readonly ProofProblem[];
  /** Certificates that its approvals name. */
  readonly certificates: ReadonlySet<string>;
}

const pageSize = 500;

/** Every chain of the store that has an entry, a head, a signed head or a held one. */
export async function listChains({ database, held }: CheckContext): Promise<string[]> {
  const ids = await Promise.all([
    database.selectFrom('auditChain').select('id as chain').execute(),
    database.selectFrom('audit').select('chain').distinct().execute(),
    database.selectFrom('signedHead').select('chain').distinct().execute(),
  ]);
  return [...new Set([...ids.flat(), ...held].map(({ chain }) => chain))].sort();
}

/** Reads a chain from its first entry to its last, a page at a time (docs/proof.md V2). */
export async function checkChain({ database, keys, held }: CheckContext, chain: string): Promise<ChainFindings> {
  const problems: ProofProblem[] = [];
  const found = (kind: ProofProblemKind, seq: number | null, isHeld = false): void => {
    problems.push({ kind, chain, seq, certificate: null, isHeld });
  };
  const heads = [
    ...(await readHeads(database, chain)).map((head) => ({ head, isHeld: false })),
    ...held.filter((head) => head.chain === chain).map((head) => ({ head, isHeld: true })),
  ];
  const headSeqs = new Set(heads.map(({ head }) => head.seq));
  const hashAt = new Map<number, string>();
  const certificates = new Set<string>();
  let last: ChainPlace = chainBegin;
  let entries = 0;
  for (;;) {
    const page = await readStoredAudit(database, chain, last.seq, pageSize);
    for (const stored of page) {
      const { seq, hash, entry } = stored;
      for (const kind of entryProblems(last, stored, entry === null ? null : hashAuditEntry(entry)))
        found(kind, kind === 'entryMissing' ? last.seq + 1 : seq);
      if (headSeqs.has(seq)) hashAt.set(seq, hash);
      const named = entry?.type.startsWith('item.approved') ? entry.subject.certificate : null;
      if (typeof named === 'string') certificates.add(named);
      last = { seq, hash };
    }
    entries += page.length;
    if (page.length < pageSize) break;
  }
  const end = await database
    .selectFrom('auditChain')
    .select(['seq', 'hash'])
    .where('id', '=', chain)
    .executeTakeFirst();
  if ((end?.seq ?? 0) !== last.seq || (end?.hash ?? null) !== last.hash) found('chainEnd', end?.seq ?? 0);
  for (const { head, isHeld } of heads) {
    const kind = headProblem(head, hashAt.get(head.seq) ?? null, checkHeadSignature(keys, head));
    if (kind !== null) found(kind, head.seq, isHeld);
  }
  return { entries, problems, certificates };
}
