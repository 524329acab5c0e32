import type { NewVote } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayTakePart } from '@ruam/shared/policy/meetings.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import { prepare } from '../meetings/prepare.ts';
import { agendaOf } from '../meetings/readAgenda.ts';
import { factsOf, type MeetingKey, readMeeting, type StoredMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';
import { choiceCount, readVote } from './readVotes.ts';

export interface VoteDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly newId: () => string;
}

const maxVotes = 200;

/**
 * Opens a quick vote in a running meeting (docs/stage.md V1); the same request sent twice is done once. Gives its id.
 * Throws `forbidden`, `notFound`, `invalid` (no such entry), `meetingState`, `tooLarge`, `keyUsed`.
 */
export async function openVote(
  dependencies: VoteDependencies,
  person: Person,
  key: MeetingKey,
  { question, choices, ...named }: NewVote,
): Promise<string> {
  const { entry, requestKey } = { entry: named.entry ?? null, requestKey: named.key ?? null };
  return prepare(dependencies, person, key, async ({ transaction, at, meeting, auditAs }) => {
    const votes = transaction.selectFrom('vote').selectAll().where('meetingId', '=', meeting.id);
    const stored = choices === undefined ? null : JSON.stringify(choices);
    const sent = requestKey === null ? undefined : await votes.where('requestKey', '=', requestKey).executeTakeFirst();
    if (sent && (sent.question !== question || sent.choices !== stored || sent.entry !== entry))
      throw new AppError('keyUsed', 'another vote was opened with this key before');
    if (sent) return sent.id;
    if (meeting.status !== 'running') throw new AppError('meetingState', 'votes are taken while a meeting runs');
    if (entry !== null && !(await agendaOf(transaction, meeting.id)).some(({ id }) => id === entry))
      throw new AppError('invalid', 'there is no such entry on the agenda');
    if ((await votes.execute()).length >= maxVotes)
      throw new AppError('tooLarge', `a meeting has at most ${maxVotes} votes`);
    const id = dependencies.newId();
    await transaction
      .insertInto('vote')
      .values({
        ...{ id, meetingId: meeting.id, entry, question, choices: stored, openedAt: at, closedAt: null },
        ...{ counted: null, personId: person.id, requestKey },
      })
      .execute();
    await auditAs('vote.opened', { vote: id, question, ...(choices === undefined ? {} : { choices }) });
    return id;
  });
}

/**
 * Gives the person's ballot, or another one instead (V2); the audit says that they voted, and not what. Throws `notFound`,
 * `forbidden` (no seat in the meeting's body), `invalid` (no such choice), `voteClosed`.
 */
export async function giveBallot(
  { database, commands }: VoteDependencies,
  person: Person,
  key: MeetingKey,
  id: string,
  choice: number,
): Promise<void> {
  checkVoter(person, await readMeeting(database, person, key));
  await commands.run(person.id, async ({ transaction, at, take, audit }) => {
    const { cycle } = key;
    await take(cycleChain(cycle));
    const meeting = await readMeeting(transaction, person, key);
    checkVoter(person, meeting);
    const vote = await readVote(transaction, meeting, id);
    if (choice >= choiceCount(vote)) throw new AppError('invalid', 'this vote has no such choice');
    if (vote.closedAt !== null) throw new AppError('voteClosed', 'this vote is over');
    const own = transaction.selectFrom('ballot').select('choice').where('voteId', '=', id);
    const given = await own.where('personId', '=', person.id).executeTakeFirst();
    if (given?.choice === choice) return;
    await transaction
      .insertInto('ballot')
      .values({ voteId: id, personId: person.id, choice, at })
      .onConflict((conflict) => conflict.columns(['voteId', 'personId']).doUpdateSet({ choice, at }))
      .execute();
    await audit(cycleChain(cycle), 'vote.ballotGiven', { cycle, meeting: meeting.id, vote: id });
  });
}

function checkVoter(person: Person, meeting: StoredMeeting): void {
  if (!mayTakePart(person, factsOf(meeting)))
    throw new AppError('forbidden', "votes are for the members of the meeting's body");
}
