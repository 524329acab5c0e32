import type { MeetingMember } from '@ruam/shared/api/meetings.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Presence } from '@ruam/shared/meetings/quorum.ts';
import { checkNotEnded } from '@ruam/shared/meetings/state.ts';
import type { Role } from '@ruam/shared/policy/roles.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Person } from '../people/actor.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { prepare } from './prepare.ts';
import type { MeetingKey, StoredMeeting } from './readMeetings.ts';

/**
 * The members of a meeting, the chair first: who sits in its body, and once it has begun who sat there then and who was
 * added since (docs/meetings.md M5).
 */
export async function membersOf(
  database: Database | DatabaseTransaction,
  meeting: StoredMeeting,
): Promise<MeetingMember[]> {
  const noted = await database
    .selectFrom('meetingMember')
    .innerJoin('person', 'person.id', 'meetingMember.personId')
    .select(['personId as person', 'person.name', 'role', 'presence'])
    .where('meetingId', '=', meeting.id)
    .execute();
  if (meeting.begunAt !== null) return ordered(noted);
  const presence = new Map(noted.map((one) => [one.person, one.presence]));
  return ordered(
    (await seatedIn(database, meeting)).map((seat) => ({ ...seat, presence: presence.get(seat.person) ?? null })),
  );
}

/** From its beginning on a meeting keeps who its members are. */
export async function keepMembers(transaction: DatabaseTransaction, meeting: StoredMeeting): Promise<void> {
  const seated = await seatedIn(transaction, meeting);
  const gone = transaction.deleteFrom('meetingMember').where('meetingId', '=', meeting.id);
  const people = seated.map(({ person }) => person);
  await (people.length === 0 ? gone : gone.where('personId', 'not in', people)).execute();
  for (const { person, role } of seated) await addMember(transaction, meeting.id, person, role);
}

/**
 * Notes whether a member is there; null: not noted. Throws `forbidden`, `notFound` (also for who is no member),
 * `meetingState`.
 */
export async function notePresence(
  dependencies: MeetingDependencies,
  secretary: Person,
  key: MeetingKey,
  member: string,
  presence: Presence | null,
): Promise<void> {
  await prepare(dependencies, secretary, key, async ({ transaction, meeting, audit }) => {
    checkNotEnded(meeting.status);
    const known = (await membersOf(transaction, meeting)).find(({ person }) => person === member);
    const seat = known ?? (await seatedIn(transaction, meeting)).find(({ person }) => person === member);
    if (!seat) throw new AppError('notFound', 'this person is no member of the meeting');
    if (known?.presence === presence) return;
    await addMember(transaction, meeting.id, member, seat.role);
    await transaction
      .updateTable('meetingMember')
      .set({ presence })
      .where('meetingId', '=', meeting.id)
      .where('personId', '=', member)
      .execute();
    await audit('presenceNoted', { person: member, presence });
  });
}

function addMember(transaction: DatabaseTransaction, meetingId: string, personId: string, role: Role) {
  return transaction
    .insertInto('meetingMember')
    .values({ meetingId, personId, role, presence: null })
    .onConflict((conflict) => conflict.columns(['meetingId', 'personId']).doNothing())
    .execute();
}

/** Active people with a seat in the meeting's body, each once, in their first role. */
async function seatedIn(database: Database | DatabaseTransaction, { cycleId, body }: StoredMeeting) {
  const rows = await database
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.personId')
    .innerJoin('cycle', (join) =>
      join.onRef('cycle.id', '=', 'seat.cycleId').onRef('cycle.agencyId', '=', 'person.agencyId'),
    )
    .select(['person.id as person', 'person.name', 'seat.role'])
    .where('seat.cycleId', '=', cycleId)
    .where('seat.body', '=', body)
    .where('person.active', '=', 1)
    .execute();
  const seats = rows.sort((a, b) => rank(a.role) - rank(b.role));
  return [...new Map(seats.toReversed().map((seat) => [seat.person, seat])).values()];
}

function ordered(members: MeetingMember[]): MeetingMember[] {
  return members.sort(
    (a, b) => rank(a.role) - rank(b.role) || a.name.localeCompare(b.name, 'th') || (a.person < b.person ? -1 : 1),
  );
}

const order: readonly Role[] = ['steering-chair', 'chair', 'steering-member', 'member', 'secretary'];
const rank = (role: Role): number => order.indexOf(role);
