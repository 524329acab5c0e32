import { refused } from '../refusal.ts';

/** An element by its name without prefix; attributes too. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Tables in tables and the like: a person's text is not deeper. */
const maxDepth = 200;
/** About four hundred pages as Word writes them. */
const maxElements = 1_000_000;
const maxTagLetters = 1024 * 1024;
const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads XML without whatever can reach out of it or grow: a document type (and so every entity of its own) is refused, depth
 * and number of elements are bounded. Throws `unknownFormat` (damaged).
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decode(bytes);
  const root: { children: (XmlElement | string)[] } = { children: [] };
  const open: { name: string; children: (XmlElement | string)[] }[] = [];
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const tag = text.indexOf('<', at);
    const words = text.slice(at, tag < 0 ? text.length : tag);
    if (words !== '' && open.length > 0) open.at(-1)?.children.push(unescaped(words));
    if (tag < 0) break;
    if (text.startsWith('<!--', tag)) at = behind(text, '-->', tag);
    else if (text.startsWith('<?', tag)) at = behind(text, '?>', tag);
    else if (text.startsWith('<![CDATA[', tag)) {
      at = behind(text, ']]>', tag);
      open.at(-1)?.children.push(text.slice(tag + 9, at - 3));
    } else if (text.startsWith('<!', tag)) throw refused('damaged');
    else {
      at = endOfTag(text, tag);
      const inside = text.slice(tag + 1, at - 1);
      if (inside.startsWith('/')) {
        if (open.pop()?.name !== localName(inside.slice(1).trim())) throw refused('damaged');
        continue;
      }
      count += 1;
      const isEmpty = inside.endsWith('/');
      const { name, attributes } = opened(isEmpty ? inside.slice(0, -1) : inside);
      const element = { name, attributes, children: [] };
      (open.at(-1) ?? root).children.push(element);
      if (!isEmpty) open.push(element);
      if (count > maxElements || open.length > maxDepth) throw refused('damaged');
    }
  }
  const [first, ...others] = root.children;
  if (open.length > 0 || first === undefined || typeof first === 'string' || others.length > 0)
    throw refused('damaged');
  return first;
}

/** The child elements, all or those of a name. */
export function elementsIn({ children }: XmlElement, name?: string): XmlElement[] {
  return children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The first child element of a name, and on down a path of names. */
export function within(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path)
    found = found?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);
  return found;
}

/** The `val` of a child element; undefined without the child, '' without the attribute. */
export function valOf(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const found = within(element, ...path);
  return found === undefined ? undefined : (found.attributes.val ?? '');
}

/** Whether a switch such as `<w:b/>` is on. */
export function isOn(element: XmlElement | undefined, name: string): boolean | undefined {
  const value = valOf(element, name);
  return value === undefined ? undefined : !['0', 'false', 'off', 'none'].includes(value);
}

/** The text within an element. */
export function wordsIn({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : wordsIn(child))).join('');
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw refused('damaged');
  }
}

function behind(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  if (found < 0) throw refused('damaged');
  return found + end.length;
}

/** Behind the `>` of a tag; within quotes it is a letter. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < text.length && at - from < maxTagLetters; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at + 1;
    else if (letter === '<') break;
  }
  throw refused('damaged');
}

function opened(inside: string): Pick<XmlElement, 'name' | 'attributes'> {
  const name = /^[^\s/]+/.exec(inside)?.[0];
  if (name === undefined) throw refused('damaged');
  const attributes: Record<string, string> = Object.create(null);
  // Piece by piece, each letter once: whatever stands in a tag, it takes no longer than its length.
  for (const [, key, double, single] of inside
    .slice(name.length)
    .matchAll(/([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?|[\s=]+/gy)) {
    const value = double ?? single;
    if (key !== undefined && value !== undefined) attributes[localName(key)] = unescaped(value);
  }
  return { name: localName(name), attributes };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,10}));/g, (_all, decimal, hex, name) => {
    if (name !== undefined) return predefined[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
