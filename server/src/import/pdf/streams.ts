import { inflateSync } from 'node:zlib';
import { refused } from '../refusal.ts';

/** A page's words take kilobytes; a font, a few megabytes. */
const maxStreamBytes = 128 * 1024 * 1024;
const maxAllBytes = 384 * 1024 * 1024;
/** Where a stream says what it is, before it begins. */
const headBytes = 600;

/**
 * Refuses a PDF whose packed parts become so large that reading them would take everybody's memory. Pictures are not counted:
 * they are never unpacked. Throws `unknownFormat` (damaged).
 */
export function checkStreams(file: Buffer): void {
  let allBytes = 0;
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    if (file.toString('latin1', at - 3, at) === 'end') continue;
    const head = file.toString('latin1', Math.max(0, at - headBytes), at);
    const own = head.slice(Math.max(head.lastIndexOf(' obj'), 0));
    if (!/\/(?:FlateDecode|Fl)\b/.test(own) || /\/Subtype\s*\/Image\b/.test(own)) continue;
    let packed: Buffer | null = file.subarray(startOfStream(file, at + 6));
    // What is packed more than once becomes large only at the end.
    for (let times = own.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0; times > 0 && packed !== null; times--) {
      packed = unpacked(packed);
      allBytes += packed?.length ?? 0;
      if (allBytes > maxAllBytes) throw refused('damaged');
    }
  }
}

/** As the reader has it: in the line behind the one that says `stream`, whatever else stands there. */
function startOfStream(file: Buffer, from: number): number {
  let at = from;
  while (at < file.length && file[at] !== 0x0a && file[at] !== 0x0d) at += 1;
  return file[at] === 0x0d && file[at + 1] === 0x0a ? at + 2 : at + 1;
}

/** Null for what is broken, or packed otherwise: it is left to the reader. */
function unpacked(packed: Buffer): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: maxStreamBytes });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw refused('damaged');
    return null;
  }
}
