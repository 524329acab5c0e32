/**
 * Sockets over plain HTTP (docs/sync.md S15): a line carries several, each on a channel of its own. What travels is a
 * sequence of records: kind (1 byte), channel (2 bytes), length (4 bytes), payload; numbers are big-endian.
 */
export const recordKinds = {
  /** To the server: the address of the socket, as at an upgrade, in UTF-8. From it: the socket is open; no payload. */
  open: 0,
  binary: 1,
  text: 2,
  /** To the server: no payload. From it: the close code (2 bytes) and the reason in UTF-8. */
  close: 3,
} as const;

type RecordKind = (typeof recordKinds)[keyof typeof recordKinds];

export interface LineRecord {
  readonly kind: RecordKind;
  /** 0-65535 */
  readonly channel: number;
  readonly payload: Uint8Array;
}

const headBytes = 7;

/** One record as bytes. */
export function encodeRecord({ kind, channel, payload }: LineRecord): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headBytes + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind);
  view.setUint16(1, channel);
  view.setUint32(3, payload.length);
  bytes.set(payload, headBytes);
  return bytes;
}

/** The records in some bytes, in order; null when these are anything else. Payloads are views on `bytes`. */
export function decodeRecords(bytes: Uint8Array): readonly LineRecord[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: LineRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + headBytes > bytes.length) return null;
    const kind = view.getUint8(at);
    const length = view.getUint32(at + 3);
    if (!isRecordKind(kind) || at + headBytes + length > bytes.length) return null;
    records.push({
      kind,
      channel: view.getUint16(at + 1),
      payload: bytes.subarray(at + headBytes, at + headBytes + length),
    });
    at += headBytes + length;
  }
  return records;
}

/** Several pieces as one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** The payload of a close from the server. A browser takes no reason of more than 123 bytes, and this neither. */
export function closePayload(code: number, reason: Uint8Array): Uint8Array {
  const payload = new Uint8Array(2 + Math.min(reason.length, 123));
  new DataView(payload.buffer).setUint16(0, code);
  payload.set(reason.subarray(0, 123), 2);
  return payload;
}

/** The code in the payload of a close, and its reason in UTF-8; null when there is none. */
export function readClosePayload(payload: Uint8Array): { readonly code: number; readonly reason: Uint8Array } | null {
  if (payload.length < 2) return null;
  return { code: new DataView(payload.buffer, payload.byteOffset).getUint16(0), reason: payload.subarray(2) };
}

function isRecordKind(kind: number): kind is RecordKind {
  return Object.values<number>(recordKinds).includes(kind);
}
