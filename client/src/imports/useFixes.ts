import type { ImportDraftAnswer } from '@ruam/shared/api/imports.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Draft, setRight } from '../api/imports.ts';
import { changesLeft, changesOf, type FixChange, withChanges } from './fixChanges.ts';
import {
  afterSent,
  afterVisit,
  changesAside,
  type KeptFixes,
  keep,
  readKept,
  setAside,
  withoutSaid,
  withUnsent,
} from './keptFixes.ts';

type Fixes = ImportDraftAnswer['fixes'];

/** What was set right of a draft, how far it is saved, and ways to go on and back. */
export interface Fixing {
  readonly fixes: Fixes;
  /** Not of what became a cycle, nor of a whole cycle that is brought in as it is. */
  readonly mayFix: boolean;
  /** `replaced`: saved, but for what is `left`. */
  readonly state: 'saved' | 'saving' | 'failed' | 'replaced';
  readonly error: unknown;
  readonly change: (fixes: Fixes) => void;
  readonly mayUndo: boolean;
  readonly undo: () => void;
  readonly retry: () => void;
  /** Gives up what the server does not take. */
  readonly drop: () => void;
  /** Own changes that were not saved, as somebody else has set the draft right meanwhile. */
  readonly left: readonly FixChange[];
  /** Puts such changes over what stands now. */
  readonly apply: (changes: readonly FixChange[]) => void;
  /** What stands now holds. */
  readonly dropLeft: () => void;
}

/**
 * Every change is sent at once, and kept in this browser until the server has it: nothing is lost by an error or a reload.
 * What somebody else has set right meanwhile is never put aside unasked.
 */
export function useFixes(draft: Draft, person: string): Fixing {
  const { id } = draft;
  const queryClient = useQueryClient();
  const [kept, setKept] = useState(() => afterVisit(readKept(person, id), draft));
  const [answer, setAnswer] = useState<Draft | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** What takes each change back, the last one at the end. */
  const [undoing, setUndoing] = useState<readonly (readonly FixChange[])[]>([]);
  const latest = useRef(kept);
  const isSending = useRef(false);
  // The answer is here a little before the query has it.
  const now = answer !== null && answer.revision > draft.revision ? answer : draft;
  const fixes = kept.unsent?.fixes ?? now.fixes;
  const left = changesLeft(changesAside(kept), fixes);

  const set = (next: KeptFixes): void => {
    latest.current = next;
    setKept(next);
    keep(person, id, next);
  };
  // One after the other, also when the person has gone elsewhere meanwhile.
  const send = async (): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    setError(null);
    try {
      for (let sent = latest.current.unsent; sent !== null; sent = latest.current.unsent) {
        const { draft: known, isReplaced } = await setRight(queryClient, id, sent.fixes, sent.revision);
        setAnswer(known);
        if (isReplaced) setUndoing([]);
        set(isReplaced ? setAside(latest.current, known.fixes) : afterSent(latest.current, sent, known));
      }
    } catch (thrown) {
      setError(thrown);
    } finally {
      isSending.current = false;
    }
  };
  const say = (next: Fixes): void => {
    set(withUnsent(latest.current, now, next));
    void send();
  };
  const change = (next: Fixes): void => {
    setUndoing((all) => [...all, changesOf(next, fixes)]);
    say(next);
  };
  const resume = useRef(send);
  useEffect(() => void resume.current(), []);
  const isUnsent = kept.unsent !== null;
  useEffect(() => {
    if (!isUnsent) return;
    const guard = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [isUnsent]);

  const savedState = left.length === 0 ? 'saved' : 'replaced';
  const unsentState = error === null ? 'saving' : 'failed';
  return {
    fixes,
    mayFix: draft.committed === null && !draft.isWhole,
    state: isUnsent ? unsentState : savedState,
    error: isUnsent ? error : null,
    change,
    mayUndo: undoing.length > 0,
    undo: () => {
      const last = undoing.at(-1);
      if (last === undefined) return;
      setUndoing((all) => all.slice(0, -1));
      say(withChanges(fixes, last));
    },
    retry: () => void send(),
    drop: () => {
      set({ ...latest.current, unsent: null });
      setUndoing([]);
    },
    left,
    apply: (changes) => {
      const next = withChanges(fixes, changes);
      set(withoutSaid(latest.current, next));
      change(next);
    },
    dropLeft: () => set({ ...latest.current, left: null }),
  };
}
