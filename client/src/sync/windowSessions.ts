import { DocumentSessions } from './documentSessions.ts';
import { transportOf } from './overHttp/transport.ts';
import type { ReplicaEnvironment } from './replicaHome.ts';
import { postRescue, readGeneration } from './rescuePost.ts';

/**
 * Who is signed in, and since when: tabs share the cookie, so that each must know when it is another person's. The time
 * makes the same person's next sign-in a new value: of an equal one no other tab would hear.
 */
const signedInKey = 'ruam-signed-in';

const sessionsByWindow = new WeakMap<Window, DocumentSessions>();

/** The replicas of a window; the first call makes them and guards the window's leaving. */
export function documentSessionsOf(window: Window & typeof globalThis): DocumentSessions {
  const known = sessionsByWindow.get(window);
  if (known !== undefined) return known;
  const { protocol, host } = window.location;
  const transport = transportOf(window);
  const sessions = new DocumentSessions({
    syncUrl: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
    WebSocket: transport.WebSocket,
    replicas: replicasOf(window),
    postRescue,
    readGeneration,
    now: Date.now,
    random: Math.random,
  });
  sessionsByWindow.set(window, sessions);
  transport.subscribe(() => sessions.hasten());
  window.addEventListener('beforeunload', (event) => {
    if (sessions.unsent > 0 && !sessions.isLeft) event.preventDefault();
  });
  window.addEventListener('online', () => sessions.hasten());
  window.addEventListener('offline', () => sessions.cut());
  window.addEventListener('storage', ({ key, newValue }) => {
    const [personId] = newValue?.split(' ') ?? [];
    if (key === signedInKey && personId !== undefined) sessions.turnTo(personId);
  });
  return sessions;
}

/** Tells all tabs that a person is signed in: what others wrote must not be sent as this person's (S7). */
export function tellSignedIn(window: Window & typeof globalThis, personId: string): void {
  documentSessionsOf(window).turnTo(personId);
  try {
    window.localStorage.setItem(signedInKey, `${personId} ${Date.now()}`);
  } catch {
    // Without storage other tabs are told by the server, when it closes what they hold (4401).
  }
}

/** Loads the page anew, without asking: only when `unsent` is 0 or `isUnsentKept`. */
export function reload(window: Window & typeof globalThis): void {
  documentSessionsOf(window).isLeft = true;
  window.location.reload();
}

/** What the browser gives to keep replicas in; null where it gives none: plain http, storage switched off. */
function replicasOf(window: Window & typeof globalThis): ReplicaEnvironment | null {
  try {
    if (!window.isSecureContext) return null;
    return {
      databases: window.indexedDB,
      pointers: window.localStorage,
      onPointer: (listener) => {
        const told = ({ key, storageArea }: StorageEvent): void => {
          if (storageArea === window.localStorage) listener(key);
        };
        window.addEventListener('storage', told);
        return () => window.removeEventListener('storage', told);
      },
      locks: window.navigator.locks,
      makeId: () => window.crypto.randomUUID(),
      now: Date.now,
    };
  } catch {
    return null;
  }
}
