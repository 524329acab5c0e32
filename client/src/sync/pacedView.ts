import type { DocumentSession } from './documentSession.ts';
import type { SessionView } from './sessionView.ts';

/** "Saving" is shown for at least this long, its count changes no more often. */
export const savingPaceMs = 400;

/** A session's view for React: `subscribe` and `read` of `useSyncExternalStore`. */
export interface PacedView {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => SessionView;
}

/**
 * A session's view at a pace for eyes: while someone types, every key would else show "saving" and "saved" in turn and
 * draw the screen twice. It only ever holds back good news: what turns worse shows at once.
 */
export function pacedView(session: DocumentSession): PacedView {
  let shown = session.view;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  let stopFollowing: (() => void) | null = null;

  const show = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    shown = session.view;
    for (const listener of listeners) listener();
  };
  const follow = (): void => {
    if (!mayWait(shown, session.view)) show();
    else timer ??= setTimeout(show, savingPaceMs);
  };
  return {
    read: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      if (stopFollowing === null) {
        stopFollowing = session.subscribe(follow);
        if (shown !== session.view) show();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopFollowing?.();
        stopFollowing = null;
        if (timer !== null) clearTimeout(timer);
        timer = null;
      };
    },
  };
}

function mayWait(shown: SessionView, next: SessionView): boolean {
  return (
    shown.status.name === 'saving' &&
    (next.status.name === 'saving' || next.status.name === 'saved') &&
    shown.lock === next.lock &&
    shown.hasSynced === next.hasSynced &&
    shown.isKeptOffline === next.isKeptOffline &&
    shown.refusal === next.refusal &&
    shown.handover === next.handover &&
    shown.people === next.people
  );
}
