import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import type { WebsocketProvider } from 'y-websocket';
import { isUpdate, readAck, readLockState, readStateQuestion } from './frames.ts';
import { heldUpdatesOf } from './heldUpdates.ts';
import type { LockState } from './saveMachine.ts';

/** What a session wants to hear of the server's messages, besides what the stock provider does with them. */
interface ServerMessages {
  /** The server's step 1: what it holds. */
  readonly onQuestion: (stateVector: Uint8Array) => void;
  /** The answer to step 1 is on its way; an ack asked for from now on means what it says (S4). */
  readonly onAnswered: () => void;
  readonly onAck: (n: number) => void;
  readonly onLock: (lock: LockState) => void;
}

/** Adds our messages to the stock protocol (docs/sync.md S1, S4). */
export function listenToServer(provider: WebsocketProvider, messages: ServerMessages): void {
  const stockSync = provider.messageHandlers[messageTypes.sync];
  const held = heldUpdatesOf(provider.doc);
  provider.messageHandlers[messageTypes.sync] = (encoder, decoder, from, emitSynced, type) => {
    if (isUpdate(decoder)) {
      held.take(() => stockSync?.(encoder, decoder, from, emitSynced, type), provider);
      return;
    }
    const stateVector = readStateQuestion(decoder);
    if (stateVector !== null) messages.onQuestion(stateVector);
    stockSync?.(encoder, decoder, from, emitSynced, type);
    if (stateVector === null) return;
    // The provider sends its answer when this handler has returned.
    const socket = provider.ws;
    queueMicrotask(() => {
      if (socket !== null && socket === provider.ws) messages.onAnswered();
    });
  };
  provider.messageHandlers[messageTypes.ack] = (_encoder, decoder) => messages.onAck(readAck(decoder));
  provider.messageHandlers[messageTypes.lockState] = (_encoder, decoder) => messages.onLock(readLockState(decoder));
}

/**
 * The provider has removed everyone else but keeps their clocks, and would not take an equal clock again: those who
 * stayed would be invisible until they move. Call it when the connection is gone.
 */
export function forgetClocks({ awareness, doc }: WebsocketProvider): void {
  for (const clientId of [...awareness.meta.keys()]) {
    if (clientId !== doc.clientID && !awareness.states.has(clientId)) awareness.meta.delete(clientId);
  }
}
