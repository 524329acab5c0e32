import { DocumentSession, type SessionPerson } from './documentSession.ts';
import { lookAtLeftovers } from './leftovers.ts';
import type { SessionStart } from './retirement.ts';
import type { SessionEnvironment } from './sessionEnvironment.ts';

/** A document that was just left is often opened again: another tab of the item, React's strict mode. */
const keepMs = 2_000;

interface Entry {
  session: DocumentSession;
  users: number;
  /** Ends the waiting of a session without users. */
  cancel: (() => void) | null;
}

/**
 * The replicas of one window, one a person and document. A replica that nobody shows any more lives on until
 * everything in it is acknowledged, or cannot be and is kept in this browser; while something is unsent, leaving the
 * page asks first. A replica that was retired is followed by a new one in its place (docs/sync.md S13).
 */
export class DocumentSessions {
  readonly #environment: SessionEnvironment;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  /** The page is being left on purpose, with nothing to lose. */
  isLeft = false;
  /** Whose the cookie is, as far as this tab knows. */
  #signedIn: string | null = null;

  constructor(environment: SessionEnvironment) {
    this.#environment = environment;
  }

  /** The replica for a person, made if there is none. Give it back with `release`. @param generation of the document */
  acquire(documentId: string, person: SessionPerson, generation: number): DocumentSession {
    this.turnTo(person.id);
    const key = keyOf(documentId, person);
    const held = this.#entries.get(key);
    if (held !== undefined) {
      held.cancel?.();
      held.cancel = null;
      if (held.users === 0) held.session.appear();
      held.users += 1;
      return held.session;
    }
    const session = this.#start(documentId, person, { generation, refusal: null });
    this.#entries.set(key, { session, users: 1, cancel: null });
    return session;
  }

  /** The replica that a person's document has now; null when it is not open. */
  current(documentId: string, person: SessionPerson): DocumentSession | null {
    return this.#entries.get(keyOf(documentId, person))?.session ?? null;
  }

  /** A screen no longer shows it. */
  release(documentId: string, person: SessionPerson): void {
    const key = keyOf(documentId, person);
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    const timer = setTimeout(() => this.#endWhenSettled(key, entry), keepMs);
    entry.cancel = () => clearTimeout(timer);
  }

  /** Local changes without an ack, in all documents: ask before leaving the page or signing out. */
  get unsent(): number {
    return [...this.#entries.values()].reduce((sum, { session }) => sum + session.unsent, 0);
  }

  /** Whether this browser keeps everything that is unsent, so that it goes out when the person comes back. */
  get isUnsentKept(): boolean {
    return [...this.#entries.values()].every(({ session }) => session.unsent === 0 || session.view.isKeptOffline);
  }

  /** Calls `listener` when a session or its state may have changed; returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The network is said to be back. */
  hasten(): void {
    for (const { session } of this.#entries.values()) session.hasten();
  }

  /** The network is said to be gone: a silent socket would tell so only after half a minute. */
  cut(): void {
    for (const { session } of this.#entries.values()) session.cut();
  }

  /**
   * This person is signed in, here or in another tab: what was waiting for that goes on. Nobody sends another person's
   * edits (S7): these stay.
   */
  turnTo(personId: string): void {
    this.#signedIn = personId;
    for (const { session } of this.#entries.values()) {
      if (session.person.id === personId) session.resume();
      else session.stop();
    }
  }

  /** This person is signed in no more: nothing of theirs is sent until they are again. */
  signedOut(personId: string): void {
    if (this.#signedIn === personId) this.#signedIn = null;
  }

  /** A person is signed in: what this browser kept of theirs and is not acknowledged is sent, or becomes a rescue (S13). */
  async sendLeftovers(person: SessionPerson): Promise<void> {
    const { replicas } = this.#environment;
    if (replicas === null) return;
    this.#signedIn = person.id;
    const isStillIn = (): boolean => this.#signedIn === person.id;
    // The cookie is whoever's is signed in by then.
    const postRescue: SessionEnvironment['postRescue'] = (documentId, update) =>
      isStillIn() ? this.#environment.postRescue(documentId, update) : Promise.resolve({ name: 'signedOut' });
    for (const { documentId, generation } of await lookAtLeftovers(replicas, postRescue, person.id)) {
      if (!isStillIn()) return;
      if (this.current(documentId, person) !== null) continue;
      this.acquire(documentId, person, generation).disappear();
      this.release(documentId, person);
    }
  }

  #start(documentId: string, person: SessionPerson, start: SessionStart): DocumentSession {
    const session = new DocumentSession(documentId, person, this.#environment, start, (next) =>
      this.#replace(session, next),
    );
    session.subscribe(() => this.#notify());
    return session;
  }

  #replace(retired: DocumentSession, next: SessionStart): void {
    const { documentId, person } = retired;
    const key = keyOf(documentId, person);
    const entry = this.#entries.get(key);
    if (entry?.session === retired) {
      if (entry.users > 0) entry.session = this.#start(documentId, person, next);
      else {
        entry.cancel?.();
        this.#entries.delete(key);
      }
    }
    retired.destroy();
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #endWhenSettled(key: string, entry: Entry): void {
    const { session } = entry;
    const end = (): void => {
      this.#entries.delete(key);
      session.destroy();
      this.#notify();
    };
    if (session.isSettled || session.isParked) {
      end();
      return;
    }
    session.disappear();
    const unsubscribe = session.subscribe(() => {
      if (!session.isSettled && !session.isParked) return;
      unsubscribe();
      end();
    });
    entry.cancel = unsubscribe;
  }
}

function keyOf(documentId: string, person: SessionPerson): string {
  return `${person.id} ${documentId}`;
}
