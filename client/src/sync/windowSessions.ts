import { DocumentSessions } from './documentSessions.ts';
import { keepSessions, openSessionsOf, toldSignIn } from './openSessions.ts';
import { transportOf } from './overHttp/transport.ts';
import type { ReplicaEnvironment } from './replicaHome.ts';
import { postRescue, readGeneration } from './rescuePost.ts';

/** The replicas of a window; the first call makes them and guards the window's leaving. */
export function documentSessionsOf(window: Window & typeof globalThis): DocumentSessions {
  const known = openSessionsOf(window);
  if (known !== null) return known;
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
  transport.subscribe(() => sessions.hasten());
  window.addEventListener('beforeunload', (event) => {
    if (sessions.unsent > 0 && !sessions.isLeft) event.preventDefault();
  });
  window.addEventListener('online', () => sessions.hasten());
  window.addEventListener('offline', () => sessions.cut());
  window.addEventListener('storage', ({ key, newValue }) => {
    const personId = toldSignIn({ key, newValue });
    if (personId !== null) sessions.turnTo(personId);
  });
  keepSessions(window, sessions);
  return sessions;
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
