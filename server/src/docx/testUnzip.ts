import { inflateRawSync } from 'node:zlib';

/** The text of a part of a Word file; '' when it has none of this name. */
export function partOf(file: Uint8Array, name: string): string {
  const bytes = Buffer.from(file);
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006') + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const end = at + 46 + (nameLength ?? 0);
    if (bytes.toString('utf8', at + 46, end) === name) {
      const local = bytes.readUInt32LE(at + 42);
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
      return (bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    }
    at = end + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return '';
}
