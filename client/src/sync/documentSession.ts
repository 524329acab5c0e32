import { documentSchemaVersion } from '@ruam/shared/document/schema.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { readRefusal } from '@ruam/shared/sync/rescue.ts';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { mayGoOn } from './closePolicy.ts';
import { ComingBack } from './comingBack.ts';
import { ackRequest } from './frames.ts';
import type { HandoverState } from './handover.ts';
import { colorIndexOf, isSamePresence, presentPeople } from './presence.ts';
import { textBeyond } from './refusedText.ts';
import { createReplicaDoc } from './replicaDoc.ts';
import { type KeptReplica, ReplicaKeeper } from './replicaKeeper.ts';
import { Retirement, type SessionStart } from './retirement.ts';
import { initialSaveState, reduceSave, type SaveEvent, type SaveState, unsentEdits } from './saveMachine.ts';
import { forgetClocks, listenToServer } from './serverMessages.ts';
import type { SessionEnvironment } from './sessionEnvironment.ts';
import { nextView, openingView, type SessionView, type ViewChange } from './sessionView.ts';
import { statusChangesAt } from './status.ts';

/** Whose replica it is. */
export interface SessionPerson {
  readonly id: string;
  readonly name: string;
}

/**
 * One document's replica and its connection: y-websocket's provider, told when to come back (docs/sync.md, close codes)
 * and made honest about what is saved (S4). The Y.Doc outlives every close but one: after a 4423, when its content is a
 * rescue, the session is over and another begins with a new replica (S5, S13).
 */
export class DocumentSession {
  readonly documentId: string;
  readonly person: SessionPerson;
  readonly doc = createReplicaDoc();
  readonly awareness = new Awareness(this.doc);
  readonly #environment: SessionEnvironment;
  readonly #provider: WebsocketProvider;
  readonly #keeper: ReplicaKeeper;
  readonly #retirement: Retirement;
  readonly #comingBack: ComingBack;
  readonly #listeners = new Set<() => void>();
  #save: SaveState = initialSaveState;
  #view: SessionView;
  /** Under which the replica was made (S14). */
  #generation: number;
  /** What the server held when this connection began. */
  #heard: Uint8Array = Uint8Array.of(0);
  #isOpen = false;
  #statusTimer: ReturnType<typeof setTimeout> | undefined;
  #isDestroyed = false;

  /** @param onRetired this replica is over and its content safe: begin another */
  constructor(
    documentId: string,
    person: SessionPerson,
    environment: SessionEnvironment,
    start: SessionStart,
    onRetired: (next: SessionStart) => void,
  ) {
    this.documentId = documentId;
    this.person = person;
    this.#environment = environment;
    this.#generation = start.generation;
    this.#view = { ...openingView, refusal: start.refusal };
    this.appear();
    this.#provider = new WebsocketProvider(environment.syncUrl, documentId, this.doc, {
      connect: false,
      // Between tabs, too, only committed updates travel (S13).
      disableBc: true,
      awareness: this.awareness,
      WebSocketPolyfill: environment.WebSocket,
      // The way back is ours: the stock one has no jitter (S12).
      shouldReconnect: () => false,
    });
    this.#comingBack = new ComingBack(() => this.reconnect(), environment.random);
    this.#keeper = new ReplicaKeeper(environment.replicas, { personId: person.id, documentId }, () => this.#refresh());
    this.#retirement = this.#prepareRetirement(onRetired);
    this.#listenToReplica();
    this.#listenToConnection();
    if (environment.replicas === null) this.#begin(null);
    else void this.#keeper.open(start.generation).then((kept) => this.#begin(kept));
  }

  /** The current view; the same object until something changes. */
  get view(): SessionView {
    return this.#view;
  }

  /** Local changes without an ack. */
  get unsent(): number {
    return unsentEdits(this.#save);
  }

  /** It is open, and everything in it is acknowledged: it may be destroyed. */
  get isSettled(): boolean {
    return this.#isOpen && this.unsent === 0;
  }

  /** It does not come back by itself, and this browser keeps what is unsent: it may be destroyed as well. */
  get isParked(): boolean {
    const { link } = this.#save;
    return link.name === 'stopped' && !mayGoOn(link.reason) && this.#keeper.isKept === true;
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
    if (this.#isDestroyed || !this.#isOpen) return;
    this.#comingBack.cancel();
    if (this.#retirement.isRefused) this.#handOver();
    else this.#provider.connect();
  }

  /** Tries now if it is waiting to come back; a stopped session stays stopped. */
  hasten(): void {
    if (this.#view.handover?.name === 'waiting') this.#retirement.hasten();
    else if (this.#save.link.name === 'away') this.reconnect();
  }

  /** The network is said to be gone: shows it at once, and goes on trying. A stopped session stays stopped. */
  cut(): void {
    if (this.#save.link.name !== 'stopped') this.#provider.disconnect();
  }

  /** Tries again if it was stopped for want of a sign-in. */
  resume(): void {
    const { link } = this.#save;
    const isSignedOut = link.name === 'stopped' && link.reason === 'signedOut';
    if (isSignedOut || this.#view.handover?.name === 'signedOut') this.reconnect();
  }

  /** Cuts the connection and keeps the replica, with all it has not sent. */
  stop(): void {
    this.#retirement.pause();
    this.#provider.disconnect();
    this.#comingBack.cancel();
    this.#dispatch({ type: 'stopped', code: closeCodes.signedOut, reason: 'signedOut' });
  }

  /** Posts what the server does not have as a rescue; the replica stays as it is (4403, 4404, 4413). */
  keepOnServer(): void {
    this.#retirement.keepOnServer();
  }

  /** The reader has seen what was refused of the replica before. */
  dismissRefusal(): void {
    if (!this.#retirement.isRefused) this.#refresh({ refusal: null });
  }

  /** Ends connection and replica. What is unsent is lost unless this browser keeps it: ask `unsent` first. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#comingBack.cancel();
    this.#retirement.pause();
    clearTimeout(this.#statusTimer);
    this.#listeners.clear();
    this.#provider.destroy();
    void this.#keeper.leave();
    this.awareness.destroy();
    this.doc.destroy();
  }

  #begin(kept: KeptReplica | null): void {
    if (this.#isDestroyed) return;
    this.#isOpen = true;
    if (kept !== null) {
      this.#generation = kept.generation;
      this.doc.transact(() => {
        for (const update of kept.updates) Y.applyUpdate(this.doc, update, this.#keeper);
      }, this.#keeper);
      this.#dispatch({ type: 'loaded', edits: kept.unsent, at: this.#environment.now() });
    }
    this.#provider.params = { schema: String(documentSchemaVersion), generation: String(this.#generation) };
    if (this.#save.link.name !== 'stopped') this.#provider.connect();
    this.#refresh({ hasSynced: this.#view.hasSynced || kept?.hasSynced === true });
  }

  #prepareRetirement(onRetired: (next: SessionStart) => void): Retirement {
    const standing = () => ({
      documentId: this.documentId,
      generation: this.#generation,
      edits: this.#save.edits,
      isSettled: this.isSettled,
      isStopped: this.#save.link.name === 'stopped',
      refusal: this.#view.refusal,
    });
    const difference = () => Y.encodeStateAsUpdate(this.doc, this.#heard);
    const told = (handover: HandoverState): void => this.#refresh({ handover });
    return new Retirement(standing, difference, this.#keeper, this.#environment, told, (next) => {
      if (!this.#isDestroyed) onRetired(next);
    });
  }

  #listenToReplica(): void {
    // Registered after the provider's own listener: an update is on its way before its ack is asked for, and before it is
    // kept, so that nothing in this browser can hold up the sending (S13).
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this.#keeper) return;
      const isOwn = origin !== this.#provider;
      if (isOwn) this.#dispatch({ type: 'edited', at: this.#environment.now() });
      this.#keeper.keep(update, isOwn ? this.#save.edits : null);
    });
    this.awareness.on('change', () => {
      if (!isSamePresence(presentPeople(this.awareness, this.person.id), this.#view.people)) this.#refresh();
    });
  }

  #listenToConnection(): void {
    const provider = this.#provider;
    provider.on('status', ({ status }) => {
      if (status === 'connecting') {
        this.#heard = Uint8Array.of(0);
        this.#dispatch({ type: 'connecting' });
      } else if (status === 'connected') this.awareness.setLocalState(this.awareness.getLocalState());
      else forgetClocks(provider);
    });
    provider.on('sync', (isSynced: boolean) => {
      if (!isSynced) return;
      this.#comingBack.synced();
      if (!this.#view.hasSynced) this.#keeper.markSynced();
      this.#refresh({ hasSynced: true });
    });
    provider.on('connection-close', (event) => this.#closed(event?.code ?? null, event?.reason ?? ''));
    listenToServer(provider, {
      onQuestion: (stateVector) => {
        this.#heard = stateVector;
      },
      onAnswered: () => this.#dispatch({ type: 'answered' }),
      onAck: (n) => {
        this.#comingBack.understood();
        this.#dispatch({ type: 'acknowledged', n, at: this.#environment.now() });
      },
      onLock: (lock) => this.#dispatch({ type: 'lock', lock }),
    });
  }

  #closed(code: number | null, closeReason: string): void {
    // Keeps the provider's own timer from connecting: it looks at this when it fires.
    this.#provider.shouldConnect = false;
    if (this.#isDestroyed) return;
    const after = this.#comingBack.closed(code);
    if (after.kind === 'return') this.#dispatch({ type: 'away', at: this.#environment.now() });
    else if (after.reason === 'refused') this.#refused(closeReason);
    else this.#dispatch({ type: 'stopped', code: code ?? 0, reason: after.reason });
  }

  #refused(closeReason: string): void {
    const { isLocked, rescueId } = readRefusal(closeReason) ?? { isLocked: false, rescueId: null };
    const text = textBeyond(this.doc, Y.decodeStateVector(this.#heard));
    this.#refresh({ refusal: { isLocked, rescueId, text, at: this.#environment.now() } });
    this.#handOver();
  }

  /** Only when the server holds everything as a rescue, this replica ends (S5). */
  #handOver(): void {
    this.#dispatch({ type: 'stopped', code: closeCodes.refused, reason: 'refused' });
    this.#retirement.refuse();
  }

  #dispatch(event: SaveEvent): void {
    const saved = this.#save.savedEdits;
    const { state, ask } = reduceSave(this.#save, event);
    this.#save = state;
    if (state.savedEdits > saved) this.#keeper.acknowledged(state.savedEdits);
    const socket = this.#provider.ws;
    if (ask !== null && socket !== null && socket.readyState === socket.OPEN) socket.send(ackRequest(ask));
    this.#refresh();
  }

  #refresh(change: ViewChange = {}): void {
    if (this.#isDestroyed) return;
    const now = this.#environment.now();
    const people = presentPeople(this.awareness, this.person.id);
    this.#view = nextView(this.#view, { ...change, save: this.#save, isKeptOffline: this.#keeper.isKept, people, now });
    clearTimeout(this.#statusTimer);
    const changesAt = statusChangesAt(this.#save, now);
    this.#statusTimer = changesAt === null ? undefined : setTimeout(() => this.#refresh(), changesAt - now);
    for (const listener of this.#listeners) listener();
    this.#retirement.advance();
  }
}
