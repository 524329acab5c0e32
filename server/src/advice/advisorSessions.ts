import type { AdvisorSessionAnswer } from '@ruam/shared/api/advice.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayKeepAdvisorSession } from '@ruam/shared/policy/advice.ts';
import type { Work } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { hashDocuments } from '../deciding/contentHash.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { holdDocuments } from '../sync/gate.ts';
import type { AdviceDependencies } from './commands.ts';

/** The visits of the advisors, earliest first. */
export function listAdvisorSessions(
  database: Database | DatabaseTransaction,
  cycle: string,
): Promise<AdvisorSessionAnswer[]> {
  return database
    .selectFrom('advisorSession')
    .select(['id', 'date', 'title', 'beforeSnapshotId as before', 'afterSnapshotId as after'])
    .where('cycleId', '=', cycle)
    .orderBy('date')
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Plans a visit. Throws `forbidden`. */
export async function addAdvisorSession(
  { commands, newId }: AdviceDependencies,
  person: Person,
  { cycle, date, title }: { readonly cycle: string; readonly date: string; readonly title: string },
): Promise<AdvisorSessionAnswer> {
  checkMayKeep(person, cycle);
  return commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const id = newId();
    const row = { id, cycleId: cycle, date, title, beforeSnapshotId: null, afterSnapshotId: null };
    await transaction
      .insertInto('advisorSession')
      .values({ ...row, personId: person.id, at })
      .execute();
    await audit(cycleChain(cycle), 'advisorSession.planned', { cycle, session: id });
    return { id, date, title, before: null, after: null };
  });
}

/**
 * Keeps the cycle as it stands, as the version before or after a visit. The first one stays: once it is kept, asking
 * again changes nothing. Throws `forbidden`, `notFound`.
 */
export async function keepAdvisorSession(
  { commands, newId }: AdviceDependencies,
  person: Person,
  { cycle, session, side }: { readonly cycle: string; readonly session: string; readonly side: 'before' | 'after' },
): Promise<AdvisorSessionAnswer> {
  checkMayKeep(person, cycle);
  return commands.run(person.id, async (work) => {
    await work.take(cycleChain(cycle));
    const found = (await listAdvisorSessions(work.transaction, cycle)).find(({ id }) => id === session);
    if (!found) throw new AppError('notFound', 'there is no such visit of the advisors');
    if (found[side] !== null) return found;
    const name = `${found.title} (${side === 'before' ? 'ก่อน' : 'หลัง'})`;
    const snapshot = await keepCycle(work, { id: newId(), cycle, name, personId: person.id });
    await work.transaction
      .updateTable('advisorSession')
      .set(side === 'before' ? { beforeSnapshotId: snapshot } : { afterSnapshotId: snapshot })
      .where('id', '=', session)
      .execute();
    await work.audit(cycleChain(cycle), 'advisorSession.kept', { cycle, session, side, snapshot });
    return { ...found, [side]: snapshot };
  });
}

/** A version of every document of the cycle but notes that are drafts; gives its id. */
async function keepCycle(
  { transaction, at }: Work,
  kept: { readonly id: string; readonly cycle: string; readonly name: string; readonly personId: string },
): Promise<string> {
  const documents = await transaction
    .selectFrom('document')
    .select(['id', 'kind', 'level'])
    .where('cycleId', '=', kept.cycle)
    .where(({ or, eb }) => or([eb('kind', '!=', 'advice'), eb('submittedAt', 'is not', null)]))
    .execute();
  await holdDocuments(
    transaction,
    documents.map(({ id }) => id),
  );
  const { contentHash, hashed } = await hashDocuments(transaction, documents);
  const { id, cycle: cycleId, name, personId } = kept;
  await transaction
    .insertInto('snapshot')
    .values({ id, cycleId, itemCode: null, personId, contentHash, hashed, at, kind: 'named', name, score: null })
    .execute();
  return id;
}

function checkMayKeep(person: Person, cycle: string): void {
  if (!mayKeepAdvisorSession(person, cycle))
    throw new AppError('forbidden', 'the secretariat keeps the versions before and after a visit');
}
