import { z } from 'zod';
import { type Content, type ContentMark, type ContentNode, isText } from '../document/content.ts';
import { attributeNames, blockNames, inlineNames, markNames } from '../document/schema.ts';
import { maxNesting } from '../document/yjs.ts';

const elements: ReadonlySet<string> = new Set([...blockNames, ...inlineNames].filter((name) => name !== 'text'));
const attributes: ReadonlySet<string> = new Set(attributeNames);
const marks: ReadonlySet<string> = new Set(markNames);

/** The text of a document: only the names that documents may hold (docs/sync.md S10), and no deeper than they may be. */
export const archivedContentSchema = z.custom<Content>(
  (value) => isRecord(value, ['type', 'content']) && value.type === 'doc' && areNodes(value.content, 1),
  'is no text of a document: it holds what no document may hold',
);

function areNodes(value: unknown, level: number): boolean {
  return Array.isArray(value) && level <= maxNesting && value.every((node) => isNode(node, level));
}

function isNode(value: unknown, level: number): boolean {
  if (isRecord(value, ['type', 'text', 'marks']) && value.type === 'text') {
    const isMarked = value.marks === undefined || (Array.isArray(value.marks) && value.marks.every(isMark));
    return typeof value.text === 'string' && value.text !== '' && isMarked;
  }
  if (!isRecord(value, ['type', 'attrs', 'content'])) return false;
  if (typeof value.type !== 'string' || !elements.has(value.type)) return false;
  const { attrs = {}, content = [] } = value;
  return isObject(attrs) && Object.keys(attrs).every((name) => attributes.has(name)) && areNodes(content, level + 1);
}

function isMark(value: unknown): boolean {
  if (!isRecord(value, ['type', 'attrs'])) return false;
  return (
    typeof value.type === 'string' && marks.has(value.type) && (value.attrs === undefined || isObject(value.attrs))
  );
}

function isRecord(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  return isObject(value) && Object.keys(value).every((name) => names.includes(name));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What gives the ids in a text other names; null keeps one as it is. */
export type Renaming = (kind: 'file' | 'evidence' | 'resolution', id: string) => string | null;

/** A text in one written form, its names in the order of their letters, and with the ids that it names given other names. */
export function rewriteIds(content: Content, rename: Renaming): Content {
  return { type: 'doc', content: content.content.map((node) => rewriteNode(node, rename)) };
}

const naming = { image: 'file', evidenceFile: 'evidence', resolution: 'resolution' } as const;

function rewriteNode(node: ContentNode, rename: Renaming): ContentNode {
  if (isText(node)) {
    const marked = node.marks?.map(rewriteMark) ?? [];
    return { type: 'text', text: node.text, ...(marked.length > 0 ? { marks: marked } : {}) };
  }
  const given = inOrder(node.attrs ?? {}) as Record<string, unknown>;
  const attrs = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const column = Object.hasOwn(naming, node.type) ? naming[node.type as keyof typeof naming] : null;
  const id = column === null ? null : attrs[column];
  if (column !== null && typeof id === 'string') attrs[column] = rename(column, id) ?? id;
  const content = node.content?.map((child) => rewriteNode(child, rename)) ?? [];
  return {
    type: node.type,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

function rewriteMark({ type, attrs }: ContentMark): ContentMark {
  return attrs === undefined || Object.keys(attrs).length === 0
    ? { type }
    : { type, attrs: inOrder(attrs) as Record<string, unknown> };
}

/** JSON with the names of every object in the order of their code units; what JSON does not have is as it writes it. */
export function inOrder(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_name, within: unknown) =>
      isObject(within)
        ? Object.fromEntries(Object.entries(within).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
        : within,
    ),
  );
}

/**
 * The text as it is once it was written into a new document: neighbouring runs of one form are one, without NUL and half
 * letters, which no file and no store holds.
 */
export function asWritten(content: Content): Content {
  return { type: 'doc', content: joined(content.content) };
}

function joined(nodes: readonly ContentNode[]): readonly ContentNode[] {
  const written: ContentNode[] = [];
  for (const node of nodes) {
    const last = written.at(-1);
    if (!isText(node)) {
      written.push({ ...node, ...(node.content === undefined ? {} : { content: joined(node.content) }) });
      continue;
    }
    // The same mark twice says no more than once.
    const distinct = new Map((node.marks ?? []).map((mark) => [formOf(mark), mark]));
    const inTurn = [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, mark]) => mark);
    const own = inTurn.length === 0 ? {} : { marks: inTurn };
    const run = { type: 'text', ...own, text: whole(node.text) } as const;
    if (last !== undefined && isText(last) && formOf(last.marks) === formOf(run.marks))
      written[written.length - 1] = { ...last, text: last.text + run.text };
    else written.push(run);
  }
  return written;
}

const formOf = (value: unknown): string => JSON.stringify(inOrder(value ?? []));
const whole = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd');
