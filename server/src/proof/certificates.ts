import type { Level } from '@ruam/shared/assessment/level.ts';
import { listItems } from '@ruam/shared/framework/lookup.ts';
import type { Role } from '@ruam/shared/policy/roles.ts';
import { certificateNumber, certificateVersion, type UnsignedCertificate } from '@ruam/shared/proof/certificate.ts';
import type { Work } from '../commands/commands.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import { canonicalText, sha256 } from './keys.ts';
import type { SigningKey } from './signingKey.ts';

/** An approval that was just recorded, within its transaction and before its audit entry. */
interface CertifiedApproval {
  readonly id: string;
  readonly cycle: string;
  readonly item: string;
  /** Null for a dimension. */
  readonly level: Level | null;
  readonly resolution: string;
  readonly meetingId: string;
  readonly snapshotId: string;
  readonly contentHash: string;
  readonly personId: string;
  readonly conditions: { readonly text: string; readonly deadline: string } | null;
  /** What it locked: documents with the epoch they are in now. */
  readonly documents: readonly { readonly id: string; readonly lockEpoch: number }[];
}

/** Issues the certificate of an approval in the approval's own transaction: both exist, or neither. */
export interface Certificates {
  /** Gives the certificate's id. */
  issue(work: Work, approval: CertifiedApproval): Promise<string>;
}

/**
 * Certificates that are signed with `key` and chained over the installation (docs/proof.md C1-C5). The cycle's chain is
 * taken by then; the row of the newest certificate is taken last and held until the commit, so approvals of different
 * cycles follow each other here and cannot wait for each other crosswise.
 */
export function createCertificates(key: SigningKey, newId: () => string): Certificates {
  return {
    async issue({ transaction, at }, approval) {
      const about = await readFacts(transaction, approval);
      const previous = await takeHead(transaction);
      const { total } = await transaction
        .selectFrom('certificate')
        .innerJoin('cycle', 'cycle.id', 'certificate.cycleId')
        .select((expression) => expression.fn.countAll().as('total'))
        .where('cycle.agencyId', '=', about.agencyId)
        .executeTakeFirstOrThrow();
      const { id: approvalId, cycle, item, snapshotId } = approval;
      const { title, fiscalYearBE, round, frameworkId } = about;
      const number = certificateNumber({ frameworkId, fiscalYearBE, round, item, count: Number(total) + 1 });
      const unsigned: UnsignedCertificate = {
        version: certificateVersion,
        id: newId(),
        number,
        agency: about.agency,
        cycle: { id: cycle, title, fiscalYearBE, round, frameworkId },
        item: { code: item, title: about.itemTitle },
        level: approval.level,
        conditions: approval.conditions,
        resolution: approval.resolution,
        meeting: about.meeting,
        decidedBy: { name: about.name, role: about.role },
        at: new Date(at).toISOString(),
        approvalId,
        snapshotId,
        contentHash: approval.contentHash,
        documents: approval.documents
          .map(({ id, lockEpoch }) => ({ id, lockEpoch }))
          .sort((one, other) => (one.id < other.id ? -1 : 1)),
        auditHead: about.auditHead,
        previousHash: previous.hash,
        keyId: key.keyId,
      };
      const content = canonicalText({ ...unsigned, signature: key.sign(unsigned) });
      const { position } = previous;
      const hash = sha256(content);
      await transaction
        .insertInto('certificate')
        .values({
          ...{ id: unsigned.id, cycleId: cycle, itemCode: item, approvalId, snapshotId, number, position },
          ...{ content, hash, previousHash: previous.hash, keyId: key.keyId, at },
        })
        .execute();
      await transaction.updateTable('certificateHead').set({ hash }).where('id', '=', 'installation').execute();
      return unsigned.id;
    },
  };
}

/** Takes the row of the newest certificate: the position of the next one, and the hash of the newest. */
async function takeHead(transaction: DatabaseTransaction): Promise<{ position: number; hash: string | null }> {
  await transaction
    .insertInto('certificateHead')
    .values({ id: 'installation', position: 0, hash: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return transaction
    .updateTable('certificateHead')
    .set((expression) => ({ position: expression('position', '+', 1) }))
    .where('id', '=', 'installation')
    .returning(['position', 'hash'])
    .executeTakeFirstOrThrow();
}

/** What a certificate says besides the approval. */
async function readFacts(transaction: DatabaseTransaction, approval: CertifiedApproval) {
  const cycle = await transaction
    .selectFrom('cycle')
    .innerJoin('agency', 'agency.id', 'cycle.agencyId')
    .select(['agencyId', 'agency.name as agency', 'title', 'fiscalYearBE', 'round', 'frameworkId'])
    .where('cycle.id', '=', approval.cycle)
    .executeTakeFirstOrThrow();
  const meeting = await transaction
    .selectFrom('meeting')
    .select(['number', 'date'])
    .where('id', '=', approval.meetingId)
    .executeTakeFirstOrThrow();
  const { name } = await transaction
    .selectFrom('person')
    .select('name')
    .where('id', '=', approval.personId)
    .executeTakeFirstOrThrow();
  const seats = await transaction
    .selectFrom('seat')
    .select('role')
    .where('cycleId', '=', approval.cycle)
    .where('personId', '=', approval.personId)
    .execute();
  const role: Role = seats.some((seat) => seat.role === 'steering-chair') ? 'steering-chair' : 'secretariat';
  const chain = cycleChain(approval.cycle);
  const { seq, hash } = await transaction
    .selectFrom('auditChain')
    .select(['seq', 'hash'])
    .where('id', '=', chain)
    .executeTakeFirstOrThrow();
  if (hash === null) throw new Error('a cycle that decides has an audit chain');
  const framework = await frameworkOf(transaction, approval.cycle);
  const item = listItems(framework).find(({ code }) => code === approval.item);
  const itemTitle = { th: item?.title.th ?? approval.item, en: item?.title.en ?? approval.item };
  return { ...cycle, meeting, name, role, auditHead: { chain, seq, hash }, itemTitle };
}
