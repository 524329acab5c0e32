import { isUtf8 } from 'node:buffer';

/** Bytes from a peer that do not say what they should; closes that peer's connection with 1007 (docs/sync.md S9). */
export class MalformedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedError';
  }
}

/** Reads lib0's encodings from foreign bytes. Every read is bounded by the bytes left and throws MalformedError. */
export class ByteReader {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.position;
  }

  readByte(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) throw new MalformedError('unexpected end');
    this.position += 1;
    return byte;
  }

  /** 0 … 2^53-1, little-endian groups of seven bits. */
  readVarUint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.readByte();
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedError('number out of range');
      if (byte < 0x80) return value;
      factor *= 128;
      if (factor > Number.MAX_SAFE_INTEGER) throw new MalformedError('number out of range');
    }
  }

  /** A count of things that take at least `bytesEach`, so that a count alone cannot cost anything. */
  readCount(bytesEach: number): number {
    const count = this.readVarUint();
    if (count * bytesEach > this.left) throw new MalformedError('count beyond the bytes left');
    return count;
  }

  skip(byteCount: number): void {
    if (byteCount > this.left) throw new MalformedError('unexpected end');
    this.position += byteCount;
  }

  /** A view, not a copy. */
  readVarBytes(): Uint8Array {
    const length = this.readVarUint();
    const start = this.position;
    this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  /** The bytes of a string; throws unless they are UTF-8, as lib0 would. */
  readVarUtf8(): Uint8Array {
    const text = this.readVarBytes();
    if (!isUtf8(text)) throw new MalformedError('not UTF-8');
    return text;
  }

  readVarString(): string {
    return asText(this.readVarUtf8());
  }

  expectEnd(): void {
    if (this.left > 0) throw new MalformedError('trailing bytes');
  }
}

/** The text of valid UTF-8 bytes. */
export function asText(utf8: Uint8Array): string {
  return Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString('utf8');
}

/** How many UTF-16 units valid UTF-8 has: what Yjs counts a text's length in. */
export function utf16Length(utf8: Uint8Array): number {
  let units = utf8.length;
  for (const byte of utf8) {
    if ((byte & 0xc0) === 0x80) units -= 1;
    else if (byte >= 0xf0) units += 1;
  }
  return units;
}
