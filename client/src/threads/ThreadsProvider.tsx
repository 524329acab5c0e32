import type { Anchor } from '@ruam/shared/api/threads.ts';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { type Draft, type Drafts, draftKeys, readDrafts, withoutSent, writeDrafts } from './drafts.ts';

/** Marks of a document that still have their passage, in the order of the text. */
interface PlacedMarks {
  readonly document: string;
  readonly ids: readonly string[];
}

/** What the text and the cards know of each other. */
interface ThreadsState {
  /** The thread that is being read. */
  readonly active: string | null;
  /** The passage to bring into view: a new object each time. */
  readonly revealed: { readonly id: string } | null;
  /** Asked for in the text, so that a screen without cards beside it shows them: a thread, or a new comment. */
  readonly isAsked: boolean;
  readonly placed: PlacedMarks | null;
  readonly drafts: Drafts;
  /** From the text: shows the thread's card. */
  readonly open: (id: string) => void;
  /** From a card: shows its passage. */
  readonly reveal: (id: string) => void;
  /** Begins a new thread on what is selected, or the whole document; a text that was begun is kept. */
  readonly begin: (document: string, passage: { readonly anchor: Anchor; readonly words: string } | null) => void;
  /** Shows the cards, without a thread being read. */
  readonly show: () => void;
  readonly close: () => void;
  /** No thread is being read any more; cards that are shown stay. */
  readonly release: () => void;
  readonly setPlaced: (placed: PlacedMarks) => void;
  readonly setDraft: (key: string, draft: Draft | null) => void;
  /** Forgets a draft that was sent, unless it was changed meanwhile. */
  readonly dropSent: (key: string, sent: Draft) => void;
}

const ThreadsContext = createContext<ThreadsState | null>(null);

/** Joins the text, its cards and the address (`?thread=…`) of one screen. */
export function ThreadsProvider({ person, children }: { person: string; children: ReactNode }) {
  const [address] = useSearchParams();
  const named = address.get('thread');
  const [active, setActive] = useState<string | null>(null);
  const [revealed, setRevealed] = useState<{ readonly id: string } | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const [placed, setPlaced] = useState<PlacedMarks | null>(null);
  const [drafts, setDrafts] = useState<Drafts>(() => readDrafts(sessionStorage, person));
  useEffect(() => writeDrafts(sessionStorage, person, drafts), [person, drafts]);
  useEffect(() => {
    if (named === null) return;
    setActive(named);
    setRevealed({ id: named });
    setIsAsked(true);
  }, [named]);
  const acts = useMemo(() => {
    const setDraft = (key: string, draft: Draft | null): void =>
      setDrafts(({ [key]: _before, ...others }) => (draft === null ? others : { ...others, [key]: draft }));
    return {
      open: (id: string) => {
        setActive(id);
        setIsAsked(true);
      },
      reveal: (id: string) => {
        setActive(id);
        setRevealed({ id });
      },
      begin: (document: string, passage: Draft['passage']) => {
        const key = draftKeys.opening(document);
        setDrafts((before) => {
          const { text = '', mentions = [] } = before[key] ?? {};
          return { ...before, [key]: { text, mentions, passage, key: crypto.randomUUID() } };
        });
        setActive(null);
        setIsAsked(true);
      },
      close: () => {
        setActive(null);
        setIsAsked(false);
      },
      show: () => setIsAsked(true),
      release: () => setActive(null),
      setPlaced,
      setDraft,
      dropSent: (key: string, sent: Draft) => setDrafts((before) => withoutSent(before, key, sent)),
    };
  }, []);
  const state = useMemo(
    () => ({ active, revealed, isAsked, placed, drafts, ...acts }),
    [active, revealed, isAsked, placed, drafts, acts],
  );
  return <ThreadsContext value={state}>{children}</ThreadsContext>;
}

/** The state of the screen's threads. */
export function useThreads(): ThreadsState {
  const state = useContext(ThreadsContext);
  if (state === null) throw new Error('threads are drawn within a ThreadsProvider');
  return state;
}
