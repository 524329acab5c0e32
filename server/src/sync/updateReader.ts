import { asText, type ByteReader, MalformedError, utf16Length } from './byteReader.ts';

/** What `readUpdate` tells about each struct and delete range. The same object is not reused; ids are plain numbers. */
export interface UpdateVisitor {
  /** So many structs of one client follow; of those that only leave clocks out nothing is told. */
  client(client: number, structs: number): void;
  /** `place` is null for what has no place in a type, and for what stands in a root type. */
  struct(clock: number, length: number, needs: Needs, place: Place | null, words: Words): void;
  deletion(client: number, clock: number, length: number): void;
}

/** Ids of other clients a struct can only be integrated after: client, clock, client, clock, … */
export type Needs = readonly number[];

/** Where an item stands: beside another item, or inside it. */
export interface Place {
  readonly client: number;
  readonly clock: number;
  readonly relation: 'behind' | 'before' | 'inside';
}

/** The names that a struct brings, and the text; null: none of the kind. */
export interface Words {
  /** The root type that it stands in, when it says so itself. */
  readonly root: string | null;
  /** The key under which it stands: an attribute. */
  readonly attribute: string | null;
  readonly element: string | null;
  readonly mark: string | null;
  /** UTF-8. */
  readonly text: Uint8Array | null;
  readonly content: ContentKind;
  /** Of an attribute's or a mark's value: it has more bytes than any of ours (`maxValueBytes`). */
  readonly isLarge: boolean;
}

/**
 * What a struct is: `gone`: only its place is left, it was deleted and its content collected; `string` and `format` (a
 * mark begins or ends): what stands in an `XmlText`; `value`: of an attribute; `foreign`: what no document of ours has.
 */
export type ContentKind = 'gone' | 'string' | 'format' | 'value' | 'XmlElement' | 'XmlText' | 'foreign';

interface Origins {
  readonly needs: Needs;
  readonly place: Place | null;
  readonly root: string | null;
  readonly attribute: string | null;
}

interface Content {
  readonly length: number;
  readonly element: string | null;
  readonly mark: string | null;
  readonly text: Uint8Array | null;
  readonly content: ContentKind;
  readonly isLarge: boolean;
}

const noNeeds: Needs = [];
const noOrigins: Origins = { needs: noNeeds, place: null, root: null, attribute: null };
const plainWords = { root: null, attribute: null, element: null, mark: null, text: null, isLarge: false } as const;
const plainXmlText: Words = { ...plainWords, content: 'XmlText' };
const plainValue: Words = { ...plainWords, content: 'value' };
const plainGone: Words = { ...plainWords, content: 'gone' };

/** More structs, and more delete ranges, than a document of 10 MiB has in practice; a bomb of tiny ones stops here. */
const maxStructs = 500_000;
/** Each page load that wrote something is one. A document has fewer (`maxClients` of the room), a state vector may have more. */
const maxUpdateClients = 32_768;
/** Depth of objects and lists inside a value; deeper ones overflow the stack of Yjs' encoder. */
const maxValueDepth = 64;
/**
 * What an attribute or a mark says in its document: an id, a number, an address, the words of an image, a list of units. More
 * is laid out by every reader at each change and belongs into the text (docs/sync.md S10).
 */
const maxValueBytes = 64 * 1024;
/** Clocks stay far below 2^53, so that sums are exact. */
const maxClock = 2 ** 48;

const hasOrigin = 0x80;
const hasRightOrigin = 0x40;
const hasParentKey = 0x20;
const contentMask = 0x1f;
const xmlElementType = 3;
const xmlHookType = 5;
const xmlTextType = 6;
const lastTypeReference = 6;

/**
 * Walks an update (Yjs V1) without Yjs: every count against the bytes left, every number, text and JSON value checked,
 * so that what passes cannot make Yjs throw, hang or fill the memory (docs/sync.md S9, measurement 8). Linear; keeps
 * nothing. Returns where the delete set begins. Throws MalformedError.
 */
export function readUpdate(reader: ByteReader, visitor: UpdateVisitor): number {
  const clients = new Set<number>();
  let structs = 0;
  const clientCount = reader.readCount(3);
  if (clientCount > maxUpdateClients) throw new MalformedError('too many clients');
  for (let index = 0; index < clientCount; index++) {
    const structCount = reader.readCount(2);
    structs += structCount;
    if (structCount === 0 || structs > maxStructs) throw new MalformedError('no structs, or too many');
    const client = reader.readVarUint();
    if (clients.has(client)) throw new MalformedError('client named twice');
    clients.add(client);
    visitor.client(client, structCount);
    readStructs(reader, visitor, client, structCount);
  }
  const deletionsAt = reader.position;
  readDeletions(reader, visitor);
  reader.expectEnd();
  return deletionsAt;
}

function readStructs(reader: ByteReader, visitor: UpdateVisitor, client: number, count: number): void {
  let clock = reader.readVarUint();
  for (let index = 0; index < count; index++) {
    const info = reader.readByte();
    const kind = info & contentMask;
    const isSkip = kind === 10;
    const isBare = kind === 0 || isSkip;
    const origins = isBare ? noOrigins : readOrigins(reader, info, client, clock);
    const content = isBare ? ofLength(reader.readVarUint(), 'gone') : readContent(reader, kind);
    const { length } = content;
    if (length === 0 || clock + length > maxClock) throw new MalformedError('struct of no or absurd length');
    if (!isSkip) visitor.struct(clock, length, origins.needs, origins.place, wordsOf(origins, content));
    clock += length;
  }
}

function wordsOf({ root, attribute }: Origins, { element, mark, text, content, isLarge }: Content): Words {
  if (root === null && attribute === null && !isLarge) {
    if (content === 'XmlText') return plainXmlText;
    if (content === 'value') return plainValue;
    if (content === 'gone') return plainGone;
  }
  return { root, attribute, element, mark, text, content, isLarge };
}

/** Origin, right origin and parent. A struct may name its own client's past, never its future: Yjs would throw. */
function readOrigins(reader: ByteReader, info: number, client: number, clock: number): Origins {
  let needs: number[] | null = null;
  let place: Place | null = null;
  const readId = (relation: Place['relation']) => {
    const otherClient = reader.readVarUint();
    const otherClock = reader.readVarUint();
    // Yjs looks for the parent at the origin first.
    place ??= { client: otherClient, clock: otherClock, relation };
    if (otherClient !== client) {
      needs ??= [];
      needs.push(otherClient, otherClock);
    } else if (otherClock >= clock) {
      throw new MalformedError('struct that names its own future');
    }
  };
  if ((info & hasOrigin) !== 0) readId('behind');
  if ((info & hasRightOrigin) !== 0) readId('before');
  let root: string | null = null;
  let attribute: string | null = null;
  if ((info & (hasOrigin | hasRightOrigin)) === 0) {
    if (reader.readVarUint() === 1) root = reader.readVarString();
    else readId('inside');
    if ((info & hasParentKey) !== 0) attribute = reader.readVarString();
  }
  return { needs: needs ?? noNeeds, place, root, attribute };
}

function ofLength(
  length: number,
  content: ContentKind,
  words: Partial<Pick<Content, 'element' | 'mark' | 'text' | 'isLarge'>> = {},
): Content {
  return { length, content, element: null, mark: null, text: null, isLarge: false, ...words };
}

/** Reads one struct's content; its length is counted in the document's clock. */
function readContent(reader: ByteReader, kind: number): Content {
  switch (kind) {
    case 1:
      return ofLength(reader.readVarUint(), 'gone');
    case 2: {
      const count = reader.readCount(1);
      for (let index = 0; index < count; index++) readJson(reader, true);
      return ofLength(count, 'foreign');
    }
    case 3:
      reader.readVarBytes();
      return ofLength(1, 'foreign');
    case 4: {
      const text = reader.readVarUtf8();
      return ofLength(utf16Length(text), 'string', { text });
    }
    case 5:
      readJson(reader, false);
      return ofLength(1, 'foreign');
    case 6: {
      const mark = reader.readVarString();
      const start = reader.position;
      readJson(reader, false);
      return ofLength(1, 'format', { mark, isLarge: reader.position - start > maxValueBytes });
    }
    case 7: {
      const type = reader.readVarUint();
      if (type > lastTypeReference) throw new MalformedError('unknown type');
      if (type === xmlHookType) reader.readVarUtf8();
      if (type === xmlElementType) return ofLength(1, 'XmlElement', { element: reader.readVarString() });
      return ofLength(1, type === xmlTextType ? 'XmlText' : 'foreign');
    }
    case 8: {
      const count = reader.readCount(1);
      const start = reader.position;
      for (let index = 0; index < count; index++) readAny(reader, 0);
      return ofLength(count, 'value', { isLarge: reader.position - start > maxValueBytes });
    }
    default:
      // 9 would be a document inside the document: nothing of ours makes one, and each costs a Y.Doc.
      throw new MalformedError('unknown content');
  }
}

function readJson(reader: ByteReader, mayBeUndefined: boolean): void {
  const text = asText(reader.readVarUtf8());
  if (mayBeUndefined && text === 'undefined') return;
  try {
    JSON.parse(text, undefined);
  } catch {
    throw new MalformedError('not JSON');
  }
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text[index];
    if (unit === '[' || unit === '{') depth += 1;
    else if (unit === ']' || unit === '}') depth -= 1;
    // Brackets inside strings count too; no value of an editor comes near the bound.
    if (depth > maxValueDepth) throw new MalformedError('value nested too deep');
  }
}

/** A value in lib0's "any" encoding. */
function readAny(reader: ByteReader, depth: number): void {
  if (depth > maxValueDepth) throw new MalformedError('value nested too deep');
  switch (reader.readByte()) {
    case 127:
    case 126:
    case 121:
    case 120:
      return;
    case 125:
      readVarInt(reader);
      return;
    case 124:
      reader.skip(4);
      return;
    case 123:
      reader.skip(8);
      return;
    case 122:
      // No editor of ours writes one, and JSON has none: the content could not be read any more.
      throw new MalformedError('big integer');
    case 119:
      reader.readVarUtf8();
      return;
    case 118: {
      const count = reader.readCount(2);
      for (let index = 0; index < count; index++) {
        reader.readVarUtf8();
        readAny(reader, depth + 1);
      }
      return;
    }
    case 117: {
      const count = reader.readCount(1);
      for (let index = 0; index < count; index++) readAny(reader, depth + 1);
      return;
    }
    case 116:
      reader.readVarBytes();
      return;
    default:
      throw new MalformedError('unknown value');
  }
}

function readVarInt(reader: ByteReader): void {
  let byte = reader.readByte();
  let value = byte & 0x3f;
  let factor = 64;
  while (byte >= 0x80) {
    byte = reader.readByte();
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (value > Number.MAX_SAFE_INTEGER) throw new MalformedError('number out of range');
  }
}

function readDeletions(reader: ByteReader, visitor: UpdateVisitor): void {
  const clientCount = reader.readCount(2);
  let ranges = 0;
  for (let index = 0; index < clientCount; index++) {
    const client = reader.readVarUint();
    const rangeCount = reader.readCount(2);
    ranges += rangeCount;
    if (ranges > maxStructs) throw new MalformedError('too many delete ranges');
    for (let range = 0; range < rangeCount; range++) {
      const clock = reader.readVarUint();
      const length = reader.readVarUint();
      if (length === 0 || clock + length > maxClock) throw new MalformedError('delete range of no or absurd length');
      visitor.deletion(client, clock, length);
    }
  }
}
