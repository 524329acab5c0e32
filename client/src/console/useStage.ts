import type { StageAnswer, StageChanges } from '@ruam/shared/api/stage.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { RequestError } from '../api/request.ts';
import { changeStage, stageQuery, takeConsole, takeStage } from '../api/stage.ts';
import { keptChanges, ownConsole } from './ownConsole.ts';
import { type SenderSurroundings, StageSender, type StageView } from './stageSender.ts';

/** After these the same request may succeed; until then the changes wait. */
const passing: ReadonlySet<string> = new Set([
  'offline',
  'unreadable',
  'notSignedIn',
  'unavailable',
  'internal',
  'tooManyRequests',
]);

const askAgainMs = 10_000;

/** The stage of a meeting in the hands of this console. */
export interface OwnStage {
  readonly view: StageView;
  readonly change: (changes: StageChanges) => void;
  /** Takes the console over, also from another one. */
  readonly take: () => void;
  /** The server is out of reach. */
  readonly isCut: boolean;
  readonly isTaking: boolean;
  readonly takeError: unknown;
  /** Why the stage cannot be read, while nothing is known of it. */
  readonly error: unknown;
  readonly retry: () => void;
  /** The server's clock less this machine's, ms. */
  readonly aheadMs: number;
}

/** Operates the stage of a meeting; takes it by itself when nobody has it. @param isOpen the meeting has not ended */
export function useStage(cycle: string, meeting: string, isOpen: boolean): OwnStage {
  const queryClient = useQueryClient();
  const [own] = useState(() => ownConsole(sessionStorage, meeting, () => crypto.randomUUID()));
  const query = stageQuery(cycle, meeting);
  const [sender] = useState(
    () => new StageSender(surroundings(cycle, meeting, own, (answer) => takeStage(queryClient, cycle, answer))),
  );
  // Live frames keep it new; asking now and then tells whether the server is there at all.
  const read = useQuery({ ...query, refetchInterval: askAgainMs });
  const isOffline = useSyncExternalStore(onNetwork, () => !navigator.onLine);
  const known = read.data;
  const view = useSyncExternalStore(sender.subscribe, sender.read);
  const taking = useMutation({
    mutationFn: (take: boolean) => takeConsole(cycle, meeting, own, take),
    onSuccess: (answer) => {
      takeStage(queryClient, cycle, answer);
      sender.heard(answer);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true }),
  });

  useEffect(() => {
    if (known !== undefined) sender.heard(known);
  }, [sender, known]);
  useEffect(() => {
    const isBack = (): void => {
      sender.retry();
      void queryClient.invalidateQueries({ queryKey: stageQuery(cycle, meeting).queryKey, exact: true });
    };
    window.addEventListener('online', isBack);
    return () => {
      window.removeEventListener('online', isBack);
      sender.stop();
    };
  }, [sender, queryClient, cycle, meeting]);
  const { mutate: take, isIdle } = taking;
  useEffect(() => {
    if (view.standing === 'free' && isOpen && isIdle) take(false);
  }, [view.standing, isOpen, isIdle, take]);
  const aheadMs = known === undefined ? 0 : known.now - read.dataUpdatedAt;
  return {
    view,
    change: (changes) =>
      // Until the server's own moment is known.
      sender.change(changes.entry === undefined ? changes : { ...changes, entryAt: Date.now() + aheadMs }),
    take: () => take(true),
    isCut: view.isCut || isOffline || (read.isRefetchError && isPassing(read.error)),
    isTaking: taking.isPending,
    takeError: taking.error,
    error: known === undefined ? read.error : null,
    retry: () => void read.refetch(),
    aheadMs,
  };
}

function surroundings(
  cycle: string,
  meeting: string,
  own: string,
  adopt: (answer: StageAnswer) => void,
): SenderSurroundings {
  return {
    console: own,
    send: async (changes) => {
      const answer = await changeStage(cycle, meeting, own, changes);
      adopt(answer);
      return answer;
    },
    isCut: isPassing,
    isTaken: (error) => error instanceof RequestError && error.code === 'consoleTaken',
    now: Date.now,
    later: (call, afterMs) => {
      const timer = setTimeout(call, afterMs);
      return () => clearTimeout(timer);
    },
    kept: keptChanges(sessionStorage, meeting),
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof RequestError && passing.has(error.code);
}

function onNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
