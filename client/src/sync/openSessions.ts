import type { DocumentSessions } from './documentSessions.ts';

/**
 * Who is signed in, and since when: tabs share the cookie, so that each must know when it is another person's. The time
 * makes the same person's next sign-in a new value: of an equal one no other tab would hear.
 */
const signedInKey = 'ruam-signed-in';

const sessionsByWindow = new WeakMap<Window, DocumentSessions>();
const listenersByWindow = new WeakMap<Window, Set<() => void>>();

/** The replicas of a window; null while none was opened there, so that what keeps them is not loaded. */
export function openSessionsOf(window: Window): DocumentSessions | null {
  return sessionsByWindow.get(window) ?? null;
}

/** Makes these the replicas of the window. */
export function keepSessions(window: Window, sessions: DocumentSessions): void {
  sessionsByWindow.set(window, sessions);
  const tell = (): void => {
    for (const listener of listenersByWindow.get(window) ?? []) listener();
  };
  sessions.subscribe(tell);
  tell();
}

/** Calls `listener` when the replicas of the window or their states may have changed; returns how to stop that. */
export function onSessions(window: Window, listener: () => void): () => void {
  const listeners = listenersByWindow.get(window) ?? new Set();
  listenersByWindow.set(window, listeners.add(listener));
  return () => listeners.delete(listener);
}

/** Tells all tabs that a person is signed in: what others wrote must not be sent as this person's (S7). */
export function tellSignedIn(window: Window, personId: string): void {
  openSessionsOf(window)?.turnTo(personId);
  try {
    window.localStorage.setItem(signedInKey, `${personId} ${Date.now()}`);
  } catch {
    // Without storage other tabs are told by the server, when it closes what they hold (4401).
  }
}

/** Whether somebody has signed in at this browser before, so that a session is likely. */
export function mayBeSignedIn(stored: Pick<Storage, 'getItem'>): boolean {
  return stored.getItem(signedInKey) !== null;
}

/** The person of whom another tab told, by a change of the storage, that they signed in; null if it tells something else. */
export function toldSignIn({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): string | null {
  return key === signedInKey ? (newValue?.split(' ')[0] ?? null) : null;
}

/** Loads the page anew, without asking: only when `unsent` is 0 or `isUnsentKept`. */
export function reload(window: Window): void {
  const sessions = openSessionsOf(window);
  if (sessions !== null) sessions.isLeft = true;
  window.location.reload();
}
