import type { FileHandle } from 'node:fs/promises';
import { bytesAt, refused } from '../fileType.ts';

/** Sectors of the directory that are read; each holds 4 or 32 names. */
const maxDirectorySectors = 256;
const endOfChain = 0xfffffffe;
/** Where the table of sectors begins in the header: 109 numbers. */
const tableAt = 76;
const tableCount = 109;

/** By the stream that only its program writes. */
const streams: Readonly<Record<string, string>> = {
  WordDocument: 'application/msword',
  Workbook: 'application/vnd.ms-excel',
  Book: 'application/vnd.ms-excel',
  'PowerPoint Document': 'application/vnd.ms-powerpoint',
};

/** Old Office files (OLE compound files), by the streams in their directory. Throws `unknownFormat`. */
export async function oleType(file: FileHandle, sizeBytes: number): Promise<string> {
  const names = await streamNames(file, sizeBytes);
  if (names.includes('EncryptedPackage')) throw refused('encrypted');
  const found = names.find((name) => Object.hasOwn(streams, name));
  const mediaType = found === undefined ? undefined : streams[found];
  if (mediaType === undefined) throw refused('notAllowed');
  return mediaType;
}

async function streamNames(file: FileHandle, sizeBytes: number): Promise<readonly string[]> {
  const header = await bytesAt(file, 0, 512);
  if (header.length < 512) throw refused('damaged');
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw refused('damaged');
  const sectorBytes = 2 ** shift;
  const readSector = async (sector: number): Promise<Buffer> => {
    const position = (sector + 1) * sectorBytes;
    if (position >= sizeBytes) throw refused('damaged');
    return bytesAt(file, position, sectorBytes);
  };
  const nextOf = async (sector: number): Promise<number> => {
    const perSector = sectorBytes / 4;
    const index = Math.floor(sector / perSector);
    if (index >= tableCount) throw refused('damaged');
    const table = await readSector(header.readUInt32LE(tableAt + 4 * index));
    const at = 4 * (sector % perSector);
    if (at + 4 > table.length) throw refused('damaged');
    return table.readUInt32LE(at);
  };
  const names: string[] = [];
  let sector = header.readUInt32LE(48);
  for (let count = 0; sector < endOfChain && count < maxDirectorySectors; count += 1) {
    names.push(...namesIn(await readSector(sector)));
    sector = await nextOf(sector);
  }
  return names;
}

function namesIn(sector: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at + 128 <= sector.length; at += 128) {
    const nameBytes = Math.min(sector.readUInt16LE(at + 64), 64);
    if (nameBytes > 2) names.push(sector.toString('utf16le', at, at + nameBytes - 2));
  }
  return names;
}
