/** An element of pasted HTML; attribute names are lower case, their values without character references. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
}

/** A piece of text is kept as it was written, with its character references. */
export type HtmlNode = HtmlElement | string;

/** What is pasted is read up to here: letters of HTML without styles, comments and pictures … */
const maxLetters = 1_500_000;
/** … and elements. A long report has a third of both. */
const maxElements = 30_000;
/** Nothing behind this is looked at: a clipboard with pictures in it. */
const maxSize = 16_000_000;
/** Elements inside each other; what lies deeper joins the one above. */
const maxDepth = 200;
/** These are not looked into. */
const opaque = new Set([
  'style',
  'script',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'xml',
  'textarea',
  'select',
]);
const empty = new Set([
  'br',
  'img',
  'hr',
  'meta',
  'link',
  'col',
  'base',
  'input',
  'wbr',
  'area',
  'source',
  'track',
  'embed',
  'param',
]);
/** A tag that begins ends these, as HTML has it. */
const ends: Readonly<Record<string, readonly string[]>> = {
  li: ['li', 'p'],
  tr: ['tr', 'td', 'th', 'p'],
  td: ['td', 'th', 'p'],
  th: ['td', 'th', 'p'],
  p: ['p'],
  dt: ['dt', 'dd', 'p'],
  dd: ['dt', 'dd', 'p'],
};
/** No tag ends what lies outside of these. */
const walls = new Set(['ul', 'ol', 'table', 'td', 'th', 'blockquote', 'div', 'section', 'dl']);
const attributePattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const maxAttributeLetters = 20_000;

/**
 * Reads HTML as a tree in one pass over it, so that the time is bounded by its length. It is no browser's parser: what
 * comes out is written anew from a short list of tags and parsed by the browser then.
 */
export function readHtml(html: string): { readonly root: HtmlElement; readonly isCut: boolean } {
  const root = element('body', new Map());
  const open: HtmlElement[] = [root];
  const top = (): HtmlElement => open.at(-1) ?? root;
  const text = html.slice(0, maxSize);
  let letters = 0;
  let elements = 0;
  let at = 0;
  const write = (piece: string): void => {
    if (piece !== '') top().children.push(piece.slice(0, maxLetters - letters));
    letters += piece.length;
  };
  while (at < text.length && letters < maxLetters && elements < maxElements) {
    const start = text.indexOf('<', at);
    write(text.slice(at, start < 0 ? text.length : start));
    at = start;
    if (start < 0) break;
    const markup = markupEnd(text, start);
    if (markup !== null) {
      at = markup;
      continue;
    }
    const name = /^<(\/?)([a-zA-Z][^\s/>]*)/.exec(text.slice(start, start + 64));
    const end = name === null ? -1 : tagEnd(text, start);
    if (name === null) {
      write('&lt;');
      at = start + 1;
      continue;
    }
    if (end < 0) {
      // No tag ends any more: to look for more of them would take the square of the length.
      write(text.slice(start, start + maxLetters).replaceAll('<', '&lt;'));
      break;
    }
    const tag = (name[2] ?? '').toLowerCase();
    at = end + 1;
    // What an attribute holds, such as a picture, is none of the text.
    letters += Math.min(end - start, 200);
    if (name[1] === '/') close(open, tag);
    else if (opaque.has(tag)) at = text[end - 1] === '/' ? at : opaqueEnd(text, at, tag);
    else {
      endImplied(open, tag);
      const begun = element(
        tag,
        attributesOf(text.slice(start + tag.length + 1, Math.min(end, start + maxAttributeLetters))),
      );
      top().children.push(begun);
      elements++;
      if (!empty.has(tag) && text[end - 1] !== '/' && open.length < maxDepth) open.push(begun);
    }
  }
  return { root, isCut: html.length > maxSize || letters > maxLetters || elements >= maxElements };
}

/** A text with the common character references resolved. */
export function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(nbsp|amp|lt|gt|quot|apos));?/gi, (all, ten, sixteen, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? all;
    const code = ten === undefined ? Number.parseInt(sixteen, 16) : Number(ten);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

const named: Readonly<Record<string, string>> = { nbsp: '\u00a0', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function element(tag: string, attributes: ReadonlyMap<string, string>): HtmlElement {
  return { tag, attributes, children: [] };
}

/** Behind a comment, a conditional comment or a processing instruction; null when none begins here. */
function markupEnd(text: string, start: number): number | null {
  if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
  return text[start + 1] === '!' || text[start + 1] === '?' ? behind(text, '>', start + 2) : null;
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** The `>` of a tag, past those in quoted attributes. */
function tagEnd(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') {
      // From here on no quote is to be closed: jump, a picture may hold megabytes.
      const closing = text.indexOf(quote, at);
      if (closing < 0) return text.indexOf('>', start);
      at = closing;
      quote = '';
    } else if (letter === '>') return at;
    else if ((letter === '"' || letter === "'") && /[=\s]/.test(text[at - 1] ?? '')) quote = letter;
  }
  return -1;
}

function opaqueEnd(text: string, from: number, tag: string): number {
  const pattern = new RegExp(`</${tag}\\s*>`, 'gi');
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? text.length : pattern.lastIndex;
}

function close(open: HtmlElement[], tag: string): void {
  const place = open.findLastIndex((one) => one.tag === tag);
  if (place > 0) open.length = place;
}

function endImplied(open: HtmlElement[], tag: string): void {
  const ended = Object.hasOwn(ends, tag) ? (ends[tag] ?? []) : blockTags.has(tag) ? ['p'] : [];
  for (let place = open.length - 1; place > 0; place--) {
    const one = open[place]?.tag ?? '';
    if (ended.includes(one)) open.length = place;
    else if (walls.has(one)) return;
  }
}

const blockTags = new Set([
  'ul',
  'ol',
  'table',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'hr',
  'div',
  'section',
]);

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(attributePattern)) {
    if (attributes.size < 40) attributes.set(name.toLowerCase(), decoded(double ?? single ?? bare ?? ''));
  }
  return attributes;
}
