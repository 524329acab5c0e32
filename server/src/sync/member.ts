import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import type { SyncPerson } from './host.ts';
import type { MemberContext, MemberRights } from './memberContext.ts';
import { ackFrame, lockStateFrame, type Message } from './protocol.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import type { Room } from './room.ts';
import type { RoomPeer } from './roomPeer.ts';
import type { OfferedUpdate, Rejection } from './updateQueue.ts';

interface PendingAck {
  readonly n: number;
  /** Tickets before this one must be settled. */
  readonly mark: number;
}

/** A connection inside its room: what it says, in order, and what it is told (docs/sync.md S3-S6). */
export class Member implements RoomPeer {
  readonly person: SyncPerson;
  readonly joinedAt: number;
  readonly room: Room;
  readonly #context: MemberContext;
  #rights: MemberRights;
  /** On trial beside the loop. */
  #tried: Uint8Array | null = null;
  /** Its refused edits; from then on it writes nothing (S5). */
  #refusal: Refusal | null = null;
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

  constructor(room: Room, person: SyncPerson, rights: MemberRights, context: MemberContext) {
    this.room = room;
    this.person = person;
    this.#rights = rights;
    this.#context = context;
    this.joinedAt = room.awareness.nextEvent();
  }

  get personId(): string {
    return this.person.id;
  }

  get ownerId(): string {
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
    this.#rights = { ...this.#rights, mayWrite };
    if (!mayWrite) for (const { sent } of this.room.queue.takeParked(this)) this.#refuse('noRight', sent);
  }

  get isRefused(): boolean {
    return this.#refusal !== null;
  }

  /** The connection is closing; what the peer says until its own goodbye belongs to the refused edits. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** Throws MalformedError. */
  handle(message: Message): void {
    switch (message.kind) {
      case 'stateVector':
        this.#question = message.stateVector.slice();
        this.#answer();
        break;
      case 'update':
        if (this.#refusal === null) this.#receiveUpdate(message.update, message.isAnswer);
        else this.#refusal.add(message.update, message.isAnswer);
        break;
      case 'awareness':
        if (this.person.isOnlooker) break;
        this.room.awareness.receive(this, message.entries);
        this.room.awarenessReceived();
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

  hold(): void {
    this.#context.outbox.hold();
  }

  release(): void {
    this.#context.outbox.release();
    // What was held counted as waiting; taken at once, it makes no `drain`.
    if (this.#context.outbox.isEmpty) this.outboxDrained();
  }

  sendAwareness(frame: Uint8Array): void {
    if (this.#hasState && this.#context.outbox.takesAwareness) this.#context.outbox.send(frame);
  }

  sendLockState(frame: Uint8Array): void {
    if (this.#speaksAck) this.#context.outbox.send(frame);
  }

  spent(ms: number): void {
    this.#context.spent(ms);
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

  rejected(offered: OfferedUpdate, why: Rejection): void {
    if (why === 'failed') this.#fail();
    else if (why === 'gone') this.#context.close(closeCodes.notFound, 'no such document');
    else this.#refuse(why, offered.sent);
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
    this.#fail();
  }

  /** Everything that was sent has been taken by the network. */
  outboxDrained(): void {
    if (this.#behind !== null) {
      const before = this.#behind;
      this.#behind = null;
      if (before !== this.room.states.stateVector) {
        this.#context.outbox.send(this.room.states.answer(before));
        this.#rememberWhenSlow();
      }
      this.#wantsEveryone = true;
    }
    this.#sendDueAck();
    this.#answer();
    this.#sendEveryone();
  }

  #receiveUpdate(update: Uint8Array, isAnswer: boolean, isTried = false): void {
    const ticket = this.#nextTicket;
    const reception = this.room.offer({ source: this, ticket, sent: update, isTried }, this.#writeRefusal);
    switch (reception) {
      case 'known':
        // All that it has is in the document: from here it is a replica like any other.
        if (isAnswer) this.#rights = { ...this.#rights, isOtherGeneration: false };
        break;
      case 'accepted':
      case 'parked':
        this.#nextTicket += 1;
        this.#unsettled.add(ticket);
        if (reception === 'parked') this.askState();
        else this.#awaitsFlush = true;
        break;
      case 'tooMuchParked':
        this.#fail();
        break;
      case 'heavy':
        this.#tried = update;
        this.#context.tryFirst(
          () => [...this.room.all(), update],
          (isFine) => {
            this.#tried = null;
            // When something before it was refused meanwhile, it is in that rescue.
            if (this.#refusal !== null) return;
            if (isFine) this.#receiveUpdate(update, isAnswer, true);
            else this.#refuse('unreadable', update);
          },
        );
        break;
      default:
        this.#refuse(reception, update);
    }
  }

  get #writeRefusal(): RefusalReason | null {
    const { mayWrite, isOtherGeneration, schema } = this.#rights;
    if (isOtherGeneration) return 'generation';
    if (!mayWrite) return 'noRight';
    // What the document holds decides, and it may have come while this one was here.
    return schema !== null && schema < this.room.schemaVersion ? 'schema' : null;
  }

  /** The edit becomes a rescue, and so does everything that this peer still says (S5). */
  #refuse(reason: RefusalReason, update: Uint8Array): void {
    if (this.person.isOnlooker) {
      this.#context.close(closeCodes.forbidden, 'no right to write here');
      return;
    }
    if (this.#refusal === null) {
      const { refusals, outbox, close } = this.#context;
      const question = this.room.states.question();
      this.#refusal = new Refusal(reason, {
        ...refusals,
        ask: () => outbox.send(question),
        keep: (all, why) => refusals.keep(this.room, all, why),
        close,
      });
      if (this.#tried !== null) this.#refusal.add(this.#tried, false);
      for (const parked of this.room.queue.takeParked(this)) this.#refusal.add(parked.sent, false);
    }
    // Also when it was a step 2: that one came before the question.
    this.#refusal.add(update, false);
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

  /** Cumulative: only the highest that is due (S4), for a slow reader only when it has drained, and none once refused. */
  #sendDueAck(): void {
    if (this.#refusal !== null) return;
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

  /** Not stored: the peer has it all and comes back. What was refused already goes its own way. */
  #fail(): void {
    if (this.#refusal === null) this.#context.close(closeCodes.failed, 'not stored, come back');
  }
}
