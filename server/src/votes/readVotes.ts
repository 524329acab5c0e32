import type { VoteAnswer } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { membersOf } from '../meetings/members.ts';
import type { StoredMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';

export type StoredVote = Selectable<Schema['vote']>;

/** The quick votes of a meeting, the newest first, as the person may see them (docs/stage.md V1-V4). */
export async function listVotes(
  database: Database | DatabaseTransaction,
  person: Person,
  meeting: StoredMeeting,
): Promise<VoteAnswer[]> {
  const rows = await database
    .selectFrom('vote')
    .selectAll()
    .where('meetingId', '=', meeting.id)
    .orderBy('openedAt', 'desc')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const ballots = await ballotsOf(
    database,
    rows.map(({ id }) => id),
  );
  const voters = (await membersOf(database, meeting)).length;
  return rows.map((vote) => answerOf(vote, ballots.get(vote.id) ?? [], voters, person));
}

/** One of them. Throws `notFound`. */
export async function readVote(
  database: Database | DatabaseTransaction,
  meeting: StoredMeeting,
  id: string,
): Promise<StoredVote> {
  const votes = database.selectFrom('vote').selectAll().where('meetingId', '=', meeting.id);
  const vote = await votes.where('id', '=', id).executeTakeFirst();
  if (!vote) throw new AppError('notFound', 'there is no such vote in this meeting');
  return vote;
}

/** How many choices it has. */
export function choiceCount({ choices }: StoredVote): number {
  return choicesOf(choices)?.length ?? usualChoices;
}

/** One number a choice: what was counted in the room, or the ballots. */
export async function countVote(database: Database | DatabaseTransaction, vote: StoredVote) {
  const ballots = (await ballotsOf(database, [vote.id])).get(vote.id) ?? [];
  return { counts: countsOf(vote, ballots), voted: ballots.length };
}

/** For, against, abstain. */
const usualChoices = 3;

interface Ballot {
  readonly personId: string;
  readonly choice: number;
}

async function ballotsOf(database: Database | DatabaseTransaction, votes: readonly string[]) {
  const rows = await database
    .selectFrom('ballot')
    .select(['voteId', 'personId', 'choice'])
    .where('voteId', 'in', [...votes])
    .execute();
  return Map.groupBy(rows, ({ voteId }) => voteId) as ReadonlyMap<string, readonly Ballot[]>;
}

function answerOf(vote: StoredVote, ballots: readonly Ballot[], voters: number, person: Person): VoteAnswer {
  const { id, question, entry, openedAt, closedAt } = vote;
  const isOpen = closedAt === null;
  return {
    ...{ id, question, entry, openedAt, closedAt, state: isOpen ? 'open' : 'closed' },
    choices: choicesOf(vote.choices),
    counts: isOpen ? Array.from({ length: choiceCount(vote) }, () => 0) : countsOf(vote, ballots),
    voted: ballots.length,
    // Who has lost the seat since has voted all the same.
    voters: Math.max(voters, ballots.length),
    isCounted: vote.counted !== null,
    own: ballots.find(({ personId }) => personId === person.id)?.choice ?? null,
  };
}

function countsOf(vote: StoredVote, ballots: readonly Ballot[]): number[] {
  if (vote.counted !== null) return numbersSchema.parse(JSON.parse(vote.counted));
  return Array.from({ length: choiceCount(vote) }, (_, at) => ballots.filter(({ choice }) => choice === at).length);
}

function choicesOf(stored: string | null): string[] | null {
  return stored === null ? null : wordsSchema.parse(JSON.parse(stored));
}

const numbersSchema = z.array(z.int());
const wordsSchema = z.array(z.string());
