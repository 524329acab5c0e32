import { type CloseCode, closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import type { SyncPerson } from './host.ts';
import type { Outbox } from './outbox.ts';
import { ackFrame, lockStateFrame, type Message } from './protocol.ts';
import type { Room, RoomPeer } from './room.ts';
import type { Rejection } from './updateQueue.ts';

/** What a member needs from its connection. */
export interface MemberContext {
  readonly outbox: Outbox;
  readonly close: (code: CloseCode, reason: string) => void;
  /** The room takes updates again. */
  readonly proceed: () => void;
}

interface PendingAck {
  readonly n: number;
  /** Tickets before this one must be settled. */
  readonly mark: number;
}

const rejectionCodes: Readonly<Record<Rejection, CloseCode>> = {
  failed: closeCodes.failed,
  // Becomes a rescue and 4423 once rescues exist (S5).
  refused: closeCodes.forbidden,
  tooLarge: closeCodes.documentTooLarge,
  tooDeep: closeCodes.forbidden,
  gone: closeCodes.notFound,
};

/** A connection inside its room: what it says, in order, and what it is told (docs/sync.md S3-S6). */
export class Member implements RoomPeer {
  readonly person: SyncPerson;
  readonly joinedAt: number;
  readonly room: Room;
  readonly #context: MemberContext;
  #mayWrite: boolean;
  #nextTicket = 0;
  readonly #unsettled = new Set<number>();
  #acks: PendingAck[] = [];
  #speaksAck = false;
  /** It has its first step 2; from here it gets every update. */
  #hasState = false;
  #question: Uint8Array | null = null;
  #awaitsFlush = false;
  #asked = false;
  #wantsEveryone = false;
  /** A slow reader's last complete state: it gets one difference from there when it has drained. */
  #behind: Uint8Array | null = null;

  constructor(room: Room, person: SyncPerson, mayWrite: boolean, context: MemberContext) {
    this.room = room;
    this.person = person;
    this.#mayWrite = mayWrite;
    this.#context = context;
    this.joinedAt = room.awareness.nextEvent();
  }

  get personId(): string {
    return this.person.id;
  }

  enter(): void {
    this.room.join(this);
    this.#context.outbox.send(this.room.states.question());
  }

  leave(): void {
    this.room.leave(this);
  }

  setMayWrite(mayWrite: boolean): void {
    this.#mayWrite = mayWrite;
    if (!mayWrite && this.room.queue.isParking(this)) this.#close('refused');
  }

  /** Throws MalformedError. */
  handle(message: Message): void {
    switch (message.kind) {
      case 'stateVector':
        this.#question = message.stateVector.slice();
        this.#answer();
        break;
      case 'update':
        this.#receiveUpdate(message.update);
        break;
      case 'awareness':
        this.room.awareness.receive(this, message.entries);
        this.room.awarenessChanged();
        break;
      case 'queryAwareness':
        this.#wantsEveryone = true;
        this.#sendEveryone();
        break;
      case 'ack':
        this.#receiveAck(message.n);
        break;
    }
  }

  sendUpdate(frame: Uint8Array): void {
    if (!this.#hasState || this.#behind !== null) return;
    this.#context.outbox.send(frame);
    this.#rememberWhenSlow();
  }

  sendAwareness(frame: Uint8Array): void {
    if (this.#hasState && this.#context.outbox.takesAwareness) this.#context.outbox.send(frame);
  }

  sendLockState(frame: Uint8Array): void {
    if (this.#speaksAck) this.#context.outbox.send(frame);
  }

  settled(ticket: number): void {
    this.#unsettled.delete(ticket);
  }

  flushed(): void {
    this.#awaitsFlush = false;
    if (this.#asked) this.#asked = this.room.queue.isParking(this);
    this.#sendDueAck();
    this.#answer();
  }

  rejected(_ticket: number, why: Rejection): void {
    this.#close(why);
  }

  askState(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#context.outbox.send(this.room.states.question());
  }

  roomDrained(): void {
    this.#context.proceed();
  }

  roomFailed(): void {
    this.#close('failed');
  }

  /** Everything that was sent has been taken by the network. */
  outboxDrained(): void {
    if (this.#behind !== null) {
      const difference = this.room.states.answer(this.#behind);
      this.#behind = null;
      this.#context.outbox.send(difference);
      this.#rememberWhenSlow();
      this.#wantsEveryone = true;
    }
    this.#sendDueAck();
    this.#answer();
    this.#sendEveryone();
  }

  #receiveUpdate(update: Uint8Array): void {
    const ticket = this.#nextTicket;
    const reception = this.room.offer({ source: this, ticket, update }, this.#mayWrite);
    switch (reception) {
      case 'known':
        break;
      case 'accepted':
      case 'parked':
        this.#nextTicket += 1;
        this.#unsettled.add(ticket);
        if (reception === 'parked') this.askState();
        else this.#awaitsFlush = true;
        break;
      case 'tooMuchParked':
        this.#close('failed');
        break;
      case 'refused':
      case 'tooLarge':
      case 'tooDeep':
        this.#close(reception);
        break;
    }
  }

  #receiveAck(n: number): void {
    const last = this.#acks.at(-1);
    if (last !== undefined && last.mark === this.#nextTicket) this.#acks.pop();
    this.#acks.push({ n, mark: this.#nextTicket });
    this.#sendDueAck();
    if (this.#speaksAck) return;
    this.#speaksAck = true;
    const { lockEpoch, state } = this.room.head;
    this.#context.outbox.send(lockStateFrame(lockEpoch, state));
  }

  /** Cumulative: only the highest that is due (S4), and for a slow reader only when it has drained. */
  #sendDueAck(): void {
    const [oldest] = this.#unsettled;
    const due = this.#acks.findLast(({ mark }) => oldest === undefined || mark <= oldest);
    if (due === undefined) return;
    this.#acks = this.#acks.slice(this.#acks.indexOf(due));
    if (this.#context.outbox.isFull) return;
    this.#acks.shift();
    this.#context.outbox.send(ackFrame(due.n));
  }

  /** Step 2, after the flush of what came before the question and only while the socket drains (S3, measurement 9). */
  #answer(): void {
    if (this.#question === null || this.#awaitsFlush || this.#context.outbox.isFull) return;
    const answer = this.room.states.answer(this.#question);
    this.#question = null;
    this.#behind = null;
    this.#context.outbox.send(answer);
    this.#rememberWhenSlow();
    if (this.#hasState) return;
    this.#hasState = true;
    this.#wantsEveryone = true;
    this.#sendEveryone();
  }

  /** Once, however often it was asked for, and only to a reader that keeps up. */
  #sendEveryone(): void {
    if (!this.#wantsEveryone || !this.#context.outbox.takesAwareness) return;
    this.#wantsEveryone = false;
    const everyone = this.room.awareness.everyone();
    if (everyone !== null) this.#context.outbox.send(everyone);
  }

  #rememberWhenSlow(): void {
    if (this.#context.outbox.isFull) this.#behind = this.room.states.stateVector;
  }

  #close(why: Rejection): void {
    this.#context.close(rejectionCodes[why], reasons[why]);
  }
}

const reasons: Readonly<Record<Rejection, string>> = {
  failed: 'not stored, come back',
  refused: 'no right to write here',
  tooLarge: 'document too large',
  tooDeep: 'nested too deep',
  gone: 'no such document',
};
