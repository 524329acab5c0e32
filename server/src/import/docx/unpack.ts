import { crc32 } from 'node:zlib';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { refused } from '../refusal.ts';

/** The parts of an Office file that are asked for. */
export interface Package {
  has(name: string): boolean;
  /** Throws `unknownFormat` for a part that is not there, is not what the list says, or is too large. */
  read(name: string): Promise<Buffer>;
}

const maxEntries = 2_000;
const maxEntryBytes = 64 * 1024 * 1024;
const maxUnpackedBytes = 200 * 1024 * 1024;
/** Text may shrink to a fiftieth; what shrinks more, and is large, was made to. */
const maxRatio = 500;
const smallBytes = 8 * 1024 * 1024;
const headBytes = 30;

/** Opens a ZIP file and checks its list of contents before anything is unpacked. Throws `unknownFormat` with the reason. */
export async function openPackage(file: Buffer): Promise<Package> {
  const { zip, entries } = await listed(file);
  checkEntries(entries);
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
  let unpackedBytes = 0;
  return {
    has: (name) => byName.has(name),
    async read(name) {
      const entry = byName.get(name);
      if (entry === undefined) throw refused('damaged');
      unpackedBytes += entry.uncompressedSize;
      if (unpackedBytes > maxUnpackedBytes) throw refused('damaged');
      const bytes = await unpacked(zip, entry);
      if (crc32(bytes) !== entry.crc32) throw refused('damaged');
      return bytes;
    },
  };
}

function listed(file: Buffer): Promise<{ zip: ZipFile; entries: readonly Entry[] }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ zip: ZipFile; entries: readonly Entry[] }>();
  const broken = (): void => reject(refused('damaged'));
  // Sizes are held against what comes out; names with paths out of the file are refused.
  fromBuffer(file, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
    if (error !== null || zip === undefined) {
      broken();
      return;
    }
    const entries: Entry[] = [];
    zip.on('error', broken);
    zip.on('end', () => resolve({ zip, entries }));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > maxEntries) broken();
      else zip.readEntry();
    });
    zip.readEntry();
  });
  return promise;
}

function checkEntries(entries: readonly Entry[]): void {
  if (entries.some(({ generalPurposeBitFlag }) => (generalPurposeBitFlag & 1) === 1)) throw refused('encrypted');
  if (entries.some(({ fileName }) => /(^|\/)(vbaProject\.bin|vbaData\.xml)$/i.test(fileName))) throw refused('macros');
  if (new Set(entries.map(({ fileName }) => fileName)).size < entries.length) throw refused('damaged');
  const sum = entries.reduce((bytes, { uncompressedSize }) => bytes + uncompressedSize, 0);
  const isBomb = ({ uncompressedSize, compressedSize }: Entry): boolean =>
    uncompressedSize > maxEntryBytes || (uncompressedSize > smallBytes && uncompressedSize > compressedSize * maxRatio);
  if (sum > maxUnpackedBytes || entries.some(isBomb)) throw refused('damaged');
  const inOrder = entries.toSorted((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader);
  const overlaps = inOrder.some(({ relativeOffsetOfLocalHeader: from, compressedSize }, at) => {
    const next = inOrder[at + 1]?.relativeOffsetOfLocalHeader;
    return next !== undefined && from + headBytes + compressedSize > next;
  });
  if (overlaps) throw refused('damaged');
}

function unpacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const broken = (): void => reject(refused('damaged'));
  zip.openReadStream(entry, (error, stream) => {
    if (error !== null || stream === undefined) {
      broken();
      return;
    }
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => resolve(Buffer.concat(pieces)));
    stream.on('error', broken);
  });
  return promise;
}
