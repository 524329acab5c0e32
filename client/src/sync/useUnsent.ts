import { useEffect, useSyncExternalStore } from 'react';
import type { SessionPerson } from './documentSession.ts';
import { documentSessionsOf, tellSignedIn } from './windowSessions.ts';

/** Local changes without an ack in all documents of this window, also in those that no screen shows any more. */
export function useUnsent(): number {
  const sessions = documentSessionsOf(window);
  return useSyncExternalStore(
    (listener) => sessions.subscribe(listener),
    () => sessions.unsent,
  );
}

/** Whether this browser keeps all of that, asked when it is needed. */
export function isUnsentKept(): boolean {
  return documentSessionsOf(window).isUnsentKept;
}

/** A person is signed in: all tabs hear of it, and what this browser kept of an earlier visit is sent. */
export function useSignedIn({ id, name }: SessionPerson): void {
  useEffect(() => {
    tellSignedIn(window, id);
    documentSessionsOf(window)
      .sendLeftovers({ id, name })
      // A browser that keeps nothing has left nothing; each document says that it is not kept offline.
      .catch(() => {});
    return () => documentSessionsOf(window).signedOut(id);
  }, [id, name]);
}
