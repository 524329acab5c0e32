import { messageTypes } from '@ruam/shared/sync/closeCodes.ts';
import { ByteReader } from '../byteReader.ts';
import { awarenessFrame, updateFrame } from '../protocol.ts';
import { varUint } from '../testBed.ts';

/** One client in an awareness message. */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: { readonly user?: { readonly id?: string } } | null;
}

/** What a frame says, in either direction. */
export type FrameMessage =
  | { readonly kind: 'question'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly update: Uint8Array; readonly isAnswer: boolean }
  | { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly kind: 'ack'; readonly n: number }
  | { readonly kind: 'lock'; readonly epoch: number; readonly isLocked: boolean }
  | { readonly kind: 'other' };

const messages = new WeakMap<Uint8Array, FrameMessage>();

/** Reads a frame; the same object for the same frame, since one is sent to many. */
export function readFrame(frame: Uint8Array): FrameMessage {
  const before = messages.get(frame);
  if (before !== undefined) return before;
  const message = read(new ByteReader(frame));
  messages.set(frame, message);
  return message;
}

/** The update in a frame; null when it brings none. */
export function updateIn(frame: Uint8Array): Uint8Array | null {
  const message = readFrame(frame);
  return message.kind === 'update' ? message.update : null;
}

/** `[100, n]` */
export function ackQuestion(n: number): Uint8Array {
  return Uint8Array.from([messageTypes.ack, ...varUint(n)]);
}

export function writeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const bytes = entries.flatMap(({ clientId, clock, state }) => {
    const text = new TextEncoder().encode(JSON.stringify(state));
    return [...varUint(clientId), ...varUint(clock), ...varUint(text.length), ...text];
  });
  return awarenessFrame(Uint8Array.from([...varUint(entries.length), ...bytes]));
}

/** An update as a frame of its own. */
export function writeUpdate(update: Uint8Array): Uint8Array {
  return updateFrame(update);
}

function read(reader: ByteReader): FrameMessage {
  switch (reader.readVarUint()) {
    case messageTypes.sync: {
      const step = reader.readVarUint();
      const payload = reader.readVarBytes();
      return step === 0
        ? { kind: 'question', stateVector: payload }
        : { kind: 'update', update: payload, isAnswer: step === 1 };
    }
    case messageTypes.awareness:
      return { kind: 'awareness', entries: readEntries(new ByteReader(reader.readVarBytes())) };
    case messageTypes.ack:
      return { kind: 'ack', n: reader.readVarUint() };
    case messageTypes.lockState:
      return { kind: 'lock', epoch: reader.readVarUint(), isLocked: reader.readVarUint() === 1 };
    default:
      return { kind: 'other' };
  }
}

function readEntries(reader: ByteReader): AwarenessEntry[] {
  return Array.from({ length: reader.readVarUint() }, () => ({
    clientId: reader.readVarUint(),
    clock: reader.readVarUint(),
    state: JSON.parse(reader.readVarString()) as AwarenessEntry['state'],
  }));
}
