import { useSyncExternalStore } from 'react';
import { documentSessionsOf } from './documentSessions.ts';

/** Local changes without an ack in all documents of this window, also in those that no screen shows any more. */
export function useUnsent(): number {
  const sessions = documentSessionsOf(window);
  return useSyncExternalStore(
    (listener) => sessions.subscribe(listener),
    () => sessions.unsent,
  );
}
