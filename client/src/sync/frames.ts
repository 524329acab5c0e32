import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { LockState } from './saveMachine.ts';

const syncStep1 = 0;

/** `[100, n]`: "tell me when all before this is committed" (S4). */
export function ackRequest(n: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.ack);
  encoding.writeVarUint(encoder, n);
  return new Uint8Array(encoding.toUint8Array(encoder));
}

/** Reads the n of an ack, behind its message type. */
export function readAck(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder);
}

/** Reads `epoch, state` of a lock message, behind its message type. */
export function readLockState(decoder: decoding.Decoder): LockState {
  const epoch = decoding.readVarUint(decoder);
  return { epoch, isLocked: decoding.readVarUint(decoder) === 1 };
}

/** Whether a sync message, read up to behind its message type, is the server's step 1. Does not move the decoder. */
export function isStateQuestion(decoder: decoding.Decoder): boolean {
  return decoding.peekVarUint(decoder) === syncStep1;
}
