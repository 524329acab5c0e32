import { encodeAny, toBase64 } from 'lib0/buffer';
import { digest as sha256 } from 'lib0/hash/sha256';
import * as Y from 'yjs';
import { type Content, type ContentElement, type ContentMark, type ContentNode, isText } from './content.ts';
import { documentRoot } from './schema.ts';

/** Elements inside each other; the server takes none that lie deeper (docs/sync.md S9). */
export const maxNesting = 100;

/**
 * Reads a document's content. The form is y-tiptap's: elements are nodes, runs of an `XmlText` are text nodes whose
 * formatting attributes are marks (`name` or `name--hash` when a mark may overlap itself). What lies deeper than
 * `maxNesting` is left out: neither this nor what reads the result has stack for it.
 */
export function readContent(doc: Y.Doc): Content {
  return {
    type: 'doc',
    content: doc
      .getXmlFragment(documentRoot)
      .toArray()
      .flatMap((node) => readNode(node, 1)),
  };
}

/** Writes content into an empty document, in one transaction. */
export function writeContent(doc: Y.Doc, content: Content): void {
  doc.transact(() => {
    doc.getXmlFragment(documentRoot).insert(0, writeNodes(content.content));
  });
}

/** The update that puts elements behind all others, written under `clientId`; `doc` has them afterwards. */
export function appendElements(doc: Y.Doc, elements: readonly ContentElement[], clientId: number): Uint8Array {
  const updates: Uint8Array[] = [];
  const listen = (update: Uint8Array): void => void updates.push(update);
  const before = doc.clientID;
  doc.clientID = clientId;
  doc.on('update', listen);
  doc.transact(() => doc.getXmlFragment(documentRoot).push(writeNodes(elements)));
  doc.off('update', listen);
  doc.clientID = before;
  return Y.mergeUpdates(updates);
}

/** The state of a fresh document with this content, as one update, written under `clientId`. */
export function contentAsUpdate(content: Content, clientId: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  writeContent(doc, content);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** A child of a document's root or element as nodes: the runs of a text, an element with all below it. `level` from 1. */
export function readNode(node: unknown, level: number): ContentNode[] {
  if (level > maxNesting) return [];
  if (node instanceof Y.XmlText) return readRuns(node);
  if (!(node instanceof Y.XmlElement)) return [];
  const attributes = Object.entries(node.getAttributes()).filter(([, value]) => value !== null && value !== undefined);
  const content = node.toArray().flatMap((child) => readNode(child, level + 1));
  return [
    {
      type: node.nodeName,
      ...(attributes.length > 0 ? { attrs: Object.fromEntries(attributes) } : {}),
      ...(content.length > 0 ? { content } : {}),
    },
  ];
}

interface Run {
  readonly insert?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function readRuns(text: Y.XmlText): ContentNode[] {
  const runs: readonly Run[] = text.toDelta();
  return runs.flatMap((run): ContentNode[] => {
    if (typeof run.insert !== 'string' || run.insert === '') return [];
    const marks = Object.entries(run.attributes ?? {})
      .filter(([, value]) => value !== null)
      .map(([name, value]) => readMark(name, value))
      .sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
    return [{ type: 'text', text: run.insert, ...(marks.length > 0 ? { marks } : {}) }];
  });
}

function readMark(name: string, value: unknown): ContentMark {
  const type = /^(.+)--[A-Za-z0-9+/=]{8}$/.exec(name)?.[1] ?? name;
  const isRecord = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  return isRecord ? { type, attrs: { ...value } } : { type };
}

/** Nodes as they are put into a document; neighbouring runs are one text. */
export function writeNodes(nodes: readonly ContentNode[]): (Y.XmlElement | Y.XmlText)[] {
  const written: (Y.XmlElement | Y.XmlText)[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (node === undefined) continue;
    if (!isText(node)) {
      written.push(writeElement(node));
      continue;
    }
    const text = new Y.XmlText();
    let offset = 0;
    for (let run: ContentNode | undefined = node; run !== undefined && isText(run); run = nodes[i + 1]) {
      if (run !== node) i++;
      text.insert(offset, run.text, formattingOf(run.marks ?? []));
      offset += run.text.length;
    }
    written.push(text);
  }
  return written;
}

/**
 * Marks as a run carries them. Of several of one type (a passage proves several checks) each has a hash behind its name, as
 * y-tiptap writes it; else one would take the others' place.
 */
export function formattingOf(marks: readonly ContentMark[]): Record<string, object> {
  const isAlone = ({ type }: ContentMark): boolean => marks.filter((mark) => mark.type === type).length === 1;
  return Object.fromEntries(
    marks.map((mark) => [isAlone(mark) ? mark.type : `${mark.type}--${hashOf(mark)}`, mark.attrs ?? {}]),
  );
}

function hashOf(mark: ContentMark): string {
  const digest = sha256(encodeAny(mark));
  for (let i = hashBytes; i < digest.length; i++)
    digest[i % hashBytes] = (digest[i % hashBytes] ?? 0) ^ (digest[i] ?? 0);
  return toBase64(digest.slice(0, hashBytes));
}

const hashBytes = 6;

function writeElement(node: ContentElement): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, string | number | boolean | object>>(node.type);
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (isAttributeValue(value)) element.setAttribute(name, value);
  }
  element.insert(0, writeNodes(node.content ?? []));
  return element as Y.XmlElement;
}

function isAttributeValue(value: unknown): value is string | number | boolean | object {
  return value !== null && ['string', 'number', 'boolean', 'object'].includes(typeof value);
}
