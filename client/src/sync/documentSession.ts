import { documentSchemaVersion } from '@ruam/shared/document/schema.ts';
import { closeCodes, messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterClose, isBroken, returnDelayMs } from './closePolicy.ts';
import { ackRequest, isStateQuestion, readAck, readLockState } from './frames.ts';
import { colorIndexOf, isSamePresence, type PresentPerson, presentPeople } from './presence.ts';
import {
  initialSaveState,
  type LockState,
  reduceSave,
  type SaveEvent,
  type SaveState,
  unsentEdits,
} from './saveMachine.ts';
import { type DocumentStatus, statusChangesAt, statusOf } from './status.ts';

/** Whose replica it is. */
export interface SessionPerson {
  readonly id: string;
  readonly name: string;
}

/** The world around a session. */
export interface SessionEnvironment {
  /** `ws(s)://host/sync`, without the document. */
  readonly syncUrl: string;
  readonly WebSocket: typeof WebSocket;
  /** Epoch ms. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What a screen shows of a session; a new object on every change. */
export interface SessionView {
  readonly status: DocumentStatus;
  readonly lock: LockState | null;
  /** The replica has held the server's state at least once. */
  readonly hasSynced: boolean;
  readonly people: readonly PresentPerson[];
}

/**
 * One document's replica and its connection: y-websocket's provider, told when to come back (docs/sync.md, close codes)
 * and made honest about what is saved (S4). The Y.Doc outlives every close; only `destroy` ends it.
 */
export class DocumentSession {
  readonly documentId: string;
  readonly person: SessionPerson;
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #environment: SessionEnvironment;
  readonly #provider: WebsocketProvider;
  readonly #listeners = new Set<() => void>();
  #save: SaveState = initialSaveState;
  #view: SessionView;
  #failures = 0;
  #brokenInARow = 0;
  #returnTimer: ReturnType<typeof setTimeout> | null = null;
  #statusTimer: ReturnType<typeof setTimeout> | null = null;
  #isDestroyed = false;

  constructor(documentId: string, person: SessionPerson, environment: SessionEnvironment) {
    this.documentId = documentId;
    this.person = person;
    this.#environment = environment;
    this.#view = { status: { name: 'connecting' }, lock: null, hasSynced: false, people: [] };
    this.appear();
    this.#provider = new WebsocketProvider(environment.syncUrl, documentId, this.doc, {
      connect: false,
      // Between tabs, too, only committed updates travel (S13).
      disableBc: true,
      awareness: this.awareness,
      params: { schema: String(documentSchemaVersion) },
      WebSocketPolyfill: environment.WebSocket,
      // The way back is ours: the stock one has no jitter (S12).
      shouldReconnect: () => false,
    });
    this.#listen();
    this.#provider.connect();
  }

  /** The current view; the same object until something changes. */
  get view(): SessionView {
    return this.#view;
  }

  /** Local changes without an ack. */
  get unsent(): number {
    return unsentEdits(this.#save);
  }

  /** Calls `listener` after each change of `view`; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows the person as present (again). */
  appear(): void {
    const { id, name } = this.person;
    this.awareness.setLocalState({ user: { id, name, color: colorIndexOf(id) } });
  }

  /** Leaves the faces, keeps the connection: something is still unsent. */
  disappear(): void {
    this.awareness.setLocalState(null);
  }

  /** Tries now: after signing in again, when the network is back, or because a person asked for it. */
  reconnect(): void {
    if (this.#isDestroyed) return;
    this.#clearReturn();
    this.#provider.connect();
  }

  /** Tries now if it is waiting to come back; a stopped session stays stopped. */
  hasten(): void {
    if (this.#save.link.name === 'away') this.reconnect();
  }

  /** Tries again if it was stopped for want of a sign-in. */
  resume(): void {
    const { link } = this.#save;
    if (link.name === 'stopped' && link.reason === 'signedOut') this.reconnect();
  }

  /** Cuts the connection and keeps the replica, with all it has not sent. */
  stop(): void {
    this.#clearReturn();
    this.#provider.disconnect();
    this.#clearReturn();
    this.#dispatch({ type: 'stopped', code: closeCodes.signedOut, reason: 'signedOut' });
  }

  /** Ends connection and replica. What is unsent is lost: ask `unsent` first. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#clearReturn();
    if (this.#statusTimer !== null) clearTimeout(this.#statusTimer);
    this.#listeners.clear();
    this.#provider.destroy();
    this.awareness.destroy();
    this.doc.destroy();
  }

  #listen(): void {
    const provider = this.#provider;
    // Registered after the provider's own listener: an update is on its way before its ack is asked for.
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== provider) this.#dispatch({ type: 'edited', at: this.#environment.now() });
    });
    this.awareness.on('change', () => {
      if (!isSamePresence(presentPeople(this.awareness, this.person.id), this.#view.people)) this.#refresh();
    });
    provider.on('status', ({ status }) => {
      if (status === 'connecting') this.#dispatch({ type: 'connecting' });
      else if (status === 'connected') this.awareness.setLocalState(this.awareness.getLocalState());
      else this.#forgetClocks();
    });
    provider.on('sync', (isSynced: boolean) => {
      if (!isSynced) return;
      this.#failures = 0;
      this.#refresh({ hasSynced: true });
    });
    provider.on('connection-close', (event) => this.#closed(event?.code ?? null));
    const stockSync = provider.messageHandlers[messageTypes.sync];
    provider.messageHandlers[messageTypes.sync] = (encoder, decoder, from, emitSynced, type) => {
      const isQuestion = isStateQuestion(decoder);
      stockSync?.(encoder, decoder, from, emitSynced, type);
      if (isQuestion) this.#afterAnswer();
    };
    provider.messageHandlers[messageTypes.ack] = (_encoder, decoder) => {
      this.#brokenInARow = 0;
      this.#dispatch({ type: 'acknowledged', n: readAck(decoder), at: this.#environment.now() });
    };
    provider.messageHandlers[messageTypes.lockState] = (_encoder, decoder) =>
      this.#dispatch({ type: 'lock', lock: readLockState(decoder) });
  }

  /** The provider sends its answer when the handler has returned; an ack may be asked for only behind it (S4). */
  #afterAnswer(): void {
    const socket = this.#provider.ws;
    queueMicrotask(() => {
      if (socket !== null && socket === this.#provider.ws) this.#dispatch({ type: 'answered' });
    });
  }

  #closed(code: number | null): void {
    // Keeps the provider's own timer from connecting: it looks at this when it fires.
    this.#provider.shouldConnect = false;
    if (this.#isDestroyed) return;
    if (isBroken(code)) this.#brokenInARow += 1;
    const after = afterClose(code, this.#brokenInARow);
    if (after.kind === 'stop') {
      this.#brokenInARow = 0;
      this.#dispatch({ type: 'stopped', code: code ?? 0, reason: after.reason });
      return;
    }
    this.#dispatch({ type: 'away', at: this.#environment.now() });
    this.#clearReturn();
    const delayMs = returnDelayMs(this.#failures, this.#environment.random());
    this.#failures += 1;
    this.#returnTimer = setTimeout(() => this.reconnect(), delayMs);
  }

  /**
   * The provider has removed everyone else but keeps their clocks, and would not take an equal clock again: those who
   * stayed would be invisible until they move.
   */
  #forgetClocks(): void {
    for (const clientId of [...this.awareness.meta.keys()]) {
      if (clientId !== this.doc.clientID && !this.awareness.states.has(clientId)) this.awareness.meta.delete(clientId);
    }
  }

  #dispatch(event: SaveEvent): void {
    const { state, ask } = reduceSave(this.#save, event);
    this.#save = state;
    const socket = this.#provider.ws;
    if (ask !== null && socket !== null && socket.readyState === socket.OPEN) socket.send(ackRequest(ask));
    this.#refresh();
  }

  #refresh(change: { readonly hasSynced?: true } = {}): void {
    if (this.#isDestroyed) return;
    const now = this.#environment.now();
    const people = presentPeople(this.awareness, this.person.id);
    this.#view = {
      status: statusOf(this.#save, now),
      lock: this.#save.lock,
      hasSynced: this.#view.hasSynced || change.hasSynced === true,
      people: isSamePresence(people, this.#view.people) ? this.#view.people : people,
    };
    if (this.#statusTimer !== null) clearTimeout(this.#statusTimer);
    const changesAt = statusChangesAt(this.#save, now);
    this.#statusTimer = changesAt === null ? null : setTimeout(() => this.#refresh(), changesAt - now);
    for (const listener of this.#listeners) listener();
  }

  #clearReturn(): void {
    if (this.#returnTimer !== null) clearTimeout(this.#returnTimer);
    this.#returnTimer = null;
  }
}
