import type { changeMeetingSchema, newMeetingSchema } from '@ruam/shared/api/meetings.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { maxMeetings } from '@ruam/shared/meetings/bounds.ts';
import { quorumOf } from '@ruam/shared/meetings/quorum.ts';
import { checkNotEnded, type MeetingEvent, nextMeetingState } from '@ruam/shared/meetings/state.ts';
import type { z } from 'zod';
import type { DatabaseTransaction } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { beginStage, endStage } from '../stage/usedTime.ts';
import { closeOpenVotes } from '../votes/closeVote.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { keepMembers, membersOf } from './members.ts';
import { prepare } from './prepare.ts';
import { checkMayPrepare, type MeetingKey, quorumRuleOf, type StoredMeeting } from './readMeetings.ts';

type NewMeeting = z.infer<typeof newMeetingSchema>;
type Changes = z.infer<typeof changeMeetingSchema>;

/**
 * Plans a meeting, with its minutes, which are empty yet; gives its id. Throws `forbidden`, `numberTaken`, `invalid` (a
 * body that does not meet), `tooLarge`.
 */
export async function planMeeting(
  { commands, newId }: MeetingDependencies,
  person: Person,
  cycle: string,
  { body, number, date, time = null, place = '', type = 'ordinary', quorum }: NewMeeting,
): Promise<string> {
  checkMayPrepare(person, cycle);
  return commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    await checkBody(transaction, cycle, body);
    await checkNumber(transaction, { cycle, body, number, but: null });
    await checkCount(transaction, cycle);
    const id = newId();
    const said = { number, date, time, place, type, quorum: quorum === undefined ? null : JSON.stringify(quorum) };
    await transaction
      .insertInto('meeting')
      .values({ id, cycleId: cycle, body, status: 'planned', createdAt: at, ...said })
      .execute();
    await transaction
      .insertInto('document')
      .values({
        ...{ id: newId(), cycleId: cycle, item: null, meetingId: id, kind: 'minutes', level: null, authorId: null },
        ...{ state: 'open', lockEpoch: 0, generation: 1, lastSequence: 0, blobSequence: 0, submittedAt: null },
        ...{ createdAt: at, updatedAt: at },
      })
      .execute();
    await audit(cycleChain(cycle), 'meeting.planned', { cycle, meeting: id, body, number });
    return id;
  });
}

/**
 * Changes what is said of a meeting that has not ended; what stays the same is no change. When a published one is moved
 * its members are told. Throws `forbidden`, `notFound`, `numberTaken`, `meetingState`.
 */
export async function changeMeeting(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  changes: Changes,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const set = changedColumns(meeting, changes);
    const changed = Object.keys(set);
    if (changed.length === 0) return;
    const { id, body, cycleId: cycle } = meeting;
    if (set.number !== undefined) await checkNumber(transaction, { cycle, body, number: set.number, but: id });
    await transaction.updateTable('meeting').set(set).where('id', '=', id).execute();
    const isMoved = meeting.status === 'published' && ['date', 'time', 'place'].some((name) => changed.includes(name));
    await audit(isMoved ? 'moved' : 'changed', { body, number: set.number ?? meeting.number, changed });
  });
}

function changedColumns(before: StoredMeeting, { quorum, ...changes }: Changes) {
  const rule = quorum === undefined ? undefined : JSON.stringify(quorum);
  const wanted = { ...changes, ...(rule === undefined ? {} : { quorum: rule }) };
  const kept = { ...before, quorum: JSON.stringify(quorumRuleOf(before)) };
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== undefined && kept[name as keyof Changes] !== value),
  ) as { number?: string } & Record<string, string | null>;
}

/**
 * Publishes, begins or ends a meeting (docs/meetings.md M8); what has happened already changes nothing. Throws
 * `forbidden`, `notFound`, `meetingState`, `meetingRunning` (another one of the body runs).
 */
export async function stepMeeting(
  dependencies: MeetingDependencies,
  person: Person,
  key: MeetingKey,
  event: MeetingEvent,
): Promise<void> {
  const hasMoved = await prepare(dependencies, person, key, async (preparing) => {
    const { transaction, at, meeting, audit } = preparing;
    const status = nextMeetingState(meeting.status, event);
    if (status === meeting.status) return false;
    const { id, body, number } = meeting;
    const subject = { body, number };
    const set = (moment: 'publishedAt' | 'begunAt' | 'endedAt') =>
      transaction
        .updateTable('meeting')
        .set({ status, [moment]: at })
        .where('id', '=', id)
        .execute();
    switch (event) {
      case 'publish':
        await set('publishedAt');
        await audit('published', subject);
        break;
      case 'begin':
        await checkNoneRuns(transaction, meeting);
        await keepMembers(transaction, meeting);
        await set('begunAt');
        await beginStage(transaction, meeting, at);
        await audit('begun', { ...subject, ...(await countQuorum(transaction, meeting)) });
        break;
      case 'end':
        await transaction.deleteFrom('raisedHand').where('meetingId', '=', id).execute();
        await endStage(transaction, meeting, at);
        await closeOpenVotes(preparing);
        await set('endedAt');
        await audit('ended', { ...subject, ...(await countQuorum(transaction, meeting)) });
        break;
    }
    return true;
  });
  if (hasMoved) await dependencies.stepped(key, event);
}

/** Who was there and how many must be, for the audit entry: a meeting without a quorum is begun knowingly. */
async function countQuorum(transaction: DatabaseTransaction, meeting: StoredMeeting) {
  const members = await membersOf(transaction, meeting);
  const { present, needed, isReached } = quorumOf(
    quorumRuleOf(meeting),
    members.map(({ presence }) => presence),
  );
  return { present, needed, isReached };
}

async function checkNoneRuns(transaction: DatabaseTransaction, { cycleId, body }: StoredMeeting): Promise<void> {
  const running = await transaction
    .selectFrom('meeting')
    .select('number')
    .where('cycleId', '=', cycleId)
    .where('body', '=', body)
    .where('status', '=', 'running')
    .executeTakeFirst();
  if (running) throw new AppError('meetingRunning', 'another meeting of this body runs', { number: running.number });
}

interface Numbered {
  readonly cycle: string;
  readonly body: string;
  readonly number: string;
  /** The meeting that may have it. */
  readonly but: string | null;
}

async function checkNumber(transaction: DatabaseTransaction, { cycle, body, number, but }: Numbered): Promise<void> {
  const taken = await transaction
    .selectFrom('meeting')
    .select('id')
    .where('cycleId', '=', cycle)
    .where('body', '=', body)
    .where('number', '=', number)
    .executeTakeFirst();
  if (taken && taken.id !== but) throw new AppError('numberTaken', 'this body has a meeting with this number');
}

/** The Steering Committee and the bodies of the cycle's categories meet. */
async function checkBody(transaction: DatabaseTransaction, cycle: string, body: string): Promise<void> {
  if (body === 'steering') return;
  const items = await transaction.selectFrom('item').select('category').where('cycleId', '=', cycle).execute();
  if (!items.some(({ category }) => body === `category-${category}`))
    throw new AppError('invalid', 'this body does not meet');
}

async function checkCount(transaction: DatabaseTransaction, cycle: string): Promise<void> {
  const { count } = await transaction
    .selectFrom('meeting')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('cycleId', '=', cycle)
    .executeTakeFirstOrThrow();
  if (Number(count) >= maxMeetings) throw new AppError('tooLarge', `a cycle has at most ${maxMeetings} meetings`);
}
