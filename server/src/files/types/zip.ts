import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { bytesAt, refused } from '../fileType.ts';

/** The end of a ZIP file's directory: 22 bytes, and a remark of at most 65,535. */
const endBytes = 22;
const maxRemarkBytes = 65_535;
const maxDirectoryBytes = 4 * 1024 * 1024;
const maxEntries = 20_000;
/** All that a file says it becomes when it is unpacked; whoever opens it has to hold that. */
const maxUnpackedBytes = 1024 * 1024 * 1024;
/** What is unpacked here: the list of types. */
const maxListBytes = 1024 * 1024;

const main = 'application/vnd.openxmlformats-officedocument.';
/** The type of an Office file's main part tells what it is. */
const officeTypes: Readonly<Record<string, string>> = {
  [`${main}wordprocessingml.document.main+xml`]: `${main}wordprocessingml.document`,
  [`${main}spreadsheetml.sheet.main+xml`]: `${main}spreadsheetml.sheet`,
  [`${main}presentationml.presentation.main+xml`]: `${main}presentationml.presentation`,
  [`${main}presentationml.slideshow.main+xml`]: `${main}presentationml.presentation`,
};
const openDocumentTypes: readonly string[] = ['text', 'spreadsheet', 'presentation'].map(
  (kind) => `application/vnd.oasis.opendocument.${kind}`,
);

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly position: number;
}

/** Office (OOXML) and OpenDocument files, by what is in the ZIP. Throws `unknownFormat`. */
export async function zipType(file: FileHandle, sizeBytes: number): Promise<string> {
  const entries = await readDirectory(file, sizeBytes);
  if (entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0) > maxUnpackedBytes) throw refused('damaged');
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw refused('encrypted');
  if (entries.some(({ name }) => /(^|\/)(vbaProject\.bin|Basic\/script-lc\.xml)$/i.test(name))) throw refused('macros');
  const list = entries.find(({ name }) => name === '[Content_Types].xml');
  if (list !== undefined) return officeType((await unpack(file, list)).toString('utf8'));
  const type = entries.find(({ name }) => name === 'mimetype');
  const mediaType = type === undefined ? '' : (await unpack(file, type)).toString('latin1').trim();
  if (!openDocumentTypes.includes(mediaType)) throw refused('notAllowed');
  // A document locked by a password says so in its manifest; its content is then no ZIP entry that can be read.
  const manifest = entries.find(({ name }) => name === 'META-INF/manifest.xml');
  if (manifest !== undefined && (await unpack(file, manifest)).includes('encryption-data')) throw refused('encrypted');
  return mediaType;
}

function officeType(list: string): string {
  if (/macroEnabled/i.test(list)) throw refused('macros');
  const found = Object.entries(officeTypes).find(([part]) => list.includes(`"${part}"`) || list.includes(`'${part}'`));
  if (found === undefined) throw refused('notAllowed');
  return found[1];
}

async function readDirectory(file: FileHandle, sizeBytes: number): Promise<readonly Entry[]> {
  const tailBytes = Math.min(sizeBytes, endBytes + maxRemarkBytes);
  const tail = await bytesAt(file, sizeBytes - tailBytes, tailBytes);
  const end = tail.lastIndexOf(Buffer.of(0x50, 0x4b, 0x05, 0x06));
  if (end === -1 || end + endBytes > tail.length) throw refused('damaged');
  const count = tail.readUInt16LE(end + 10);
  const directoryBytes = tail.readUInt32LE(end + 12);
  const position = tail.readUInt32LE(end + 16);
  if (count > maxEntries || directoryBytes > maxDirectoryBytes || position + directoryBytes > sizeBytes)
    throw refused('damaged');
  return entriesIn(await bytesAt(file, position, directoryBytes), count);
}

function entriesIn(directory: Buffer, count: number): readonly Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw refused('damaged');
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      unpackedBytes: directory.readUInt32LE(at + 24),
      position: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

const inflate = promisify(inflateRaw);

async function unpack(file: FileHandle, { method, packedBytes, position }: Entry): Promise<Buffer> {
  if (packedBytes > maxListBytes) throw refused('damaged');
  const head = await bytesAt(file, position, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw refused('damaged');
  const packed = await bytesAt(file, position + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packedBytes);
  if (method === 0) return packed;
  try {
    return await inflate(packed, { maxOutputLength: maxListBytes });
  } catch {
    throw refused('damaged');
  }
}
