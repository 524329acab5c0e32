import type { CertificateLine, PublicCertificate, StandingAnswer } from '@ruam/shared/api/proof.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { type Certificate, unsignedOf } from '@ruam/shared/proof/certificate.ts';
import type { Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { HashedReader } from '../deciding/hashedReader.ts';
import { certificateProblems, parseCertificate } from './checkCertificates.ts';
import { checkSignature, type PublicKeys, sha256 } from './keys.ts';

export type CertificateRow = Selectable<Schema['certificate']>;

/** A certificate as it is kept. Throws `notFound`. */
export async function readCertificate(database: Database, id: string): Promise<CertificateRow> {
  const row = await database.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('notFound', 'there is no such certificate');
  return row;
}

/** The certificates of a cycle, newest first. */
export async function listCertificates(database: Database, cycle: string): Promise<CertificateLine[]> {
  const rows = await database
    .selectFrom('certificate')
    .innerJoin('approval', 'approval.id', 'certificate.approvalId')
    .select(['certificate.id', 'number', 'certificate.itemCode as item', 'level', 'certificate.at', 'reopeningId'])
    .where('certificate.cycleId', '=', cycle)
    .orderBy('position', 'desc')
    .execute();
  return rows.map(({ reopeningId, ...line }) => ({ ...line, superseded: reopeningId !== null }));
}

/** The exact text that was hashed. Throws `notFound`. */
export async function readHashedText(database: Database, { snapshotId }: CertificateRow): Promise<string> {
  const snapshot = await database
    .selectFrom('snapshot')
    .select('hashed')
    .where('id', '=', snapshotId)
    .executeTakeFirst();
  if (!snapshot) throw new AppError('notFound', 'the text of this certificate is gone');
  return snapshot.hashed;
}

/** Whether a certificate still says what is so. */
export async function readStanding(
  { database, hashedNow }: { readonly database: Database; readonly hashedNow: HashedReader },
  keys: PublicKeys,
  row: CertificateRow,
): Promise<StandingAnswer> {
  const certificate = parseCertificate(row.content);
  const reopening = await reopeningOf(database, row.approvalId);
  const level = certificate?.level ?? null;
  const { contentHash } = await hashedNow({ cycle: row.cycleId, code: row.itemCode }, level);
  const problems = await certificateProblems(database, keys, row);
  return {
    supersededBy: reopening,
    textEquals: certificate?.contentHash === contentHash,
    nowHash: contentHash,
    signatureValid: certificate !== null && isSigned(keys, certificate),
    chainValid: problems.length === 0 && (await isLinked(database, row)),
  };
}

/** What anybody may see of a certificate. Throws `notFound`. */
export async function readPublicly(database: Database, keys: PublicKeys, id: string): Promise<PublicCertificate> {
  const row = await readCertificate(database, id);
  const certificate = parseCertificate(row.content);
  if (certificate === null) throw new AppError('notFound', 'there is no such certificate');
  const { number, agency, cycle, item, level, conditions, meeting, at, contentHash, keyId } = certificate;
  return {
    ...{ number, agency, cycleTitle: cycle.title, item, level, hasConditions: conditions !== null },
    ...{ meeting, at, contentHash, keyId },
    signatureValid: isSigned(keys, certificate) && sha256(row.content) === row.hash,
    superseded: (await reopeningOf(database, row.approvalId)) !== null,
  };
}

async function reopeningOf(database: Database, approvalId: string): Promise<StandingAnswer['supersededBy']> {
  const reopening = await database
    .selectFrom('approval')
    .innerJoin('reopening', 'reopening.id', 'approval.reopeningId')
    .select(['reopening.id', 'reopening.at', 'reopening.reason'])
    .where('approval.id', '=', approvalId)
    .executeTakeFirst();
  return reopening ?? null;
}

function isSigned(keys: PublicKeys, certificate: Certificate): boolean {
  return checkSignature(keys, certificate.keyId, unsignedOf(certificate), certificate.signature) === 'valid';
}

/** Whether it names the certificate before it, and the one behind it names it. */
async function isLinked(database: Database, { position, hash, previousHash }: CertificateRow): Promise<boolean> {
  const beside = await database
    .selectFrom('certificate')
    .select(['position', 'hash', 'previousHash'])
    .where('position', 'in', [position - 1, position + 1])
    .execute();
  const before = beside.find((row) => row.position === position - 1);
  const behind = beside.find((row) => row.position === position + 1);
  return (before?.hash ?? null) === previousHash && (behind === undefined || behind.previousHash === hash);
}
