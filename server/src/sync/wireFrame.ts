let last: { readonly message: Uint8Array; readonly frame: Uint8Array } | null = null;

/**
 * A message as a WebSocket frame of a server: binary, whole, not masked (RFC 6455, 5.2). The same message asked for again and
 * again, as it is for everybody in a room, is framed once.
 */
export function wireFrame(message: Uint8Array): Uint8Array {
  if (last?.message === message) return last.frame;
  const { length } = message;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x82;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, start);
  last = { message, frame };
  return frame;
}
