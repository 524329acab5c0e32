import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { documentSchemaVersion } from '@ruam/shared/document/schema.ts';
import { type CloseCode, closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import type { RawData, WebSocket } from 'ws';
import type { SyncAddress } from './address.ts';
import { type Admission, Admittance } from './admittance.ts';
import { MalformedError } from './byteReader.ts';
import type { ConnectionContext } from './connectionContext.ts';
import type { SyncPerson } from './host.ts';
import { InboundRates } from './inboundRates.ts';
import { Inbox } from './inbox.ts';
import { Member } from './member.ts';
import { Outbox } from './outbox.ts';
import { decodeMessage } from './protocol.ts';
import type { Refusal } from './refusal.ts';
import type { Room } from './room.ts';
import { TooManyLoadsError } from './rooms.ts';

/**
 * - `joining`: nothing of the document has left; what the peer says waits, bounded (S2).
 * - `open`: in its room.
 * - `asking`: in its room, while its session or rights are looked at again; what it says waits.
 * - `trying`: in its room, while one of its updates is tried beside the loop (S9); what it says waits.
 * - `leaving`: closed by us after a refusal; what the peer says until its own goodbye belongs to the rescue (S5).
 * - `closed`: by either side; nothing is read any more.
 */
type ConnectionState =
  | { readonly name: 'joining' }
  | { readonly name: 'open'; readonly member: Member }
  | { readonly name: 'asking'; readonly member: Member }
  | { readonly name: 'trying'; readonly member: Member }
  | { readonly name: 'leaving'; readonly refusal: Refusal }
  | { readonly name: 'closed' };

/** One WebSocket on one document: rights first, then its messages one after the other, everything bounded. */
export class Connection {
  readonly #address: SyncAddress;
  /** Resolves when the socket is closed. */
  readonly gone: Promise<void>;
  readonly #ws: WebSocket;
  readonly #admittance: Admittance;
  readonly #context: ConnectionContext;
  readonly #outbox: Outbox;
  readonly #rates: InboundRates;
  #state: ConnectionState = { name: 'joining' };
  readonly #inbox = new Inbox();
  #rateTimer: NodeJS.Timeout | null = null;
  #isStopped = false;
  #asking: Promise<void> = Promise.resolve();

  constructor(
    address: SyncAddress,
    peer: { ws: WebSocket; socket: Duplex; request: IncomingMessage },
    context: ConnectionContext,
  ) {
    this.#address = address;
    this.#ws = peer.ws;
    this.#admittance = new Admittance(context.host, peer.request, address.documentId);
    this.#context = context;
    this.#outbox = new Outbox(peer.ws, peer.socket, context.limits);
    this.#rates = new InboundRates(context.limits, context.now());
    peer.ws.on('message', (frame, isBinary) => this.#receive(frame, isBinary));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gone = promise;
    peer.ws.on('close', () => {
      this.#over();
      resolve();
    });
    // What `ws` itself objects to, a frame over the limit above all: it closes with the fitting code.
    peer.ws.on('error', () => this.#over());
    peer.socket.on('drain', () => this.#drained());
  }

  /** Sees the connection into its room, or closes it. Never rejects. */
  async join(): Promise<void> {
    const { rooms } = this.#context;
    try {
      for (;;) {
        const admission = await this.#ask();
        if (admission === null) return;
        const room = await rooms.open(this.#address.documentId);
        if (this.#isOver) return;
        if (room === null) return this.close(closeCodes.notFound, 'no such document');
        if (this.#admittance.isOld(admission.asOf) || room.isClosed) continue;
        this.#enter(room, admission);
        return this.#proceed();
      }
    } catch (error) {
      if (error instanceof TooManyLoadsError) return this.close(closeCodes.tooMany, 'too many, come back');
      this.#fail(error);
    }
  }

  #enter(room: Room, { person, mayWrite }: Admission): void {
    const { keep, refusals, loopTime } = this.#context;
    const { generation, schema } = this.#address;
    const rights = {
      mayWrite,
      isOtherGeneration: generation !== null && generation !== room.head.generation,
      schema: schema !== null && schema < documentSchemaVersion ? schema : null,
    };
    const member = new Member(room, person, rights, {
      outbox: this.#outbox,
      close: (code, reason) => this.close(code, reason),
      proceed: () => this.#proceed(),
      spent: (ms) => loopTime.spent(person.id, ms),
      tryFirst: (updates, then) => {
        this.#tryFirst(updates, then).catch((error: unknown) => this.#fail(error));
      },
      refusals: {
        ...refusals,
        spent: (ms) => loopTime.spent(person.id, ms),
        hearWaiting: (refusal) => {
          for (const frame of this.#inbox.empty()) hearLast(refusal, frame);
        },
        keep: (of, update, reason) => keep(of, person.id, update, reason),
      },
    });
    this.#state = { name: 'open', member };
    member.enter();
  }

  /** Sessions or rights may have changed; one that is still joining begins to ask anew. Never rejects. */
  async recheck(isAffected: (person: SyncPerson) => boolean): Promise<void> {
    const { person } = this.#admittance;
    if (person !== null && !isAffected(person)) return;
    this.#admittance.changed();
    await this.#askAgain();
  }

  /** Housekeeping, about once a second. */
  tick(now: number): void {
    if (this.#isOver) return;
    const { person } = this.#admittance;
    const { isShared, limits } = this.#context;
    const isDue = isShared && now >= this.#admittance.askedAt + limits.recheckMs;
    if (person !== null && (isDue || now >= person.sessionExpiresAt)) void this.#askAgain();
    if (this.#outbox.tick()) return;
    this.close(closeCodes.tooSlow, 'too slow, come back');
    // A peer that takes nothing will not take the close frame either, and what waits for it is memory.
    this.#ws.terminate();
  }

  /** Takes nothing more in; what was taken goes on to the log. The server is about to close. */
  stop(): void {
    this.#isStopped = true;
    this.#ws.pause();
  }

  close(code: CloseCode, reason: string): void {
    if (this.#isOver) return;
    const refusal = this.#member?.refusal ?? null;
    this.#end();
    if (refusal !== null) this.#state = { name: 'leaving', refusal };
    this.#ws.resume();
    this.#ws.close(code, reason);
  }

  terminate(): void {
    this.#over();
    this.#ws.terminate();
  }

  get #isOver(): boolean {
    return this.#state.name === 'closed' || this.#state.name === 'leaving';
  }

  get #member(): Member | null {
    return 'member' in this.#state ? this.#state.member : null;
  }

  /** Session and rights as they are now; null when it is closed, perhaps for the lack of them. */
  async #ask(): Promise<Admission | null> {
    const answer = await this.#admittance.ask(this.#member !== null, this.#context.now());
    if (this.#isOver) return null;
    if ('person' in answer) return answer;
    this.close(answer.code, answer.reason);
    return null;
  }

  /** One asking at a time; what changes during it makes it ask anew. */
  #askAgain(): Promise<void> {
    if (this.#state.name === 'open') this.#asking = this.#renew(this.#state.member);
    return this.#asking;
  }

  async #renew(member: Member): Promise<void> {
    this.#state = { name: 'asking', member };
    try {
      const admission = await this.#ask();
      if (admission === null) return;
      this.#state = { name: 'open', member };
      member.setMayWrite(admission.mayWrite);
      this.#proceed();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #tryFirst(updates: () => readonly Uint8Array[], then: (isFine: boolean) => void): Promise<void> {
    if (this.#state.name !== 'open') return;
    const { member } = this.#state;
    const { asOf } = this.#admittance;
    this.#state = { name: 'trying', member };
    const isFine = await this.#context.trial.isFine(updates);
    if (this.#isOver) return;
    // Rights have changed meanwhile: they decide before the update does, and nothing that came behind it overtakes it.
    if (this.#admittance.isOld(asOf)) {
      const admission = await this.#ask();
      if (admission === null) return;
      member.setMayWrite(admission.mayWrite);
    }
    if (this.#isOver) return;
    this.#state = { name: 'open', member };
    then(isFine);
    this.#proceed();
  }

  #receive(frame: RawData, isBinary: boolean): void {
    if (this.#state.name === 'closed') return;
    if (this.#state.name === 'leaving') {
      if (Buffer.isBuffer(frame)) hearLast(this.#state.refusal, frame);
      return;
    }
    this.#outbox.heard();
    if (!isBinary || !Buffer.isBuffer(frame)) {
      this.close(closeCodes.malformed, 'not binary');
      return;
    }
    this.#inbox.push(frame);
    this.#proceed();
  }

  #drained(): void {
    try {
      this.#member?.outboxDrained();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Handles what has come in, as far as rights, rate and room allow; then reads on or lets the peer wait. */
  #proceed(): void {
    this.#inbox.handle(
      () => this.#mayProceed(),
      (frame) => this.#handle(frame),
    );
    this.#steer();
  }

  #mayProceed(): boolean {
    if (this.#state.name !== 'open' || this.#isStopped || this.#rateTimer !== null) return false;
    if (!this.#state.member.room.takesMore()) return false;
    const now = this.#context.now();
    const waitMs = Math.max(this.#rates.waitMs(now), this.#context.loopTime.waitMs(this.#state.member.personId, now));
    if (waitMs === 0) return true;
    this.#rateTimer = setTimeout(() => {
      this.#rateTimer = null;
      this.#proceed();
    }, waitMs);
    return false;
  }

  #handle(frame: Uint8Array): void {
    try {
      const message = decodeMessage(frame);
      this.#rates.take(this.#context.now(), { bytes: frame.length, isUpdate: message.kind === 'update' });
      this.#member?.handle(message);
    } catch (error) {
      if (error instanceof MalformedError) this.close(closeCodes.malformed, error.message);
      else this.#fail(error);
    }
  }

  #steer(): void {
    const { earlyBytes, earlyFrames } = this.#context.limits;
    if (this.#isStopped) return;
    const isJoining = this.#state.name === 'joining';
    const mustWait = isJoining
      ? this.#inbox.length >= earlyFrames || this.#inbox.bytes >= earlyBytes
      : this.#inbox.length > 0;
    if (mustWait && !this.#ws.isPaused) this.#ws.pause();
    else if (!mustWait && this.#ws.isPaused) this.#ws.resume();
  }

  /** The peer is gone: what was refused and not stored yet is stored now. */
  #over(): void {
    const refusal = this.#state.name === 'leaving' ? this.#state.refusal : this.#member?.refusal;
    this.#end();
    this.#state = { name: 'closed' };
    refusal?.peerGone();
  }

  #fail(error: unknown): void {
    this.#context.logger.error({ err: error, documentId: this.#address.documentId }, 'sync connection failed');
    this.close(closeCodes.failed, 'failed, come back');
  }

  #end(): void {
    const member = this.#member;
    this.#state = { name: 'closed' };
    // What waited its turn behind a refused edit belongs to its rescue.
    for (const frame of this.#inbox.empty()) if (member?.refusal) hearLast(member.refusal, frame);
    if (this.#rateTimer !== null) clearTimeout(this.#rateTimer);
    this.#rateTimer = null;
    if (member === null) return;
    member.leave();
    this.#context.rooms.left(member.room);
  }
}

/** What comes after our close frame: only edits matter. */
function hearLast(refusal: Refusal, frame: Uint8Array): void {
  try {
    const message = decodeMessage(frame);
    if (message.kind === 'update') refusal.add(message.update, message.isAnswer);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
  }
}
