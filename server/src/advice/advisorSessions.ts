import type { AdvisorSessionAnswer } from '@ruam/shared/api/advice.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayKeepAdvisorSession } from '@ruam/shared/policy/advice.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { hashContents } from '../deciding/contentHash.ts';
import { keepVersion, keptDocuments, readOneByOne } from '../deciding/keptText.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
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
 * Keeps the cycle as it stands, as the version before or after a visit; the texts are read before others have to wait.
 * The first one stays: once it is kept, asking again changes nothing. Throws `forbidden`, `notFound`.
 */
export async function keepAdvisorSession(
  { database, commands, newId }: AdviceDependencies,
  person: Person,
  { cycle, session, side }: { readonly cycle: string; readonly session: string; readonly side: 'before' | 'after' },
): Promise<AdvisorSessionAnswer> {
  checkMayKeep(person, cycle);
  const asked = await findSession(database, cycle, session);
  if (asked[side] !== null) return asked;
  const text = hashContents(await readOneByOne(database, await keptDocuments(database, cycle)));
  return commands.run(person.id, async (work) => {
    await work.take(cycleChain(cycle));
    const found = await findSession(work.transaction, cycle, session);
    if (found[side] !== null) return found;
    const snapshot = newId();
    const name = `${found.title} (${side === 'before' ? 'ก่อน' : 'หลัง'})`;
    await keepVersion(work, { ...text, id: snapshot, cycle, item: null, personId: person.id, name });
    await work.transaction
      .updateTable('advisorSession')
      .set(side === 'before' ? { beforeSnapshotId: snapshot } : { afterSnapshotId: snapshot })
      .where('id', '=', session)
      .execute();
    await work.audit(cycleChain(cycle), 'advisorSession.kept', { cycle, session, side, snapshot });
    return { ...found, [side]: snapshot };
  });
}

/** Throws `notFound`. */
async function findSession(
  database: Database | DatabaseTransaction,
  cycle: string,
  session: string,
): Promise<AdvisorSessionAnswer> {
  const found = (await listAdvisorSessions(database, cycle)).find(({ id }) => id === session);
  if (!found) throw new AppError('notFound', 'there is no such visit of the advisors');
  return found;
}

function checkMayKeep(person: Person, cycle: string): void {
  if (!mayKeepAdvisorSession(person, cycle))
    throw new AppError('forbidden', 'the secretariat keeps the versions before and after a visit');
}
