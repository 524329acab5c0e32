import { Button, NumberInput, TextInput } from '@mantine/core';
import type { VoteAnswer } from '@ruam/shared/api/stage.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeVote, openVote, stageQuery, votesQuery } from '../api/stage.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { Desk } from './desk.ts';
import { voteQuestion } from './phrases.ts';
import { useChoiceWords } from './useChoiceWords.ts';
import { VoteBars } from './VoteBars.tsx';
import './quickVote.css';

/** While ballots come in; each of them is told by the live channel, too. */
const readAgainMs = 2_000;

/** One question to the room: asked, counted, closed. */
export function QuickVote({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const { cycle, meeting, entry } = desk;
  const votes = useQuery({
    ...votesQuery(cycle.id, meeting.id),
    refetchInterval: ({ state }) => (state.data?.some((vote) => vote.state === 'open') === true ? readAgainMs : false),
  });
  const [isAsking, setIsAsking] = useState(false);
  const newest =
    votes.data?.find(({ state }) => state === 'open') ?? votes.data?.find((vote) => vote.entry === (entry?.id ?? null));
  return (
    <section className="console-vote" aria-labelledby="console-vote">
      <div className="console-part-head">
        <h2 id="console-vote">{t('console.vote.title')}</h2>
        {newest !== undefined && !isAsking && !newest.isCounted && (
          <span className="console-figure" aria-label={t('console.vote.votedOf', newest)} role="status">
            {t('console.vote.voted', newest)}
          </span>
        )}
      </div>
      {newest === undefined || isAsking ? (
        <Asking desk={desk} onAsked={() => setIsAsking(false)} />
      ) : (
        <Running desk={desk} vote={newest} onAgain={() => setIsAsking(true)} />
      )}
    </section>
  );
}

function useVoteCommand<Wish>(
  { cycle, meeting }: Desk,
  send: (wish: Wish) => Promise<VoteAnswer>,
  onDone: (vote: VoteAnswer) => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    // Not where it is called: the form may have gone by then, because the news came first.
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: stageQuery(cycle.id, meeting.id).queryKey }),
  });
}

function Asking({ desk, onAsked }: { desk: Desk; onAsked: () => void }) {
  const { t } = useTranslation();
  const { cycle, meeting, entry, item, change, mayOperate } = desk;
  const [typed, setTyped] = useState<string | null>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const question = typed ?? voteQuestion(item?.code ?? null, item?.claimed ?? null);
  const open = useVoteCommand(
    desk,
    (words: string) =>
      openVote(cycle.id, meeting.id, { question: words, key, ...(entry === null ? {} : { entry: entry.id }) }),
    ({ id }) => {
      setKey(crypto.randomUUID());
      change({ vote: id, mode: 'vote', isBlank: false });
      onAsked();
    },
  );
  const isRunning = meeting.state === 'running';
  return (
    <form
      className="console-form"
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate(question.trim());
      }}
    >
      <TextInput
        size="sm"
        lang="th"
        label={t('console.vote.question')}
        maxLength={500}
        value={question}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <FormError error={open.error} />
      <div className="console-form-actions">
        <Button
          type="submit"
          variant="default"
          size="sm"
          loading={open.isPending}
          disabled={question.trim() === '' || !isRunning || !mayOperate}
        >
          {t('console.vote.open')}
        </Button>
      </div>
    </form>
  );
}

function Running({ desk, vote, onAgain }: { desk: Desk; vote: VoteAnswer; onAgain: () => void }) {
  const { t } = useTranslation();
  const { cycle, meeting, stage, change, mayOperate } = desk;
  const [isCounting, setIsCounting] = useState(false);
  const close = useVoteCommand(
    desk,
    (counted: readonly number[] | undefined) => closeVote(cycle.id, meeting.id, vote.id, counted),
    () => setIsCounting(false),
  );
  const isOpen = vote.state === 'open';
  const isShown = stage.mode === 'vote' && stage.vote === vote.id && !stage.isBlank;
  return (
    <>
      <p className="console-question" lang="th">
        <ThaiText>{vote.question}</ThaiText>
      </p>
      {isCounting && isOpen ? (
        <Counting
          vote={vote}
          isPending={close.isPending}
          onCancel={() => setIsCounting(false)}
          onCounted={(counted) => close.mutate(counted)}
        />
      ) : (
        <>
          {!isOpen && <VoteBars vote={vote} />}
          {!isOpen && (
            <p className="console-hint">
              {t('console.vote.closed')}
              {vote.isCounted && ` · ${t('console.vote.counted')}`}
            </p>
          )}
          <div className="console-form-actions">
            {!isShown && (
              <Button
                variant="default"
                size="sm"
                disabled={!mayOperate}
                onClick={() => change({ vote: vote.id, mode: 'vote', isBlank: false })}
              >
                {t('console.vote.onScreen')}
              </Button>
            )}
            {isOpen ? (
              <>
                <Button variant="default" size="sm" onClick={() => setIsCounting(true)}>
                  {t('console.vote.count')}
                </Button>
                <Button variant="default" size="sm" loading={close.isPending} onClick={() => close.mutate(undefined)}>
                  {t('console.vote.close')}
                </Button>
              </>
            ) : (
              <Button variant="default" size="sm" disabled={!mayOperate} onClick={onAgain}>
                {t('console.vote.again')}
              </Button>
            )}
          </div>
        </>
      )}
      <FormError error={close.error} />
    </>
  );
}

/** Hands that were counted in the room take the place of ballots. */
function Counting({
  vote,
  isPending,
  onCancel,
  onCounted,
}: {
  vote: VoteAnswer;
  isPending: boolean;
  onCancel: () => void;
  onCounted: (counted: readonly number[]) => void;
}) {
  const { t } = useTranslation();
  const choices = useChoiceWords(vote.choices);
  const [counted, setCounted] = useState<readonly number[]>(() => choices.map(() => 0));
  return (
    <form
      className="console-form"
      onSubmit={(event) => {
        event.preventDefault();
        onCounted(counted);
      }}
    >
      {choices.map((choice, place) => (
        <NumberInput
          key={choice}
          size="sm"
          label={choice}
          min={0}
          max={10_000}
          allowDecimal={false}
          value={counted[place] ?? 0}
          onChange={(value) => setCounted(counted.with(place, typeof value === 'number' ? value : 0))}
        />
      ))}
      <div className="console-form-actions">
        <Button variant="default" size="sm" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="default" size="sm" loading={isPending}>
          {t('console.vote.save')}
        </Button>
      </div>
    </form>
  );
}
