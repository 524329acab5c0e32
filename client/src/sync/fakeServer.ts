import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import * as decoding from 'lib0/decoding';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import type { FakeSocket } from './fakeSocket.ts';
import { createReplicaDoc } from './replicaDoc.ts';

/** A sync server without a network, for tests: open or locked, it applies, refuses and acknowledges (docs/sync.md S5). */
export class FakeServer {
  readonly doc = createReplicaDoc();
  /** What was refused, by its own hand and posted. */
  readonly rescues: Uint8Array[] = [];
  isLocked = false;
  readonly #heard = new Map<FakeSocket, number>();

  /** Lets a socket in. */
  accept(socket: FakeSocket): void {
    socket.open();
    this.#heard.set(socket, 0);
    socket.question(this.doc);
  }

  /** Hears what a socket has said since; at most `limit` frames. */
  hear(socket: FakeSocket, limit = Number.POSITIVE_INFINITY): void {
    for (let count = 0; count < limit; count++) {
      const from = this.#heard.get(socket);
      const frame = from === undefined ? undefined : socket.sent[from];
      if (from === undefined || frame === undefined) return;
      this.#heard.set(socket, from + 1);
      this.#handle(socket, frame);
    }
  }

  /** The connection is gone; what it has not heard is lost with it. */
  cut(socket: FakeSocket, code: number): void {
    this.#heard.delete(socket);
    socket.end(code);
  }

  /** Forgets everybody without a word: their browser has crashed. */
  forget(): void {
    this.#heard.clear();
  }

  #handle(socket: FakeSocket, frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === messageTypes.ack) socket.numbers(messageTypes.ack, decoding.readVarUint(decoder));
    if (type !== messageTypes.sync) return;
    const kind = decoding.readVarUint(decoder);
    const content = decoding.readVarUint8Array(decoder);
    if (kind === syncProtocol.messageYjsSyncStep1) socket.answer(this.doc, content);
    else if (!this.#isNew(content)) return;
    else if (this.isLocked) this.#refuse(socket, content);
    else this.#apply(socket, content);
  }

  #apply(from: FakeSocket, update: Uint8Array): void {
    Y.applyUpdate(this.doc, update);
    for (const socket of this.#heard.keys()) if (socket !== from) socket.update(update);
  }

  #refuse(socket: FakeSocket, update: Uint8Array): void {
    this.rescues.push(update);
    this.#heard.delete(socket);
    socket.question(this.doc);
    socket.end(4423, `locked rescue=r${this.rescues.length}`);
  }

  #isNew(update: Uint8Array): boolean {
    const trial = createReplicaDoc();
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(this.doc));
    let isNew = false;
    trial.on('update', () => {
      isNew = true;
    });
    Y.applyUpdate(trial, update);
    return isNew || trial.store.pendingStructs !== null;
  }
}
