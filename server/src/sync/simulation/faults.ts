import { CompiledQuery } from 'kysely';
import * as Y from 'yjs';
import { RoomAwareness } from '../awareness.ts';
import { ClientOwners } from '../clientOwners.ts';
import { Member } from '../member.ts';
import { Outbox } from '../outbox.ts';
import { ackFrame, updateFrame } from '../protocol.ts';
import { Refusal } from '../refusal.ts';
import { Rescues } from '../rescues.ts';
import { Room } from '../room.ts';
import type { RoomPeer } from '../roomPeer.ts';
import { StateFrames } from '../stateFrames.ts';
import { UpdateQueue, type UpdateSource } from '../updateQueue.ts';
import { afterOffer, all, beforeOffer, patch, queries } from './patch.ts';
import type { SimulatedStore } from './store.ts';

/** One wrong behaviour, planted from outside; gives how to take it out again. */
export type Fault = (store: SimulatedStore) => () => void;

/**
 * What the simulation must find, each a mistake that a sync server can be written with.
 *
 * | fault | breaks |
 * |---|---|
 * | `acksBeforeTheCommit` | S4: told that it is safe, and a crash takes it |
 * | `showsBeforeTheCommit` | S3: others see what a crash takes |
 * | `goesOnAfterAFailedCommit` | S11: the room holds what the store does not |
 * | `appendsToALockedDocument` | S5: the log goes on behind the lock |
 * | `closesWithoutARescue` | S5: 4423 and nothing stored |
 * | `rescuesOnlyWhatWasRefused` | S5: what was typed after it is lost |
 * | `losesRescuesAtAnEnd` | S5: a rescue that a restart takes |
 * | `takesDeletionsForKnown` | S4: a deletion is acknowledged and nowhere |
 * | `appliesWhatMissesItsPredecessor` | S4: joiners are given what is not committed |
 * | `acksWhatIsParked` | S4: told that it is safe while it waits beside the room |
 * | `acksAfterARefusal` | S4: told that it is safe while it is refused |
 * | `compactsWhatItDoesNotHold` | S3: rows are deleted that the ready state does not hold |
 * | `loadsWithoutTheLastRow` | S3: a row is there and not in the document |
 * | `letsAnyoneUseAnyClientId` | S7: written under another's client id |
 * | `believesAwareness` | S6: a caret under another's client id |
 * | `mergesAnotherGeneration` | S14: what a restored backup took comes back |
 * | `letsReadersWrite` | S5: a right that was taken away is none |
 * | `answersFromAnOldState` | S3: a joiner is given an old document |
 * | `forgetsSlowReaders` | S8: a slow reader never gets what it missed |
 * | `keepsLocksToItself` | S4: nobody hears of a lock |
 */
export const faults: Readonly<Record<string, Fault>> = {
  acksBeforeTheCommit: () =>
    patch(
      UpdateQueue.prototype,
      'accept',
      (accept) =>
        function (this: UpdateQueue, offered, frontier) {
          accept.call(this, offered, frontier);
          // When its source has noted that it was accepted.
          queueMicrotask(() => {
            offered.source.settled(offered.ticket);
            offered.source.flushed();
          });
        },
    ),
  showsBeforeTheCommit() {
    const peers = new WeakMap<Room, RoomPeer[]>();
    return all(
      patch(
        Room.prototype,
        'join',
        (join) =>
          function (this: Room, peer) {
            peers.set(this, [...(peers.get(this) ?? []), peer]);
            join.call(this, peer);
          },
      ),
      afterOffer((room, offered, reception) => {
        if (reception !== 'accepted') return;
        for (const peer of peers.get(room) ?? [])
          if (peer !== offered.source) peer.sendUpdate(updateFrame(offered.sent));
      }),
    );
  },
  goesOnAfterAFailedCommit: () =>
    patch(
      Room.prototype,
      'rejected',
      (rejected) =>
        function (this: Room, updates, why) {
          if (why === 'failed') this.committed(updates, this.head.lastSequence, 0, []);
          else rejected.call(this, updates, why);
        },
    ),
  appendsToALockedDocument: (store) =>
    queries(store, {
      rewrite: (sql) => sql.replace(/and document\."lockEpoch" = asked\.epoch and document\.state = 'open'/, ''),
    }),
  closesWithoutARescue: () =>
    patch(Rescues.prototype, 'keep', () => () => Promise.resolve({ id: 'rescue-0', isNew: true })),
  rescuesOnlyWhatWasRefused() {
    const begun = new WeakSet<Refusal>();
    return patch(
      Refusal.prototype,
      'add',
      (add) =>
        function (this: Refusal, update, isAnswer) {
          add.call(this, begun.has(this) ? emptyUpdate : update, isAnswer);
          begun.add(this);
        },
    );
  },
  losesRescuesAtAnEnd: (store) =>
    patch(Rescues.prototype, 'whenIdle', () => async () => {
      await store.run(CompiledQuery.raw('delete from rescue'));
    }),
  takesDeletionsForKnown: () =>
    patch(
      UpdateQueue.prototype,
      'inspect',
      (inspect) =>
        function (this: UpdateQueue, update, isWelcome) {
          const inspection = inspect.call(this, update, isWelcome);
          return inspection.kind === 'new' && !inspection.inserts ? { kind: 'known' } : inspection;
        },
    ),
  appliesWhatMissesItsPredecessor: () =>
    afterOffer((room, { sent }, reception) => {
      if (reception === 'parked') Y.applyUpdate(room.doc, sent);
    }),
  acksWhatIsParked() {
    const parked = new Map<UpdateSource, number>();
    return all(
      patch(
        UpdateQueue.prototype,
        'park',
        (park) =>
          function (this: UpdateQueue, offered, gap, now) {
            parked.set(offered.source, offered.ticket);
            return park.call(this, offered, gap, now);
          },
      ),
      patch(
        Member.prototype,
        'askState',
        (askState) =>
          function (this: Member) {
            this.settled(parked.get(this) ?? -1);
            askState.call(this);
          },
      ),
    );
  },
  acksAfterARefusal() {
    const outboxes = new WeakMap<Member, Outbox>();
    let last: Outbox | null = null;
    return all(
      patch(
        Outbox.prototype,
        'send',
        (send) =>
          function (this: Outbox, frame) {
            last = this;
            send.call(this, frame);
          },
      ),
      patch(
        Member.prototype,
        'enter',
        (enter) =>
          function (this: Member) {
            enter.call(this);
            if (last !== null) outboxes.set(this, last);
          },
      ),
      patch(
        Member.prototype,
        'handle',
        (handle) =>
          function (this: Member, message) {
            if (message.kind === 'ack' && this.refusal !== null) outboxes.get(this)?.send(ackFrame(message.n));
            else handle.call(this, message);
          },
      ),
    );
  },
  compactsWhatItDoesNotHold() {
    const before = new WeakMap<Room, Uint8Array>();
    return patch(
      Room.prototype,
      'compaction',
      (compaction) =>
        function (this: Room, at) {
          const made = compaction.call(this, at);
          const blob = before.get(this) ?? emptyUpdate;
          before.set(this, made.blob);
          return { ...made, blob };
        },
    );
  },
  loadsWithoutTheLastRow: (store) =>
    queries(store, {
      answer(sql, rows) {
        if (!/from "documentUpdate".*"sequence" > .*"sequence" <= /.test(sql)) return rows;
        return rows.map((row, index) => {
          const isLast = index === rows.length - 1;
          return isLast && typeof row === 'object' ? { ...row, content: emptyUpdate } : row;
        });
      },
    }),
  letsAnyoneUseAnyClientId: () =>
    all(
      patch(ClientOwners.prototype, 'mayUse', () => () => true),
      patch(
        ClientOwners.prototype,
        'claim',
        (claim) =>
          function (this: ClientOwners, clientIds, ownerId) {
            const free = clientIds.filter((clientId) => (this.ownerOf(clientId) ?? ownerId) === ownerId);
            return claim.call(this, free, ownerId);
          },
      ),
    ),
  believesAwareness() {
    let isReceiving = false;
    return all(
      patch(
        RoomAwareness.prototype,
        'receive',
        (receive) =>
          function (this: RoomAwareness, peer, entries) {
            isReceiving = true;
            try {
              receive.call(this, peer, entries);
            } finally {
              isReceiving = false;
            }
          },
      ),
      patch(
        ClientOwners.prototype,
        'ownerOf',
        (ownerOf) =>
          function (this: ClientOwners, clientId) {
            return isReceiving ? undefined : ownerOf.call(this, clientId);
          },
      ),
    );
  },
  mergesAnotherGeneration: () => beforeOffer((refusal) => (refusal === 'generation' ? null : refusal)),
  letsReadersWrite: () => beforeOffer((refusal) => (refusal === 'noRight' ? null : refusal)),
  answersFromAnOldState: () => patch(StateFrames.prototype, 'clear', () => () => undefined),
  forgetsSlowReaders: () => patch(Member.prototype, 'outboxDrained', () => () => undefined),
  keepsLocksToItself: () => patch(Member.prototype, 'sendLockState', () => () => undefined),
};

const emptyUpdate = Uint8Array.of(0, 0);
