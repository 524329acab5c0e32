import { useEffect, useSyncExternalStore } from 'react';
import type { SessionPerson } from './documentSession.ts';
import { onSessions, openSessionsOf, tellSignedIn, toldSignIn } from './openSessions.ts';
import { readReplicaName } from './replicaName.ts';

const paceMs = 400;

/** Local changes without an ack in all documents of this window, also in those that no screen shows any more. */
export function useUnsent(): number {
  return useSyncExternalStore(atPace, () => openSessionsOf(window)?.unsent ?? 0);
}

/** Every key makes the number change and change back: it is read again at a pace for eyes. */
function atPace(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = onSessions(window, () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      listener();
    }, paceMs);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** Whether this browser keeps all of that, asked when it is needed. */
export function isUnsentKept(): boolean {
  return openSessionsOf(window)?.isUnsentKept ?? true;
}

/** A person is signed in: all tabs hear of it, and what this browser kept of an earlier visit is sent. */
export function useSignedIn({ id, name }: SessionPerson): void {
  useEffect(() => {
    tellSignedIn(window, id);
    const left = new AbortController();
    const { signal } = left;
    const turned = (event: StorageEvent): void => {
      if ((toldSignIn(event) ?? id) !== id) left.abort();
    };
    window.addEventListener('storage', turned, { signal });
    sendLeftovers({ id, name }, signal)
      // A browser that keeps nothing has left nothing; each document says that it is not kept offline.
      .catch(() => {});
    return () => {
      left.abort();
      openSessionsOf(window)?.signedOut(id);
    };
  }, [id, name]);
}

/** Loads what keeps replicas only where there is one of this person; `signal`: they are signed in no more. */
async function sendLeftovers(person: SessionPerson, signal: AbortSignal): Promise<void> {
  const found = (await window.indexedDB.databases?.()) ?? [];
  if (!found.some(({ name }) => readReplicaName(name ?? '')?.personId === person.id)) return;
  const { documentSessionsOf } = await import('./windowSessions.ts');
  if (!signal.aborted) await documentSessionsOf(window).sendLeftovers(person);
}
