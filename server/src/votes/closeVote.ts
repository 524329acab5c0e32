import type { closeVoteSchema } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { z } from 'zod';
import { membersOf } from '../meetings/members.ts';
import { type Preparing, prepare } from '../meetings/prepare.ts';
import type { MeetingKey } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';
import type { VoteDependencies } from './commands.ts';
import { choiceCount, countVote, readVote, type StoredVote } from './readVotes.ts';

type Close = z.infer<typeof closeVoteSchema>;

/**
 * Closes a vote, with the ballots given here or what was counted in the room (docs/stage.md V3). Closed again with the same
 * result, or without one, it stays as it is. Throws `forbidden`, `notFound`, `invalid`, `voteClosed` (with another result).
 */
export async function closeVote(
  dependencies: VoteDependencies,
  person: Person,
  key: MeetingKey,
  id: string,
  { counted }: Close,
): Promise<void> {
  await prepare(dependencies, person, key, async (preparing) => {
    const vote = await readVote(preparing.transaction, preparing.meeting, id);
    if (counted !== undefined && counted.length !== choiceCount(vote))
      throw new AppError('invalid', 'one number for each choice');
    const stored = counted === undefined ? null : JSON.stringify(counted);
    if (vote.closedAt === null) await close(preparing, { ...vote, counted: stored });
    else if (stored !== null && stored !== vote.counted)
      throw new AppError('voteClosed', 'this vote was closed with another result');
  });
}

/** The end of a meeting closes its votes, with the ballots as they are. */
export async function closeOpenVotes(preparing: Preparing): Promise<void> {
  const { transaction, meeting } = preparing;
  const votes = transaction.selectFrom('vote').selectAll().where('meetingId', '=', meeting.id);
  const open = await votes.where('closedAt', 'is', null).orderBy('openedAt').orderBy('id').execute();
  for (const vote of open) await close(preparing, vote);
}

async function close({ transaction, at, meeting, auditAs }: Preparing, vote: StoredVote): Promise<void> {
  const { id, counted } = vote;
  await transaction.updateTable('vote').set({ closedAt: at, counted }).where('id', '=', id).execute();
  const { counts, voted } = await countVote(transaction, vote);
  const voters = (await membersOf(transaction, meeting)).length;
  await auditAs('vote.closed', { vote: id, counts, voted, voters, isCounted: counted !== null });
}
