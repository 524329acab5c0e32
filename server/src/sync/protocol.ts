import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { ByteReader, MalformedError } from './byteReader.ts';
import { varUintSize, writeVarUint } from './varUint.ts';

const syncStep1 = 0;
const syncStep2 = 1;
const syncUpdate = 2;

/** A message of a peer. Byte fields are views into the frame. */
export type Message =
  | { readonly kind: 'stateVector'; readonly stateVector: Uint8Array }
  /** `isAnswer`: a sync step 2, the answer to a step 1. */
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly kind: 'awareness'; readonly entries: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  | { readonly kind: 'ack'; readonly n: number };

/** Reads one frame: exactly one message of the y-websocket protocol or an ack (S4). Throws MalformedError. */
export function decodeMessage(frame: Uint8Array): Message {
  const reader = new ByteReader(frame);
  const message = readMessage(reader);
  reader.expectEnd();
  return message;
}

function readMessage(reader: ByteReader): Message {
  switch (reader.readVarUint()) {
    case messageTypes.sync:
      return readSync(reader);
    case messageTypes.awareness:
      return { kind: 'awareness', entries: reader.readVarBytes() };
    case messageTypes.queryAwareness:
      return { kind: 'queryAwareness' };
    case messageTypes.ack:
      return { kind: 'ack', n: reader.readVarUint() };
    default:
      throw new MalformedError('unknown message');
  }
}

function readSync(reader: ByteReader): Message {
  switch (reader.readVarUint()) {
    case syncStep1: {
      const stateVector = reader.readVarBytes();
      checkStateVector(stateVector);
      return { kind: 'stateVector', stateVector };
    }
    case syncStep2:
      return { kind: 'update', update: reader.readVarBytes(), isAnswer: true };
    case syncUpdate:
      return { kind: 'update', update: reader.readVarBytes(), isAnswer: false };
    default:
      throw new MalformedError('unknown sync message');
  }
}

/** Each time a page is loaded is one more entry: more than a document ever has. */
const maxStateVectorEntries = 65_536;

function checkStateVector(stateVector: Uint8Array): void {
  const reader = new ByteReader(stateVector);
  const count = reader.readCount(2);
  if (count > maxStateVectorEntries) throw new MalformedError('state vector too long');
  for (let index = 0; index < count; index++) {
    reader.readVarUint();
    reader.readVarUint();
  }
  reader.expectEnd();
}

/** Sync step 1: "here is what I have, send me the rest". */
export function stateVectorFrame(stateVector: Uint8Array): Uint8Array {
  return framed([messageTypes.sync, syncStep1], stateVector);
}

/** Sync step 2: the answer to a step 1. */
export function stateFrame(update: Uint8Array): Uint8Array {
  return framed([messageTypes.sync, syncStep2], update);
}

/** A committed update, for everyone in the room. */
export function updateFrame(update: Uint8Array): Uint8Array {
  return framed([messageTypes.sync, syncUpdate], update);
}

/** @param entries as `encodeAwareness` gives them */
export function awarenessFrame(entries: Uint8Array): Uint8Array {
  return framed([messageTypes.awareness], entries);
}

/** Nothing to say, said: keeps the provider's watchdog calm (S6). */
export const emptyAwarenessFrame = Uint8Array.of(messageTypes.awareness, 1, 0);

/** `[100, n]`: everything before it is committed and integrated (S4). */
export function ackFrame(n: number): Uint8Array {
  return numbers([messageTypes.ack, n]);
}

/** `[101, epoch, state]`, only for those who spoke 100 (S4). */
export function lockStateFrame(lockEpoch: number, state: 'open' | 'locked'): Uint8Array {
  return numbers([messageTypes.lockState, lockEpoch, state === 'open' ? 0 : 1]);
}

function numbers(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, value) => sum + varUintSize(value), 0));
  let position = 0;
  for (const value of values) position = writeVarUint(bytes, position, value);
  return bytes;
}

function framed(prefix: readonly number[], payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(prefix.length + varUintSize(payload.length) + payload.length);
  bytes.set(prefix);
  bytes.set(payload, writeVarUint(bytes, prefix.length, payload.length));
  return bytes;
}
