import type { ProofProblem, ProofProblemKind } from '@ruam/shared/proof/auditChain.ts';
import { type Certificate, certificateSchema, unsignedOf } from '@ruam/shared/proof/certificate.ts';
import type { Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { hashAuditEntry, readStoredAudit } from '../events/audit.ts';
import { canonicalText, checkSignature, type PublicKeys, sha256 } from './keys.ts';

type Row = Selectable<Schema['certificate']>;

const pageSize = 50;

/**
 * Reads every certificate in the order of its chain (docs/proof.md V3).
 * @param named certificates that approvals in the audit chains name
 */
export async function checkCertificates(
  database: Database,
  keys: PublicKeys,
  named: ReadonlySet<string>,
): Promise<{ readonly certificates: number; readonly problems: readonly ProofProblem[] }> {
  const problems: ProofProblem[] = [];
  const missing = new Set(named);
  let last = { position: 0, hash: null as string | null };
  let certificates = 0;
  for (;;) {
    const page = await readPage(database, last.position);
    for (const row of page) {
      if (row.position !== last.position + 1) problems.push(problem('certificateMissing', String(last.position + 1)));
      else if (row.previousHash !== last.hash) problems.push(problem('certificateUnlinked', row.id));
      for (const kind of await certificateProblems(database, keys, row)) problems.push(problem(kind, row.id));
      missing.delete(row.id);
      last = row;
    }
    certificates += page.length;
    if (page.length < pageSize) break;
  }
  const end = await database.selectFrom('certificateHead').selectAll().executeTakeFirst();
  if ((end?.position ?? 0) !== last.position || (end?.hash ?? null) !== last.hash)
    problems.push(problem('certificateEnd', String(end?.position ?? 0)));
  for (const id of missing) problems.push(problem('certificateMissing', id));
  return { certificates, problems };
}

/** What is wrong with one certificate by itself, with its text and with its place in the audit chain. */
export async function certificateProblems(
  database: Database,
  keys: PublicKeys,
  row: Row,
): Promise<readonly ProofProblemKind[]> {
  const certificate = parseCertificate(row.content);
  if (certificate === null || !isOfRow(certificate, row)) return ['certificateChanged'];
  const signature = checkSignature(keys, certificate.keyId, unsignedOf(certificate), certificate.signature);
  return [
    ...(signature === 'invalid' ? (['certificateSignature'] as const) : []),
    ...(signature === 'unknownKey' ? (['certificateKey'] as const) : []),
    ...((await hasItsText(database, certificate)) ? [] : (['certificateText'] as const)),
    ...((await isAudited(database, certificate)) ? [] : (['certificateAudit'] as const)),
  ];
}

/** The certificate that a stored text holds, null when it holds none. */
export function parseCertificate(content: string): Certificate | null {
  try {
    return certificateSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

function isOfRow(certificate: Certificate, row: Row): boolean {
  return (
    canonicalText(certificate) === row.content &&
    sha256(row.content) === row.hash &&
    certificate.id === row.id &&
    certificate.cycle.id === row.cycleId &&
    certificate.item.code === row.itemCode &&
    certificate.approvalId === row.approvalId &&
    certificate.snapshotId === row.snapshotId &&
    certificate.number === row.number &&
    certificate.previousHash === row.previousHash &&
    certificate.keyId === row.keyId &&
    Date.parse(certificate.at) === row.at
  );
}

/** Whether the text that was hashed is kept as it was, and the approval's row says the same hash and level. */
async function hasItsText(database: Database, certificate: Certificate): Promise<boolean> {
  const snapshot = await database
    .selectFrom('snapshot')
    .select(['hashed', 'contentHash'])
    .where('id', '=', certificate.snapshotId)
    .executeTakeFirst();
  const approval = await database
    .selectFrom('approval')
    .select(['contentHash', 'level', 'resolution'])
    .where('id', '=', certificate.approvalId)
    .executeTakeFirst();
  return (
    snapshot?.contentHash === certificate.contentHash &&
    sha256(snapshot.hashed) === certificate.contentHash &&
    approval?.contentHash === certificate.contentHash &&
    approval.level === certificate.level &&
    approval.resolution === certificate.resolution
  );
}

/** Whether its audit head is in the chain, and the entry behind that is the one of its approval. */
async function isAudited(database: Database, { auditHead, ...certificate }: Certificate): Promise<boolean> {
  const [head, next] = await readStoredAudit(database, auditHead.chain, auditHead.seq - 1, 2);
  const approved = next?.entry;
  return (
    head?.seq === auditHead.seq &&
    head.entry !== null &&
    hashAuditEntry(head.entry) === auditHead.hash &&
    approved?.seq === auditHead.seq + 1 &&
    approved.type.startsWith('item.approved') &&
    approved.subject.approval === certificate.approvalId
  );
}

function readPage(database: Database, afterPosition: number): Promise<Row[]> {
  return database
    .selectFrom('certificate')
    .selectAll()
    .where('position', '>', afterPosition)
    .orderBy('position')
    .limit(pageSize)
    .execute();
}

function problem(kind: ProofProblemKind, certificate: string): ProofProblem {
  return { kind, chain: null, seq: null, certificate, isHeld: false };
}
