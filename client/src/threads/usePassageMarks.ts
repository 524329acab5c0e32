import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { Anchor, ThreadAnswer, ThreadState } from '@ruam/shared/api/threads.ts';
import { mayComment } from '@ruam/shared/policy/threads.ts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { documentThreadsQuery } from '../api/threads.ts';
import { draftKeys } from './drafts.ts';
import { useThreads } from './ThreadsProvider.tsx';

/** The open threads of a document as marks in its text, and what the text tells of them. */
export function usePassageMarks({ id, cycle }: DocumentAnswer, person: PersonAnswer) {
  const threads = useQuery(documentThreadsQuery(cycle, id));
  const { active, revealed, open, show, begin, setPlaced } = useThreads();
  useRelease(threads.data);
  const marks = useMemo(
    () =>
      (threads.data ?? []).flatMap((thread) => {
        const { anchor, state, quote, comments } = thread;
        const isShown = state === 'open' || thread.id === active;
        const isActive = thread.id === active;
        return anchor === null || !isShown ? [] : [{ id: thread.id, anchor, quote, isActive, count: comments.length }];
      }),
    [threads.data, active],
  );
  const onMarksPlaced = useCallback((ids: readonly string[]) => setPlaced({ document: id, ids }), [setPlaced, id]);
  const select = useCallback(
    (passage: { readonly anchor: Anchor; readonly words: string } | null) => begin(id, passage),
    [begin, id],
  );
  const mayBegin = mayComment({ id: person.id, seats: person.roles }, cycle);
  return {
    marks,
    revealed,
    onMarkClick: open,
    onMarksPlaced,
    onShowThreads: show,
    onSelectPassage: mayBegin ? select : undefined,
  };
}

/** A thread that is resolved or reopened while it is read, by whomever, goes where it belongs; not from under a reply. */
function useRelease(threads: readonly ThreadAnswer[] | undefined): void {
  const { active, drafts, release } = useThreads();
  const read = useRef<{ readonly id: string; readonly state: ThreadState } | null>(null);
  const thread = threads?.find(({ id }) => id === active);
  const isAnswered = thread !== undefined && drafts[draftKeys.reply(thread.id)] !== undefined;
  useEffect(() => {
    if (thread === undefined || isAnswered) return;
    const { id, state } = thread;
    const before = read.current;
    read.current = { id, state };
    if (before?.id === id && before.state !== state) release();
  }, [thread, isAnswered, release]);
}
