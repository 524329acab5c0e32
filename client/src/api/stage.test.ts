import { firstStage } from '@ruam/shared/meetings/stage.ts';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { followedMeeting, isOfStage, stageQuery, takeStage, votesQuery } from './stage.ts';

const answer = (revision: number, meeting = 'm') => ({
  meeting,
  revision,
  stage: firstStage,
  console: null,
  now: revision,
});

it('G6 a frame that is older than what is known changes nothing', () => {
  const queryClient = new QueryClient();
  const known = () => queryClient.getQueryData(stageQuery('c', 'm').queryKey)?.revision;
  for (const [revision, expected] of [
    [5, 5],
    [7, 7],
    [6, 7],
    [8, 8],
  ] as const) {
    takeStage(queryClient, 'c', answer(revision));
    expect(known()).toBe(expected);
  }
  takeStage(queryClient, 'c', answer(1, 'other'));
  expect(known()).toBe(8);
});

it('G6 the meeting is followed whose stage a component reads, the newest; not for its votes, and none when it has gone', () => {
  const queryClient = new QueryClient();
  const read = (meeting: string, query: 'stage' | 'votes' = 'stage') => {
    const { queryKey } = query === 'stage' ? stageQuery('c', meeting) : votesQuery('c', meeting);
    return new QueryObserver(queryClient, { queryKey, queryFn: () => null, staleTime: Infinity }).subscribe(() => {});
  };
  const followed = () => followedMeeting(queryClient, 'c');
  expect(followed()).toBeNull();
  const leaveVotes = read('voted', 'votes');
  expect(followed()).toBeNull();
  const [leaveOne, leaveOther] = [read('one'), read('other')];
  expect(followed()).toBe('other');
  expect(followedMeeting(queryClient, 'another cycle')).toBeNull();
  leaveOther();
  expect(followed()).toBe('one');
  leaveOne();
  expect(followed()).toBeNull();
  leaveVotes();
});

it('G10 what a decision moves is not the stage, its votes and its projectors', () => {
  expect(isOfStage(stageQuery('c', 'm').queryKey)).toBe(true);
  expect(isOfStage(votesQuery('c', 'm').queryKey)).toBe(true);
  expect(isOfStage(['cycle', 'c', 'items'])).toBe(false);
});
