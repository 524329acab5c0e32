import type { FileHandle } from 'node:fs/promises';
import { bytesAt, refused } from '../fileType.ts';

/** How a page, a picture of vectors or any other XML begins; a browser would take it for one. */
const markup = /^\s*<[a-z!?/]/i;
/** No text has these; a form feed and the rest of white space is fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/;
const headLetters = 1024;
const pieceBytes = 64 * 1024;

/** UTF-8, UTF-16 with its mark, and Windows-874: what Thai spreadsheets write. */
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-874'] as const;

/** Plain text and CSV: every byte of it is text, and it is no markup. Throws `unknownFormat`. */
export async function textType(file: FileHandle, givenName: string): Promise<string> {
  const mark = await bytesAt(file, 0, 2);
  for (const encoding of encodings) {
    if (encoding === 'utf-16le' && !mark.equals(Buffer.of(0xff, 0xfe))) continue;
    if (encoding === 'utf-16be' && !mark.equals(Buffer.of(0xfe, 0xff))) continue;
    const head = await headOfText(file, encoding);
    if (head === null) continue;
    if (markup.test(head)) throw refused('notAllowed');
    return /\.csv\s*$/i.test(givenName) ? 'text/csv' : 'text/plain';
  }
  throw refused('notAllowed');
}

/** The first letters, when all of the file is text in this encoding; else null. */
async function headOfText(file: FileHandle, encoding: (typeof encodings)[number]): Promise<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let head = '';
  try {
    for (let position = 0; ; ) {
      const bytes = await bytesAt(file, position, pieceBytes);
      position += bytes.length;
      const isLast = bytes.length < pieceBytes;
      const text = decoder.decode(bytes, { stream: !isLast });
      if (control.test(text)) return null;
      if (head.length < headLetters) head += text.slice(0, headLetters);
      if (isLast) return head;
    }
  } catch {
    return null;
  }
}
