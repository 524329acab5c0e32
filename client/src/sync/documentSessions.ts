import { DocumentSession, type SessionEnvironment, type SessionPerson } from './documentSession.ts';

/** A document that was just left is often opened again: another tab of the item, React's strict mode. */
const keepMs = 2_000;

interface Entry {
  readonly session: DocumentSession;
  users: number;
  /** Ends the waiting of a session without users. */
  cancel: (() => void) | null;
}

/**
 * The replicas of one window, one a person and document. A replica that nobody shows any more lives on until
 * everything in it is acknowledged; while something is unsent, leaving the page asks first.
 */
export class DocumentSessions {
  readonly #environment: SessionEnvironment;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();

  constructor(environment: SessionEnvironment) {
    this.#environment = environment;
  }

  /** The replica for a person, made if there is none. Give it back with `release`. */
  acquire(documentId: string, person: SessionPerson): DocumentSession {
    this.#turnTo(person);
    const key = keyOf(documentId, person);
    const held = this.#entries.get(key);
    if (held !== undefined) {
      held.cancel?.();
      held.cancel = null;
      if (held.users === 0) held.session.appear();
      held.users += 1;
      return held.session;
    }
    const session = new DocumentSession(documentId, person, this.#environment);
    session.subscribe(() => this.#notify());
    this.#entries.set(key, { session, users: 1, cancel: null });
    return session;
  }

  /** A screen no longer shows it. */
  release(session: DocumentSession): void {
    const key = keyOf(session.documentId, session.person);
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.session !== session) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    const timer = setTimeout(() => this.#endWhenSaved(key, entry), keepMs);
    entry.cancel = () => clearTimeout(timer);
  }

  /** Local changes without an ack, in all documents: ask before leaving the page or signing out. */
  get unsent(): number {
    return [...this.#entries.values()].reduce((sum, { session }) => sum + session.unsent, 0);
  }

  /** Calls `listener` when `unsent` may have changed; returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The network is said to be back. */
  hasten(): void {
    for (const { session } of this.#entries.values()) session.hasten();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #endWhenSaved(key: string, entry: Entry): void {
    const { session } = entry;
    const end = (): void => {
      this.#entries.delete(key);
      session.destroy();
    };
    if (session.unsent === 0) {
      end();
      return;
    }
    session.disappear();
    const unsubscribe = session.subscribe(() => {
      if (session.unsent > 0) return;
      unsubscribe();
      end();
    });
    entry.cancel = unsubscribe;
  }

  /** The person is signed in: what was waiting for that goes on. Nobody sends another person's edits (S7): these stay. */
  #turnTo(person: SessionPerson): void {
    for (const { session } of this.#entries.values()) {
      if (session.person.id === person.id) session.resume();
      else session.stop();
    }
  }
}

function keyOf(documentId: string, person: SessionPerson): string {
  return `${person.id} ${documentId}`;
}

const sessionsByWindow = new WeakMap<Window, DocumentSessions>();

/** The replicas of a window; the first call makes them and guards the window's leaving. */
export function documentSessionsOf(window: Window & typeof globalThis): DocumentSessions {
  const known = sessionsByWindow.get(window);
  if (known !== undefined) return known;
  const { protocol, host } = window.location;
  const sessions = new DocumentSessions({
    syncUrl: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
    WebSocket: window.WebSocket,
    now: Date.now,
    random: Math.random,
  });
  sessionsByWindow.set(window, sessions);
  window.addEventListener('beforeunload', (event) => {
    if (sessions.unsent > 0) event.preventDefault();
  });
  window.addEventListener('online', () => sessions.hasten());
  return sessions;
}
