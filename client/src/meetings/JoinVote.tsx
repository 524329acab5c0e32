import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { VoteAnswer } from '@ruam/shared/api/stage.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { giveBallot, votesQuery } from '../api/stage.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

const usual = ['for', 'against', 'abstain'] as const;

/** The vote that is open, with large buttons; after it was closed its result, as long as the meeting is at the same. */
export function JoinVote({ meeting, stage, mayVote }: { meeting: MeetingDetail; stage: Stage; mayVote: boolean }) {
  const votes = useQuery(votesQuery(meeting.cycle, meeting.id)).data ?? [];
  const vote =
    votes.find(({ state }) => state === 'open') ??
    votes.find(({ id, entry }) => id === stage.vote || (entry !== null && entry === stage.entry));
  if (vote === undefined) return null;
  return <OneVote key={vote.id} meeting={meeting} vote={vote} mayVote={mayVote} />;
}

function OneVote({ meeting, vote, mayVote }: { meeting: MeetingDetail; vote: VoteAnswer; mayVote: boolean }) {
  const { t } = useTranslation();
  const choices = vote.choices ?? usual.map((choice) => t(`meetings.join.choices.${choice}`));
  const own = vote.own === null ? null : choices[vote.own];
  return (
    <section className="join-vote ruam-paper" aria-labelledby={`vote-${vote.id}`}>
      <h2 id={`vote-${vote.id}`}>{t('meetings.join.vote')}</h2>
      <p className="join-question" lang="th">
        <ThaiText>{vote.question}</ThaiText>
      </p>
      {vote.state === 'open' && mayVote && <Ballot meeting={meeting} vote={vote} choices={choices} />}
      {vote.state === 'closed' && <Result vote={vote} choices={choices} />}
      <p className="meetings-facts" role="status">
        {vote.state === 'closed' && `${t('meetings.join.voteOver')} · `}
        {vote.isCounted
          ? t('meetings.join.counted')
          : t('meetings.join.voted', { voted: vote.voted, voters: vote.voters })}
        {own != null && ` · ${t('meetings.join.ownBallot', { choice: own })}`}
      </p>
    </section>
  );
}

function Ballot({ meeting, vote, choices }: { meeting: MeetingDetail; vote: VoteAnswer; choices: readonly string[] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { queryKey } = votesQuery(meeting.cycle, meeting.id);
  const ballot = useMutation({
    // One after the other: who chooses otherwise at once has that choice.
    scope: { id: `ballot ${vote.id}` },
    mutationFn: (choice: number) => giveBallot(meeting.cycle, meeting.id, vote.id, choice),
    onSuccess: (answer) =>
      queryClient.setQueryData(queryKey, (known) => known?.map((one) => (one.id === answer.id ? answer : one))),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: as the other choices of the page */}
      <div className="join-ballot" role="group" aria-label={vote.question}>
        {choices.map((choice, index) => (
          <button
            key={choice}
            type="button"
            aria-pressed={vote.own === index}
            data-sent={ballot.isPending && ballot.variables === index}
            onClick={() => {
              const latest = ballot.isPending ? ballot.variables : vote.own;
              if (latest !== index) ballot.mutate(index);
            }}
          >
            <ThaiText>{choice}</ThaiText>
            {vote.own === index && <IconCheck size={22} stroke={2} aria-hidden />}
          </button>
        ))}
      </div>
      <FormError error={ballot.error} />
      <p className="meetings-facts">
        <ThaiText>{t('meetings.join.voteHint')}</ThaiText>
      </p>
    </>
  );
}

function Result({ vote, choices }: { vote: VoteAnswer; choices: readonly string[] }) {
  const most = Math.max(1, ...vote.counts);
  return (
    <dl className="join-result">
      {choices.map((choice, index) => {
        const count = vote.counts[index] ?? 0;
        return (
          <div key={choice}>
            <dt>
              <ThaiText>{choice}</ThaiText>
            </dt>
            <dd>
              <span style={{ '--share': count / most }} aria-hidden="true" />
              <b>{count}</b>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
