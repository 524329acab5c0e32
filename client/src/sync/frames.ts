import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { LockState } from './saveMachine.ts';

const syncStep1 = 0;
const syncUpdate = 2;

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

/** The server's state vector, if a sync message, read up to behind its message type, is step 1; moves no decoder. */
export function readStateQuestion(decoder: decoding.Decoder): Uint8Array | null {
  const ahead = decoding.clone(decoder);
  return decoding.readVarUint(ahead) === syncStep1 ? decoding.readVarUint8Array(ahead).slice() : null;
}

/** Whether a sync message, read up to behind its message type, is an update; moves no decoder. */
export function isUpdate(decoder: decoding.Decoder): boolean {
  return decoding.readVarUint(decoding.clone(decoder)) === syncUpdate;
}
