import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { decisionRequestSchema, decisionSchema } from '@ruam/shared/api/deciding.ts';
import { type ItemEvent, nextState } from '@ruam/shared/deciding/workflow.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayMeetConditions, mayRequestReopening } from '@ruam/shared/policy/deciding.ts';
import { mayReadRescue } from '@ruam/shared/policy/policy.ts';
import type { z } from 'zod';
import type { Commands } from '../commands/commands.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { recordResolution } from '../resolutions/record.ts';
import type { DecidingDependencies } from './commands.ts';
import {
  answerItem,
  checkMayDecide,
  type ItemKey,
  openConditions,
  readItem,
  readItemState,
  writeItemState,
} from './decidedItem.ts';
import { decidingMeeting } from './meeting.ts';

interface Dependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
  readonly resolved: DecidingDependencies['resolved'];
}

type DecisionRequest = z.infer<typeof decisionRequestSchema>;
type Decision = z.infer<typeof decisionSchema>['decision'];

const eventOf = { returned: 'return', noted: 'note', postponed: 'postpone' } as const satisfies Record<
  DecisionRequest['kind'],
  ItemEvent['type']
>;

/**
 * Records a resolution that approves nothing; one that is sent twice is recorded once. Throws `forbidden`, `notFound`,
 * `noMeeting`, `locked` (all that is claimed is approved).
 */
export async function decideItem(
  { database, commands, newId, resolved }: Dependencies,
  person: Person,
  key: ItemKey,
  request: DecisionRequest,
): Promise<{ decision: Decision; item: ItemAnswer }> {
  const { cycle, code } = key;
  const { kind, resolution } = request;
  const [reason, until] = [request.reason ?? null, request.until ?? null];
  checkMayDecide(person, cycle, await readItem(database, key));
  const decision = await commands.run(person.id, async (work) => {
    const { transaction, at, take, audit } = work;
    await take(cycleChain(cycle));
    const meetingId = await decidingMeeting(transaction, cycle, request.meetingId);
    const state = await readItemState(transaction, key);
    const asked = { kind, resolution, reason, until, meetingId, personId: person.id };
    const same = state.status === kind ? await sameDecision(transaction, key, asked) : null;
    if (same !== null) return same;
    await writeItemState(transaction, key, nextState(state, { type: eventOf[kind] }));
    const made = { id: newId(), kind, resolution, reason, until, meetingId, at };
    await transaction
      .insertInto('decision')
      .values({ ...made, cycleId: cycle, itemCode: code, personId: person.id })
      .execute();
    const own = { cycle, meetingId, personId: person.id, kind, text: resolution, item: code, decisionId: made.id };
    const inMeeting = await recordResolution(work, newId, own);
    const subject = { cycle, item: code, decision: made.id, resolution, reason, until, meeting: meetingId, inMeeting };
    await audit(cycleChain(cycle), `item.${kind}`, subject);
    return made;
  });
  await resolved(decision.meetingId, person.id);
  return { decision, item: await answerItem(database, key) };
}

/** The newest decision on the item, when it is this very one. */
async function sameDecision(
  transaction: DatabaseTransaction,
  { cycle, code }: ItemKey,
  asked: Omit<Decision, 'id' | 'at'> & { readonly personId: string },
): Promise<Decision | null> {
  const newest = await transaction
    .selectFrom('decision')
    .select(['id', 'kind', 'resolution', 'reason', 'until', 'meetingId', 'at', 'personId'])
    .where('cycleId', '=', cycle)
    .where('itemCode', '=', code)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  if (newest === undefined) return null;
  const { personId, ...decision } = newest;
  const isSame =
    personId === asked.personId &&
    decision.kind === asked.kind &&
    decision.resolution === asked.resolution &&
    decision.reason === asked.reason &&
    decision.until === asked.until &&
    decision.meetingId === asked.meetingId;
  return isSame ? decision : null;
}

/**
 * Records that the conditions of the standing approvals are met. Throws `forbidden`, `notFound`, `notApproved` (no
 * approval with open conditions stands).
 */
export async function meetConditions(
  { database, commands }: Dependencies,
  person: Person,
  key: ItemKey,
): Promise<ItemAnswer> {
  const { cycle, code } = key;
  const { category } = await readItem(database, key);
  if (!mayMeetConditions(person, cycle, category))
    throw new AppError('forbidden', 'the secretariat records this, and nobody for their own body');
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const next = nextState(await readItemState(transaction, key), { type: 'meetConditions' });
    const approvals = await openConditions(transaction, key);
    await transaction
      .updateTable('approval')
      .set({ conditionsMetAt: at, conditionsMetBy: person.id })
      .where('id', 'in', approvals)
      .execute();
    await writeItemState(transaction, key, next);
    await audit(cycleChain(cycle), 'item.conditionsMet', { cycle, item: code, approvals });
  });
  return answerItem(database, key);
}

/**
 * Asks for an approved item to be reopened; the reopening answers it. Throws `forbidden`, `notFound` (also a refused
 * edit that the person may not read, or of another item), `notApproved`.
 */
export async function requestReopening(
  { database, commands, newId }: Dependencies,
  person: Person,
  key: ItemKey,
  { reason, rescues }: { readonly reason: string; readonly rescues: readonly string[] },
): Promise<{ id: string }> {
  const { cycle, code } = key;
  const { category } = await readItem(database, key);
  if (!mayRequestReopening(person, cycle, category))
    throw new AppError('forbidden', "members of the item's body ask for its reopening");
  await checkRescues(database, person, { ...key, category }, rescues);
  const id = newId();
  await commands.run(person.id, async ({ transaction, take, audit }) => {
    await take(cycleChain(cycle));
    // A request changes nothing; it is refused when a reopening would be.
    nextState(await readItemState(transaction, key), { type: 'reopen' });
    await audit(cycleChain(cycle), 'item.reopeningRequested', { cycle, item: code, request: id, reason, rescues });
  });
  return { id };
}

async function checkRescues(
  database: Database,
  person: Person,
  { cycle, code, category }: ItemKey & { readonly category: string },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const rows = await database
    .selectFrom('rescue')
    .innerJoin('document', 'document.id', 'rescue.documentId')
    .select(['rescue.id', 'rescue.personId'])
    .where('rescue.id', 'in', ids)
    .where('document.cycleId', '=', cycle)
    .where('document.item', '=', code)
    .execute();
  const readable = new Set(
    rows.filter(({ personId }) => mayReadRescue(person, { cycle, category, personId })).map(({ id }) => id),
  );
  if (ids.some((id) => !readable.has(id))) throw new AppError('notFound', 'there is no such refused edit of this item');
}
