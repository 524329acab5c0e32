import { decoded, type HtmlElement, type HtmlNode, readHtml } from './htmlTree.ts';
import { formatWithin, inlineHtml, plainRun, type RunFormat, styleOf } from './inlineHtml.ts';
import { textOf, type WordListItem, wordListHtml, wordListItem } from './wordLists.ts';

/** Pasted HTML without its dirt, and what could not come along. */
export interface CleanPaste {
  readonly html: string;
  /** Pictures that people can see; dots that count readers are none. */
  readonly leftOutImages: number;
  /** It was too long: the rest is missing. */
  readonly isCut: boolean;
}

/** Where writing has come to. */
interface Paper {
  html: string;
  leftOutImages: number;
}

const blockTags = new Set([
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'hr', 'table'],
  ...[
    'div',
    'section',
    'article',
    'main',
    'header',
    'footer',
    'aside',
    'nav',
    'figure',
    'figcaption',
    'address',
    'form',
  ],
  ...[
    'fieldset',
    'details',
    'summary',
    'center',
    'body',
    'html',
    'thead',
    'tbody',
    'tfoot',
    'tr',
    'td',
    'th',
    'caption',
  ],
]);
const invisible = new Set([
  'head',
  'meta',
  'link',
  'input',
  'button',
  'video',
  'audio',
  'canvas',
  'option',
  'datalist',
]);
const maxSpan = 100;

/**
 * Takes what a document can hold from HTML of Word, Google Docs or a web page: headings, paragraphs, lists, quotations,
 * tables, bold, italic, underlined, struck and highlighted words, links to http(s) and mail. No styles, classes, empty
 * paragraphs, scripts, pictures from elsewhere. Its time is bounded by the length.
 */
export function cleanHtml(html: string): CleanPaste {
  const paper: Paper = { html: '', leftOutImages: 0 };
  const { root, isCut } = readHtml(withinFragment(html));
  writeBlocks(root.children, plainRun, paper);
  return { html: paper.html.normalize('NFC'), leftOutImages: paper.leftOutImages, isCut };
}

/** What Word and Windows mark as the piece that was copied. */
function withinFragment(html: string): string {
  const start = html.indexOf('<!--StartFragment-->');
  const end = html.lastIndexOf('<!--EndFragment-->');
  return start >= 0 && end > start ? html.slice(start + '<!--StartFragment-->'.length, end) : html;
}

function writeBlocks(nodes: readonly HtmlNode[], format: RunFormat, paper: Paper): void {
  let run: HtmlNode[] = [];
  let items: WordListItem[] = [];
  const endRun = (): void => {
    writeParagraph('p', run, format, paper);
    run = [];
  };
  const endItems = (): void => {
    paper.html += wordListHtml(items, (content) => inside(paper, () => writeParagraph('p', content, format, paper)));
    items = [];
  };
  for (const node of nodes) {
    if (typeof node !== 'string' && (invisible.has(node.tag) || isHidden(node))) continue;
    if (typeof node === 'string' || !holdsBlocks(node)) {
      const isSpace = typeof node === 'string' && isBlank(node);
      if (!isSpace && items.length > 0) endItems();
      run.push(node);
      continue;
    }
    endRun();
    // A numbered heading stays a heading, with its number as text.
    const item = node.tag === 'p' && headingLevel(node) === null ? wordListItem(node) : null;
    if (item !== null) items.push(item);
    else {
      const html = inside(paper, () => writeBlock(node, format, paper));
      // Between the items of a list Word leaves empty lines: they do not end it.
      if (html !== '') endItems();
      paper.html += html;
    }
  }
  endRun();
  endItems();
}

function writeBlock(node: HtmlElement, outer: RunFormat, paper: Paper): void {
  const format = formatWithin(node, outer);
  switch (node.tag) {
    case 'p':
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      writeParagraphOrBlocks(node, format, paper);
      return;
    case 'ul':
    case 'ol':
      writeList(node, format, paper);
      return;
    case 'blockquote':
      paper.html += wrapped(
        'blockquote',
        inside(paper, () => writeBlocks(node.children, format, paper)),
      );
      return;
    case 'pre':
      paper.html += wrapped('pre', `<code>${textOf(node).replaceAll('<', '&lt;')}</code>`);
      return;
    case 'hr':
      paper.html += '<hr>';
      return;
    case 'table':
      writeTable(node, format, paper);
      return;
    default:
      writeBlocks(node.children, format, paper);
  }
}

function writeParagraphOrBlocks(node: HtmlElement, format: RunFormat, paper: Paper): void {
  const level = headingLevel(node);
  if (node.children.some((child) => typeof child !== 'string' && holdsBlocks(child))) {
    writeBlocks(node.children, format, paper);
    return;
  }
  // A heading is bold by being one.
  const own = level === null ? format : { ...format, strong: false };
  writeParagraph(level === null ? 'p' : `h${level}`, node.children, own, paper, level !== null);
}

/** The heading that a block is, by its tag or by what Word says of it; null for none. */
function headingLevel({ tag, attributes }: HtmlElement): 1 | 2 | 3 | null {
  const byTag = /^h([1-6])$/.exec(tag)?.[1];
  const outline = styleOf(attributes.get('style') ?? '').get('mso-outline-level');
  const isTitle = /\bMsoTitle\b/.test(attributes.get('class') ?? '');
  const level = isTitle ? 1 : Number(byTag ?? (/^[1-9]$/.test(outline ?? '') ? outline : 0));
  return level === 0 ? null : level === 1 ? 1 : level === 2 ? 2 : 3;
}

function writeParagraph(
  tag: string,
  nodes: readonly HtmlNode[],
  format: RunFormat,
  paper: Paper,
  isHeading = false,
): void {
  const html = trimmed(inside(paper, () => writeInline(nodes, format, paper, isHeading)));
  if (!isBlank(html.replace(/<[^>]*>/g, ''))) paper.html += wrapped(tag, html);
}

function writeInline(nodes: readonly HtmlNode[], format: RunFormat, paper: Paper, isHeading: boolean): void {
  for (const node of nodes) {
    if (typeof node === 'string') {
      const text = node.replace(/(?:[\s\u00a0]|&nbsp;?|&#160;)+/gi, ' ').replaceAll('>', '&gt;');
      if (text === '') continue;
      // A space outside of marks: one would not see where bold ends.
      paper.html += isBlank(text) && format.href === null ? text : inlineHtml(text, format);
    } else if (node.tag === 'br') paper.html += '<br>';
    else if (node.tag === 'img' || node.tag === 'v:imagedata') countImage(node, paper);
    else if (!invisible.has(node.tag) && !isHidden(node)) {
      const within = formatWithin(node, format);
      writeInline(node.children, isHeading ? { ...within, strong: false } : within, paper, isHeading);
    }
  }
}

function writeList(list: HtmlElement, format: RunFormat, paper: Paper): void {
  const start = Number.parseInt(list.attributes.get('start') ?? '1', 10);
  const items = inside(paper, () => {
    let isOpen = false;
    for (const child of list.children) {
      if (typeof child === 'string' && isBlank(child)) continue;
      const isItem = typeof child !== 'string' && child.tag === 'li';
      // A list directly in a list, as Google Docs and Word for the web write it, belongs to the item before.
      if (isItem || !isOpen) paper.html += isOpen ? '</li><li>' : '<li>';
      isOpen = true;
      if (typeof child === 'string') writeParagraph('p', [child], format, paper);
      else if (isItem) writeBlocks(child.children, formatWithin(child, format), paper);
      else writeBlock(child, format, paper);
    }
    if (isOpen) paper.html += '</li>';
  });
  const startsAt = list.tag === 'ol' && start > 1 && start < 10_000 ? ` start="${start}"` : '';
  if (items !== '') paper.html += `<${list.tag}${startsAt}>${items}</${list.tag}>`;
}

function writeTable(table: HtmlElement, format: RunFormat, paper: Paper): void {
  const rows = rowsOf(table, false);
  const isHeadless = rows.every(({ isHead }) => !isHead);
  const html = inside(paper, () => {
    for (const { cells, isHead } of rows) {
      paper.html += '<tr>';
      for (const cell of cells) {
        const tag = isHead || (isHeadless && cell.tag === 'th') ? 'th' : 'td';
        paper.html += `<${tag}${spanOf(cell, 'colspan')}${spanOf(cell, 'rowspan')}>`;
        const content = inside(paper, () => writeCell(cell.children, formatWithin(cell, format), paper));
        paper.html += `${content === '' ? '<p></p>' : content}</${tag}>`;
      }
      paper.html += '</tr>';
    }
  });
  if (html !== '') paper.html += `<table><tbody>${html}</tbody></table>`;
}

/** A table in a table would be no text to read: its cells become paragraphs of the outer one. */
function writeCell(nodes: readonly HtmlNode[], format: RunFormat, paper: Paper): void {
  const flat = (node: HtmlNode): HtmlNode =>
    typeof node === 'string'
      ? node
      : {
          ...node,
          tag: /^(table|tbody|thead|tfoot|tr|td|th)$/.test(node.tag) ? 'div' : node.tag,
          children: node.children.map(flat),
        };
  writeBlocks(nodes.map(flat), format, paper);
}

interface TableRow {
  readonly cells: readonly HtmlElement[];
  readonly isHead: boolean;
}

function rowsOf(part: HtmlElement, isHead: boolean): TableRow[] {
  return part.children.flatMap((child): TableRow[] => {
    if (typeof child === 'string') return [];
    if (child.tag === 'tr') {
      const cells = child.children.flatMap((cell) =>
        typeof cell !== 'string' && (cell.tag === 'td' || cell.tag === 'th') ? [cell] : [],
      );
      return cells.length === 0 ? [] : [{ cells, isHead }];
    }
    return ['thead', 'tbody', 'tfoot'].includes(child.tag) ? rowsOf(child, child.tag === 'thead') : [];
  });
}

function spanOf({ attributes }: HtmlElement, name: 'colspan' | 'rowspan'): string {
  const span = Number.parseInt(attributes.get(name) ?? '1', 10);
  return span > 1 && span <= maxSpan ? ` ${name}="${span}"` : '';
}

function countImage({ attributes }: HtmlElement, paper: Paper): void {
  const style = styleOf(attributes.get('style') ?? '');
  const sizes = [attributes.get('width'), attributes.get('height'), style.get('width'), style.get('height')];
  const isDot = sizes.some((size) => size !== undefined && Number.parseFloat(size) <= 2);
  if (!isDot) paper.leftOutImages++;
}

const known = new WeakMap<HtmlElement, boolean>();

function holdsBlocks(node: HtmlNode): boolean {
  if (typeof node === 'string') return false;
  const found = known.get(node) ?? (blockTags.has(node.tag) || node.children.some(holdsBlocks));
  known.set(node, found);
  return found;
}

function isHidden({ attributes }: HtmlElement): boolean {
  const style = styleOf(attributes.get('style') ?? '');
  const isRemark = style.get('mso-element') === 'comment-list';
  return isRemark || style.get('display') === 'none' || style.get('mso-hide') === 'all' || attributes.has('hidden');
}

function isBlank(text: string): boolean {
  return decoded(text).replace(/[\s\u00a0\u200b\ufeff]/g, '') === '';
}

/** Without spaces and line breaks at both ends, and no two spaces in a row. */
function trimmed(html: string): string {
  let start = 0;
  let end = html.length;
  for (let step = 1; step > 0; start += step) step = html[start] === ' ' ? 1 : html.startsWith('<br>', start) ? 4 : 0;
  for (let step = 1; step > 0 && end > start; end -= step) {
    step = html[end - 1] === ' ' ? 1 : html.startsWith('<br>', end - 4) ? 4 : 0;
  }
  return html.slice(start, Math.max(start, end)).replace(/ {2,}/g, ' ');
}

function wrapped(tag: string, html: string): string {
  return html === '' ? '' : `<${tag}>${html}</${tag}>`;
}

/** What is written meanwhile, taken off the paper again. */
function inside(paper: Paper, write: () => void): string {
  const before = paper.html;
  paper.html = '';
  write();
  const written = paper.html;
  paper.html = before;
  return written;
}
