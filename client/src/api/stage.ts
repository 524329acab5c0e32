import {
  type NewVote,
  pairedProjectorSchema,
  type StageAnswer,
  type StageChanges,
  stageAnswerSchema,
  voteSchema,
} from '@ruam/shared/api/stage.ts';
import { type QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { cycleKey } from './cycle.ts';
import { request } from './request.ts';

const base = (cycle: string, meeting: string): string =>
  `/api/cycles/${encodeURIComponent(cycle)}/meetings/${encodeURIComponent(meeting)}`;
const stagePart = 'stage';
const key = (cycle: string, meeting: string) => [...cycleKey(cycle), stagePart, meeting] as const;
const partAt = cycleKey('').length;

/**
 * What the projector of a meeting shows. While a component reads it the live channel follows that meeting, and its frames
 * keep it new (`useLiveCycle`).
 */
export const stageQuery = (cycle: string, meeting: string) =>
  queryOptions({
    queryKey: key(cycle, meeting),
    queryFn: () => request(stageAnswerSchema, `${base(cycle, meeting)}/stage`),
  });

/** Takes the console of a meeting. Fails with `consoleTaken` when another one has it and `take` is false. */
export const takeConsole = (cycle: string, meeting: string, id: string, take: boolean) =>
  request(stageAnswerSchema, `${base(cycle, meeting)}/stage/console`, { method: 'POST', body: { console: id, take } });

/** Changes what is shown. Fails with `consoleTaken` when another console has taken over. */
export const changeStage = (cycle: string, meeting: string, id: string, changes: StageChanges) =>
  request(stageAnswerSchema, `${base(cycle, meeting)}/stage`, { method: 'PUT', body: { console: id, changes } });

/** The projectors that are paired with a meeting. */
export const projectorsQuery = (cycle: string, meeting: string) =>
  queryOptions({
    queryKey: [...key(cycle, meeting), 'projectors'],
    queryFn: () => request(z.array(pairedProjectorSchema), `${base(cycle, meeting)}/projectors`),
  });

/** The quick votes of a meeting, the newest first. */
export const votesQuery = (cycle: string, meeting: string) =>
  queryOptions({
    queryKey: [...key(cycle, meeting), 'votes'],
    queryFn: () => request(z.array(voteSchema), `${base(cycle, meeting)}/votes`),
  });

/** Opens a quick vote. */
export const openVote = (cycle: string, meeting: string, vote: NewVote) =>
  request(voteSchema, `${base(cycle, meeting)}/votes`, { method: 'POST', body: vote });

/** Votes, or votes otherwise. Fails with `voteClosed`. */
export const giveBallot = (cycle: string, meeting: string, vote: string, choice: number) =>
  request(voteSchema, `${votePath(cycle, meeting, vote)}/ballot`, { method: 'PUT', body: { choice } });

/** Closes a quick vote, with the ballots or with what was counted in the room. */
export const closeVote = (cycle: string, meeting: string, vote: string, counted?: readonly number[]) =>
  request(voteSchema, `${votePath(cycle, meeting, vote)}/state`, {
    method: 'PUT',
    body: { state: 'closed', ...(counted === undefined ? {} : { counted }) },
  });

/** Pairs the projector that shows this code with a meeting. Fails with `projectorCode`, `tooManyAttempts`. */
export const pairProjector = (cycle: string, meeting: string, code: string) =>
  request(pairedProjectorSchema, `${base(cycle, meeting)}/projectors`, { method: 'POST', body: { code } });

/** Ends a projector at once. */
export const revokeProjector = (cycle: string, meeting: string, projector: string) =>
  request(z.unknown(), `${base(cycle, meeting)}/projectors/${encodeURIComponent(projector)}`, { method: 'DELETE' });

/** Puts a stage that the live channel brought into the cache; one that is older than what is known changes nothing. */
export function takeStage(queryClient: QueryClient, cycle: string, answer: StageAnswer): void {
  queryClient.setQueryData(stageQuery(cycle, answer.meeting).queryKey, (known) =>
    known !== undefined && known.revision > answer.revision ? known : answer,
  );
}

/** The meeting of a cycle whose stage is read by a component now, the newest one; null: none. */
export function followedMeeting(queryClient: QueryClient, cycle: string): string | null {
  const read = queryClient
    .getQueryCache()
    .findAll({ queryKey: [...cycleKey(cycle), stagePart], type: 'active' })
    .findLast(({ queryKey }) => queryKey.length === key('', '').length);
  const meeting = read?.queryKey.at(-1);
  return typeof meeting === 'string' ? meeting : null;
}

/** Whether a query is of a stage, its votes or projectors: these have frames and events of their own. */
export const isOfStage = (queryKey: QueryKey): boolean => queryKey[partAt] === stagePart;

/** Asks again for the votes, or the projectors, of the meetings of a cycle. */
export function refreshOfStage(queryClient: QueryClient, cycle: string, part: 'votes' | 'projectors'): void {
  void queryClient.invalidateQueries({
    queryKey: [...cycleKey(cycle), stagePart],
    predicate: ({ queryKey }) => queryKey.at(-1) === part,
  });
}

function votePath(cycle: string, meeting: string, vote: string): string {
  return `${base(cycle, meeting)}/votes/${encodeURIComponent(vote)}`;
}
