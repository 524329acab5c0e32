/** The bytes of y-websocket's protocol and of ours on top of it (docs/sync.md, "On the wire"). */

/** Sync step 1 of someone who has nothing. */
export const emptyQuestion = Uint8Array.of(0, 0, 1, 0);

export function updateFrame(update: Uint8Array): Uint8Array {
  return Uint8Array.from([0, 2, ...varUint(update.length), ...update]);
}

/** Sync step 2. */
export function answerFrame(update: Uint8Array): Uint8Array {
  return Uint8Array.from([0, 1, ...varUint(update.length), ...update]);
}

/** `[100, n]`. */
export function ackFrame(n: number): Uint8Array {
  return Uint8Array.from([100, ...varUint(n)]);
}

export function varUint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varUint(Math.floor(value / 128))];
}

export type ServerFrame =
  | { readonly kind: 'question' | 'answer' | 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'ack'; readonly n: number }
  | { readonly kind: 'lock'; readonly epoch: number; readonly isLocked: boolean }
  | { readonly kind: 'awareness' };

export function readFrame(frame: Uint8Array): ServerFrame {
  const [type, first] = frame;
  switch (type) {
    case 0: {
      const { next } = readVarUint(frame, 2);
      const kind = (['question', 'answer', 'update'] as const)[first ?? -1];
      if (kind === undefined) break;
      return { kind, bytes: frame.subarray(next) };
    }
    case 1:
      return { kind: 'awareness' };
    case 100:
      return { kind: 'ack', n: readVarUint(frame, 1).value };
    case 101: {
      const { value, next } = readVarUint(frame, 1);
      return { kind: 'lock', epoch: value, isLocked: readVarUint(frame, next).value === 1 };
    }
  }
  throw new Error(`an unknown message: ${type} ${first}`);
}

function readVarUint(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } {
  let [value, factor, next] = [0, 1, from];
  for (;;) {
    const byte = bytes[next];
    if (byte === undefined) throw new Error('a frame that ends too early');
    value += (byte & 127) * factor;
    factor *= 128;
    next += 1;
    if (byte < 128) return { value, next };
  }
}
