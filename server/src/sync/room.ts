import { namesIn } from '@ruam/shared/document/content.ts';
import { schemaVersionOf } from '@ruam/shared/document/schema.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import * as Y from 'yjs';
import { RoomAwareness } from './awareness.ts';
import type { ClientBinding } from './clientBindings.ts';
import { ClientOwners } from './clientOwners.ts';
import { CommittedText, type CommittedUpdate } from './committedText.ts';
import type { Compaction, ReadyState } from './compaction.ts';
import type { DocumentHead, LogRow } from './log.ts';
import { judgeNewUpdate, type NewUpdateBounds } from './newUpdate.ts';
import { Pace } from './pace.ts';
import { lockStateFrame, updateFrame } from './protocol.ts';
import type { RefusalReason } from './refusal.ts';
import type { LogTail, RoomContext } from './roomContext.ts';
import { type Reception, type RoomPeer, UnappliableError } from './roomPeer.ts';
import { SizeEstimate } from './sizeEstimate.ts';
import { StateFrames } from './stateFrames.ts';
import { decodeUpdateList } from './updateList.ts';
import { type OfferedUpdate, type Rejection, UpdateQueue, type UpdateSource } from './updateQueue.ts';

/** Document bytes that one more row in the log outweighs. */
const bytesPerRow = 1_024;
/** The same for an update, when nobody types any more. */
const bytesPerUpdate = 256;

/**
 * One open document: what is committed, and only that (docs/sync.md S3), the people in it, and the updates on their way to
 * the log.
 */
export class Room {
  readonly documentId: string;
  readonly queue: UpdateQueue;
  readonly owners: ClientOwners;
  readonly awareness: RoomAwareness;
  readonly states: StateFrames;
  readonly #text: CommittedText;
  readonly #context: RoomContext;
  readonly #peers = new Set<RoomPeer>();
  #head: DocumentHead;
  #closed = false;
  /** Somebody waits for room in the queue. */
  #isAwaited = false;
  readonly #size: SizeEstimate;
  #tail: LogTail;
  #writtenAt = 0;
  readonly #awarenessPace: Pace;
  #schemaVersion: number | null = null;

  constructor(
    documentId: string,
    opened: {
      /** The document, or all of it as it is stored. */
      content: Y.Doc | ReadyState;
      head: DocumentHead;
      blobBytes: number;
      tail: LogTail;
      owners: ReadonlyMap<number, string>;
    },
    context: RoomContext,
  ) {
    this.documentId = documentId;
    this.#text = new CommittedText(opened.content, (error) => this.#broken(error));
    this.#head = opened.head;
    this.#size = new SizeEstimate(opened.blobBytes + opened.tail.bytes, context.limits.documentBytes);
    this.#tail = opened.tail;
    this.#context = context;
    this.queue = new UpdateQueue(this.#text, context.limits, context.vocabulary);
    this.owners = new ClientOwners(this.#text, opened.owners, context.limits.unusedIds);
    this.awareness = new RoomAwareness(context.limits.awarenessBytes, this.owners);
    this.states = new StateFrames(this.#text);
    this.#awarenessPace = new Pace(context.limits.awarenessGapMs, context, () => this.#sendAwareness());
  }

  /** Throws UnappliableError, and then the room is closed. */
  get doc(): Y.Doc {
    return this.#text.doc;
  }

  /** Whether somebody has written under this client id. */
  hasWritten(clientId: number): boolean {
    return this.#text.has(clientId);
  }

  get head(): DocumentHead {
    return this.#head;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The version of the document schema that has what is committed here. Walks the document when that has changed. */
  get schemaVersion(): number {
    this.#schemaVersion ??= schemaVersionOf(namesIn(readContent(this.doc)));
    return this.#schemaVersion;
  }

  get isAbandoned(): boolean {
    return this.#peers.size === 0 && this.queue.uncommitted === 0;
  }

  get tail(): LogTail {
    return this.#tail;
  }

  /** Whether shortening the log pays for encoding the document: the larger it is, the more rows it takes. */
  get isLogLong(): boolean {
    const { compactRows, compactBytes } = this.#context.limits;
    if (this.#tail.bytes >= compactBytes) return true;
    return this.#tail.rows >= Math.max(compactRows, this.#size.bytes / bytesPerRow);
  }

  /** Whether so much was typed that the next to open it would wait for it, and how long nothing has been. */
  get restingMs(): number | null {
    const { restUpdates } = this.#context.limits;
    if (this.#tail.updates < Math.max(restUpdates, this.#size.bytes / bytesPerUpdate)) return null;
    return Math.max(0, this.#context.now() - this.#writtenAt);
  }

  /** Whether another update may come; who is told no hears of it when the queue has drained. */
  takesMore(): boolean {
    if (!this.queue.isFull) return true;
    this.#isAwaited = true;
    return false;
  }

  join(peer: RoomPeer): void {
    this.#peers.add(peer);
  }

  leave(peer: RoomPeer): void {
    if (!this.#peers.delete(peer)) return;
    this.queue.takeParked(peer);
    this.awareness.leave(peer);
    this.awarenessChanged();
  }

  /**
   * Takes an update towards the log, or says why not; nothing is applied here. Throws MalformedError.
   *
   * @param refusal why its source may not write; null when it may
   */
  offer(offered: Omit<OfferedUpdate, 'newClients' | 'update' | 'plain'>, refusal: RefusalReason | null): Reception {
    // What every newcomer answers who brings nothing: no reason to open the document.
    if (saysNothing(offered.sent)) return 'known';
    const inspection = this.queue.inspect(offered.sent, refusal === null && this.#head.state === 'open');
    if (inspection.kind === 'known') return 'known';
    if (refusal !== null) return refusal;
    if (this.#head.state === 'locked') return 'locked';
    if (inspection.kind === 'foreign') return 'schema';
    if (inspection.kind === 'tooDeep') return 'tooDeep';
    if (inspection.kind === 'missing') {
      const isParked = this.queue.park(
        { ...offered, update: offered.sent, plain: null, newClients: [] },
        inspection,
        this.#context.now(),
      );
      return isParked ? 'parked' : 'tooMuchParked';
    }
    const { source, isTried } = offered;
    const problem = judgeNewUpdate(inspection, { ownerId: source.ownerId, isTried }, this.#bounds());
    if (problem !== null) return problem;
    const { update, plain, frontier } = inspection;
    const newClients = this.owners.claim(frontier.clients, source.ownerId);
    this.queue.accept({ ...offered, update, plain, newClients }, frontier);
    this.#context.requestFlush(this);
    return 'accepted';
  }

  /** All that is here, committed or not, as updates for an empty document. */
  all(): readonly Uint8Array[] {
    return [Y.encodeStateAsUpdate(this.doc), ...this.queue.pending];
  }

  /** Client ids are bound in the store (S7). */
  bound(bindings: readonly ClientBinding[]): void {
    this.owners.bound(bindings);
    this.awareness.ownersChanged();
    this.awarenessChanged();
  }

  /** Another process has bound client ids; who used them here meanwhile is refused. */
  ownersLearnt(stored: ReadonlyMap<number, string>, inFlight: readonly OfferedUpdate[]): void {
    this.owners.learn(stored);
    this.awareness.ownersChanged();
    this.awarenessChanged();
    const isTaken = ({ newClients, source }: OfferedUpdate): boolean => !this.owners.mayUse(newClients, source.ownerId);
    this.rejected(inFlight.filter(isTaken), 'identity');
    this.putBack(inFlight.filter((offered) => !isTaken(offered)));
  }

  /** The document is open, only in another epoch than these were addressed to. */
  putBack(inFlight: readonly OfferedUpdate[]): void {
    // Closed and opened again meanwhile: who was told of the one does not write behind the other.
    for (const offered of inFlight) if (offered.source.isRefused) offered.source.rejected(offered, 'locked');
    const again = inFlight.filter(({ source }) => !source.isRefused);
    this.queue.putBack(again);
    if (again.length > 0) this.#context.requestFlush(this);
  }

  /** Asks for what is to be stored beside updates: client ids that were named in awareness. */
  awarenessReceived(): void {
    if (this.owners.hasAsked) this.#context.requestFlush(this);
    this.awarenessChanged();
  }

  /**
   * These are in the log now, behind `missed` rows that another writer put there: apply, tell everyone, settle. Throws
   * UnappliableError; then the room no longer equals the log and has to go.
   */
  committed(
    updates: readonly OfferedUpdate[],
    lastSequence: number,
    rowCount: number,
    missed: readonly LogRow[],
  ): void {
    if (this.#closed) {
      for (const offered of updates) offered.source.rejected(offered, 'failed');
      return;
    }
    this.#head = { ...this.#head, lastSequence };
    const added = [...missed.flatMap(({ content }) => withoutSource(decodeUpdateList(content))), ...updates];
    const { bytes, news } = this.#add(added);
    this.#tail = {
      rows: this.#tail.rows + rowCount + missed.length,
      updates: this.#tail.updates + added.length,
      bytes: this.#tail.bytes + bytes,
    };
    this.#writtenAt = this.#context.now();
    const sources = new Set(updates.map(({ source }) => source));
    const only = missed.length === 0 && sources.size === 1 ? [...sources][0] : undefined;
    const frames = news.map(updateFrame);
    // Who has written is told first, of the others and of his own in one write.
    const authors = [...sources].filter((source) => isAmong(this.#peers, source));
    const held = only === undefined ? authors : [];
    for (const peer of held) peer.hold();
    try {
      for (const peer of held) for (const frame of frames) peer.sendUpdate(frame);
      for (const { source, ticket } of updates) source.settled(ticket);
      const reached = (client: number) => Y.getState(this.doc.store, client);
      for (const source of this.#offerAgain(this.queue.takeUnparked(reached))) sources.add(source);
      for (const source of sources) source.flushed();
    } finally {
      for (const peer of held) peer.release();
    }
    for (const frame of frames) for (const peer of this.#peers) if (!authors.includes(peer)) peer.sendUpdate(frame);
    this.#drained();
  }

  /** These will not be in the log. What waits behind them is looked at again, because it may have built on them. */
  rejected(updates: readonly OfferedUpdate[], why: Rejection): void {
    const failed = new Set(updates.map(({ source }) => source));
    const waiting = this.queue.takeWaiting();
    for (const offered of updates) offered.source.rejected(offered, why);
    for (const offered of waiting) if (failed.has(offered.source)) offered.source.rejected(offered, why);
    for (const source of this.#offerAgain(waiting.filter(({ source }) => !failed.has(source)))) source.flushed();
    this.#drained();
  }

  /** The document's gate has moved: those who speak 100 hear it, what was typed against a closed one is refused. */
  headChanged(head: DocumentHead | null): void {
    const before = this.#head;
    if (head !== null) {
      // Epochs only rise: a lower one was read before what is known here.
      if (head.lockEpoch < before.lockEpoch) return;
      if (head.state === before.state && head.lockEpoch === before.lockEpoch) return;
      // The sequence stays: the document in memory goes no further than what was applied to it.
      this.#head = { ...head, lastSequence: before.lastSequence };
      const frame = lockStateFrame(head.lockEpoch, head.state);
      for (const peer of this.#peers) peer.sendLockState(frame);
      if (head.state === 'open') return;
    }
    const why = head === null ? 'gone' : 'locked';
    for (const offered of this.queue.takeWaiting()) offered.source.rejected(offered, why);
    for (const source of this.queue.parking) this.#rejectParked(source, why);
    this.#drained();
  }

  /** A gap that has not closed in time (S4). */
  rejectOverdue(before: number): void {
    for (const source of this.queue.overdue(before)) this.#rejectParked(source, 'gap');
  }

  #rejectParked(source: UpdateSource, why: Rejection): void {
    for (const offered of this.queue.takeParked(source)) source.rejected(offered, why);
  }

  awarenessChanged(): void {
    if (this.awareness.hasChanges) this.#awarenessPace.ask();
  }

  /** The ready state of everything that is committed here. */
  compaction(at: number): Compaction {
    const blob = this.#measure();
    const { generation, lastSequence } = this.#head;
    return { generation, sequence: lastSequence, blob, stateVector: Y.encodeStateVector(this.doc), at };
  }

  /** `covered`: the tail as it was when the ready state was made. */
  compacted(covered: LogTail): void {
    const { rows, updates, bytes } = this.#tail;
    this.#tail = { rows: rows - covered.rows, updates: updates - covered.updates, bytes: bytes - covered.bytes };
  }

  /** Frees the document. Peers that are still there are told that the room failed. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#awarenessPace.stop();
    for (const peer of [...this.#peers]) peer.roomFailed();
    for (const offered of this.queue.takeLast()) offered.source.rejected(offered, 'failed');
    this.#text.destroy();
  }

  /** Yjs could not take a plain edit after all. Who sent it does not come back by himself to do it again; the others do. */
  #broken(error: unknown): void {
    if (error instanceof UnappliableError) {
      const { source, update } = error;
      source?.rejected(
        { source, ticket: -1, update, plain: null, sent: update, newClients: [], isTried: true },
        'unreadable',
      );
    }
    this.#context.onBroken(this, error);
  }

  #drained(): void {
    if (!this.#isAwaited || this.queue.isFull) return;
    this.#isAwaited = false;
    for (const peer of this.#peers) peer.roomDrained();
  }

  #sendAwareness(): void {
    const frame = this.awareness.takeChanges();
    if (frame !== null) for (const peer of this.#peers) peer.sendAwareness(frame);
  }

  /** Gives what is new to everyone else, and how many bytes were added. */
  #add(updates: readonly CommittedUpdate[]): { bytes: number; news: readonly Uint8Array[] } {
    const news = this.#text.add(updates, this.queue.knowsFlight);
    const bytes = updates.reduce((sum, { update }) => sum + update.length, 0);
    this.#size.add(bytes);
    // Letters bring no name.
    if (updates.some(({ plain }) => plain === null)) this.#schemaVersion = null;
    this.states.clear();
    return { bytes, news };
  }

  /** Offers updates that were accepted or parked before; returns the sources that have something to hear. */
  #offerAgain(updates: readonly OfferedUpdate[]): ReadonlySet<UpdateSource> {
    const sources = new Set<UpdateSource>();
    for (const offered of updates) {
      const { source, ticket } = offered;
      const reception = this.offer(offered, null);
      if (reception === 'known') {
        source.settled(ticket);
        sources.add(source);
      } else if (reception === 'parked') source.askState();
      else if (reception === 'tooMuchParked') source.rejected(offered, 'failed');
      // It came before what it builds on, and so was not tried.
      else if (reception === 'heavy') source.rejected(offered, 'unreadable');
      else if (reception !== 'accepted') source.rejected(offered, reception);
    }
    return sources;
  }

  #bounds(): NewUpdateBounds {
    const { owners, queue } = this;
    const { limits } = this.#context;
    const doc = this.#text.integrated;
    const measure = () => void this.#measure();
    return { doc, owners, size: this.#size, limits, uncommittedBytes: queue.uncommittedBytes, measure };
  }

  #measure(): Uint8Array {
    const state = Y.encodeStateAsUpdate(this.doc);
    this.#size.measured(state.length);
    return state;
  }
}

function isAmong(peers: ReadonlySet<UpdateSource>, source: UpdateSource): source is RoomPeer {
  return peers.has(source);
}

/** An update of no structs and no deletions. */
function saysNothing(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

function withoutSource(updates: readonly Uint8Array[]): CommittedUpdate[] {
  return updates.map((update) => ({ source: null, update, plain: null }));
}
