import type { ContentMark, ContentNode, ContentText } from '@ruam/shared/document/content.ts';
import { isText } from '@ruam/shared/document/content.ts';
import type { WordParts } from './parts.ts';
import { elementsIn, isOn, valOf, within, wordsIn, type XmlElement } from './xml.ts';

/** What a paragraph holds: its line, and what stands in it that is a block of its own. */
export interface Inline {
  readonly nodes: readonly ContentNode[];
  readonly pictures: readonly PlacedPicture[];
  /** Paragraphs and tables of text boxes. */
  readonly boxes: readonly XmlElement[];
  /** Something was deleted with its deletion still recorded. */
  readonly hasDeletions: boolean;
}

/** A picture by its relation; null when it is none of the file. */
export interface PlacedPicture {
  readonly relation: string | null;
  readonly alt: string;
}

interface Look {
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

/** What is no part of a text as it stands: what was deleted or moved away, codes of fields, marks without words. */
const leftOut: ReadonlySet<string> = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'delInstrText',
  'pPr',
  'rPr',
  'sdtPr',
]);

/** Reads the runs of a paragraph. `look` is that of its style. */
export function readInline(paragraph: XmlElement, parts: WordParts, look: Look): Inline {
  const nodes: ContentNode[] = [];
  const pictures: PlacedPicture[] = [];
  const boxes: XmlElement[] = [];
  let hasDeletions = false;
  const add = (text: string, marks: readonly ContentMark[]): void => {
    if (text !== '') nodes.push({ type: 'text', text, ...(marks.length === 0 ? {} : { marks }) });
  };
  const visit = (element: XmlElement, marks: readonly ContentMark[]): void => {
    switch (element.name) {
      case 'r':
        visitAll(element, marksOf(within(element, 'rPr'), look, marks));
        return;
      case 't':
        add(wordsIn(element), marks);
        return;
      case 'tab':
      case 'ptab':
        add(' ', marks);
        return;
      case 'noBreakHyphen':
        add('-', marks);
        return;
      case 'sym':
        add(symbolOf(element), marks);
        return;
      case 'br':
        if ((element.attributes.type ?? 'textWrapping') === 'textWrapping') nodes.push({ type: 'hardBreak' });
        return;
      case 'cr':
        nodes.push({ type: 'hardBreak' });
        return;
      case 'footnoteReference':
      case 'endnoteReference':
        addNote(element);
        return;
      case 'hyperlink':
        visitAll(element, linked(element, parts, marks));
        return;
      case 'AlternateContent': {
        const chosen = within(element, 'Choice') ?? within(element, 'Fallback');
        if (chosen !== undefined) visitAll(chosen, marks);
        return;
      }
      case 'drawing':
      case 'pict':
      case 'object':
        addObject(element);
        return;
      default:
        if (element.name === 'del' || element.name === 'moveFrom') hasDeletions = true;
        if (!leftOut.has(element.name)) visitAll(element, marks);
    }
  };
  const visitAll = (element: XmlElement, marks: readonly ContentMark[]): void => {
    for (const child of elementsIn(element)) visit(child, marks);
  };
  function addNote(reference: XmlElement): void {
    const isFootnote = reference.name === 'footnoteReference';
    const part = isFootnote ? parts.footnotes : parts.endnotes;
    const notes = part === null ? [] : elementsIn(part, isFootnote ? 'footnote' : 'endnote');
    const note = notes.find(({ attributes }) => attributes.id === reference.attributes.id);
    const words = note === undefined ? '' : elementsIn(note, 'p').map(wordsOfNote).join(' ').trim();
    if (words !== '') nodes.push({ type: 'footnote', content: [{ type: 'text', text: words }] });
  }
  function addObject(object: XmlElement): void {
    const texts = found(object, 'txbxContent');
    for (const text of texts) boxes.push(...elementsIn(text));
    const alt = (within(object, 'inline', 'docPr') ?? within(object, 'anchor', 'docPr'))?.attributes;
    const words = alt?.descr ?? alt?.title ?? '';
    for (const blip of found(object, 'blip')) pictures.push({ relation: blip.attributes.embed ?? null, alt: words });
    for (const data of found(object, 'imagedata'))
      pictures.push({ relation: data.attributes.id ?? null, alt: data.attributes.title ?? '' });
  }
  visitAll(paragraph, []);
  return { nodes: mended(nodes), pictures, boxes, hasDeletions };
}

function wordsOfNote(paragraph: XmlElement): string {
  return found(paragraph, 't').map(wordsIn).join('');
}

/** Every element of a name below another, also deep. */
function found(element: XmlElement, name: string): XmlElement[] {
  return elementsIn(element).flatMap((child) => (child.name === name ? [child] : found(child, name)));
}

function symbolOf({ attributes }: XmlElement): string {
  const code = Number.parseInt(attributes.char ?? '', 16);
  if (!(code >= 0x20)) return '';
  // Symbol fonts have their signs where no letters are.
  return code >= 0xf000 && code <= 0xf0ff ? '•' : String.fromCodePoint(Math.min(code, 0xd7ff));
}

function marksOf(
  properties: XmlElement | undefined,
  { isBold, isItalic }: Look,
  outer: readonly ContentMark[],
): readonly ContentMark[] {
  const underline = valOf(properties, 'u');
  const marks = [
    (isOn(properties, 'b') ?? isOn(properties, 'bCs') ?? isBold) && 'bold',
    (isOn(properties, 'i') ?? isOn(properties, 'iCs') ?? isItalic) && 'italic',
    isOn(properties, 'strike') && 'strike',
    underline !== undefined && !['none', '', '0', 'false'].includes(underline) && 'underline',
  ].filter((mark) => typeof mark === 'string');
  return [...outer, ...marks.map((type) => ({ type }))].toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

/** Addresses are kept as they are written; nothing is ever fetched from them. */
function linked(element: XmlElement, { relations }: WordParts, marks: readonly ContentMark[]): readonly ContentMark[] {
  const relation = relations.get(element.attributes.id ?? '');
  const isSafe = relation?.isExternal === true && /^(?:https?:|mailto:)/i.test(relation.target);
  return isSafe && relation.target.length <= 2_000
    ? [...marks, { type: 'link', attrs: { href: relation.target } }]
    : marks;
}

/** Thai marks that stand on the letter before them, and ำ. */
const leadingMarks = /^[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]+/;

/** Runs of one look as one; a mark that a run begins with goes to its letter, ํ and า become ำ, also from two runs. */
function mended(nodes: readonly ContentNode[]): ContentNode[] {
  const joined: ContentNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (!isText(node) || last === undefined || !isText(last)) {
      joined.push(node);
      continue;
    }
    const isSplitAm = /\u0e4d[\u0e48-\u0e4b]?$/.test(last.text) && node.text.startsWith('\u0e32');
    const moved = isSplitAm ? '\u0e32' : (leadingMarks.exec(node.text)?.[0] ?? '');
    const isSame = JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? []);
    joined[joined.length - 1] = { ...last, text: last.text + (isSame ? node.text : moved) };
    if (!isSame && node.text.length > moved.length) joined.push({ ...node, text: node.text.slice(moved.length) });
  }
  return joined.map((node) => (isText(node) ? plain(node) : node));
}

function plain(node: ContentText): ContentText {
  const text = node.text
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33')
    .replace(/[\u00ad\u200b\ufeff]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .normalize('NFC');
  return { ...node, text };
}
