import type { ThreadAnswer } from '@ruam/shared/api/threads.ts';

interface Groups {
  /** In the order of the text, those on the whole document first. */
  readonly standing: readonly ThreadAnswer[];
  /** Their passage is no longer in the text. */
  readonly orphaned: readonly ThreadAnswer[];
}

/**
 * The threads that a filter lets through, and the active one always.
 * @param placed ids of the marks that the text shows, in its order; null: not known, so the server's word counts
 */
export function orderThreads(
  threads: readonly ThreadAnswer[],
  placed: readonly string[] | null,
  active: string | null,
  filter: 'open' | 'resolved' | 'mine',
): Groups {
  const places = new Map((placed ?? []).map((id, index) => [id, index]));
  const isShown = (thread: ThreadAnswer): boolean => {
    if (thread.id === active) return true;
    return filter === 'mine' ? thread.isMine : thread.state === filter;
  };
  // Marks of resolved threads are not drawn, so the text says nothing of them.
  const isGone = (thread: ThreadAnswer): boolean => {
    if (thread.anchor === null) return false;
    return placed === null || thread.state === 'resolved' ? thread.isOrphaned : !places.has(thread.id);
  };
  const placeOf = ({ id, anchor }: ThreadAnswer): number =>
    anchor === null ? -1 : (places.get(id) ?? Number.MAX_SAFE_INTEGER);
  const shown = threads.filter(isShown);
  return {
    standing: shown.filter((thread) => !isGone(thread)).sort((a, b) => placeOf(a) - placeOf(b) || b.at - a.at),
    orphaned: shown.filter(isGone),
  };
}
