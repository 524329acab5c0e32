import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { agencyChain, appendAudit } from '../events/audit.ts';
import { writeRows } from './rowWriter.ts';

/** The newest entry of an audit chain; `hash` null when it has none. */
export interface ChainHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string | null;
}

type SignedIn = Schema['session'] & { readonly passwordHash: string };

/** What a restore takes over from the data that it replaces. */
export interface Replaced {
  /** Generation and lock epoch of every document (docs/sync.md S14). */
  readonly gates: ReadonlyMap<string, { readonly generation: number; readonly lockEpoch: number }>;
  /** The sessions of people who may sign in. */
  readonly sessions: readonly SignedIn[];
  readonly heads: readonly ChainHead[];
  /** The agency of each cycle. */
  readonly agencies: ReadonlyMap<string, string>;
}

export async function readReplaced(transaction: DatabaseTransaction): Promise<Replaced> {
  const documents = await transaction.selectFrom('document').select(['id', 'generation', 'lockEpoch']).execute();
  const sessions = await transaction
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .selectAll('session')
    .select('passwordHash')
    .where('active', '=', 1)
    .execute();
  const chains = await transaction.selectFrom('auditChain').selectAll().orderBy('id').execute();
  const cycles = await transaction.selectFrom('cycle').select(['id', 'agencyId']).execute();
  return {
    gates: new Map(documents.map(({ id, ...gate }) => [id, gate])),
    sessions,
    heads: chains.map(({ id, seq, hash }) => ({ chain: id, seq, hash })),
    agencies: new Map(cycles.map(({ id, agencyId }) => [id, agencyId])),
  };
}

/** Keeps the sign-ins of those whose password is the same now as in the backup; gives their number. */
export async function keepSessions(transaction: DatabaseTransaction, { sessions }: Replaced): Promise<number> {
  const people = await transaction
    .selectFrom('person')
    .select(['id', 'passwordHash'])
    .where('active', '=', 1)
    .execute();
  const hashes = new Map(people.map(({ id, passwordHash }) => [id, passwordHash]));
  const columns = ['idHash', 'publicId', 'personId', 'expiresAt', 'createdAt'] as const;
  const rows = writeRows(transaction, 'session', columns, null);
  const kept = sessions.filter(({ personId, passwordHash }) => hashes.get(personId) === passwordHash);
  for (const session of kept) await rows.add(columns.map((name) => session[name]));
  await rows.end();
  return kept.length;
}

/**
 * Says in each agency's chain what was restored, and where its chains stood before, so that a cut tail can be seen. The
 * chains of agencies that are gone are named in every agency's.
 */
export async function auditRestore(
  transaction: DatabaseTransaction,
  { heads, agencies }: Replaced,
  restored: { readonly at: number; readonly backupAt: number; readonly sha256: string },
): Promise<void> {
  const { at, backupAt, sha256 } = restored;
  const present = await agencyIds(transaction);
  const owners = heads.map((head) => ({ head, owner: ownerOf(head.chain, agencies) }));
  for (const agency of present) {
    const replaced = owners
      .filter(({ owner }) => owner === agency || owner === undefined || !present.includes(owner))
      .map(({ head }) => head);
    await appendAudit(transaction, {
      chain: agencyChain(agency),
      at,
      personId: null,
      type: 'backup.restored',
      subject: { agency, backupAt, sha256, replaced },
    });
  }
}

async function agencyIds(database: Database): Promise<readonly string[]> {
  return (await database.selectFrom('agency').select('id').orderBy('id').execute()).map(({ id }) => id);
}

/** The agency that a chain belongs to. */
function ownerOf(chain: string, agencies: ReadonlyMap<string, string>): string | undefined {
  const [kind, id = ''] = chain.split(':', 2);
  return kind === 'agency' ? id : agencies.get(id);
}
