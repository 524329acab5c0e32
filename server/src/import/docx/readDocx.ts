import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import { maxAltLength } from '@ruam/shared/document/attributes.ts';
import { type Content, type ContentElement, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { withoutContents } from '@ruam/shared/import/contents.ts';
import { headingOf } from '@ruam/shared/import/headings.ts';
import type { SourceLine } from '@ruam/shared/import/lines.ts';
import { sectionContent } from '../sectionContent.ts';
import type { RichBlock, Source } from '../source.ts';
import { type Inline, type PlacedPicture, readInline } from './inline.ts';
import { createNumbering, type PrintedNumber } from './numbering.ts';
import { withoutNumber } from './paragraphNumber.ts';
import { openWord, type WordParts } from './parts.ts';
import { type PictureReader, readPictures } from './pictureReader.ts';
import { numberingIn, plainStyle, readStyles, type Style } from './styles.ts';
import { cellsIn, readTable, rowsOf } from './tables.ts';
import { elementsIn, valOf, within, type XmlElement } from './xml.ts';

/** One text of a file: the body, or what a cell holds. */
interface Text {
  readonly lines: SourceLine[];
  readonly blocks: Map<number, RichBlock>;
  /** Of a cell: the line of its table in the source. */
  readonly tableLine: number | null;
}

const alignments: Readonly<Record<string, string>> = { center: 'center', right: 'right', end: 'right' };

/**
 * Takes a Word file apart: every paragraph and table is a line of the source (soft breaks make more of one), with what it is
 * beside its words. Heads, feet, comments and what was deleted are left out; nothing that the file names outside is
 * opened. Throws `unknownFormat` with the reason, `notUnderstood` for a file without words.
 */
export async function readDocx(file: Buffer): Promise<Source> {
  const parts = await openWord(file);
  const pictures = await readPictures(parts);
  const reader = createBodyReader(parts, pictures);
  const { lines: all, blocks } = reader.read(elementsIn(parts.body));
  const lines = withoutContents(all);
  if (!lines.some(({ isFurniture }) => isFurniture === undefined))
    throw new AppError('notUnderstood', 'the file holds no text', { reason: 'empty' });
  const told: NotUnderstood[] = [
    ...(parts.hasComments ? [left('comments are left out')] : []),
    ...(reader.hasDeletions() ? [left('deleted text is left out')] : []),
    ...pictures.left,
  ];
  return { kind: 'lines', format: 'docx', lines, blocks, notUnderstood: told, pictures: pictures.taken() };
}

function left(reason: string): NotUnderstood {
  return { line: 0, text: '', reason };
}

function createBodyReader(parts: WordParts, pictures: PictureReader) {
  const styles = readStyles(parts.styles);
  const numbering = createNumbering(parts.numbering, styles);
  let hasDeletions = false;

  function read(elements: readonly XmlElement[], text: Text = emptyText(null)): Text {
    /** A paragraph whose end was deleted: it goes on with the next. */
    let open: { readonly element: XmlElement; readonly style: Style; readonly inline: Inline } | null = null;
    const close = (): void => {
      if (open !== null) addParagraph(text, open.element, open.style, open.inline);
      open = null;
    };
    for (const element of elements) {
      if (holders.has(element.name)) close();
      switch (element.name) {
        case 'p': {
          const style = styles.get(valOf(element, 'pPr', 'pStyle') ?? '') ?? plainStyle;
          const own = readInline(element, parts, style);
          hasDeletions ||= own.hasDeletions;
          open = { element, style, inline: open === null ? own : joined(open.inline, own) };
          if (within(element, 'pPr', 'rPr', 'del') === undefined) close();
          break;
        }
        case 'tbl':
          addTable(text, element);
          break;
        case 'sdt':
          read(elementsIn(within(element, 'sdtContent') ?? noElement), text);
          break;
        case 'AlternateContent':
          read(elementsIn(within(element, 'Choice') ?? within(element, 'Fallback') ?? noElement), text);
          break;
        case 'ins':
        case 'moveTo':
        case 'customXml':
          read(elementsIn(element), text);
      }
    }
    close();
    return text;
  }

  function addParagraph(text: Text, element: XmlElement, style: Style, inline: Inline): void {
    const own = numberingIn(within(element, 'pPr'));
    const place = own === undefined ? style.numbering : own;
    const nodes = withoutNumber(inline.nodes);
    const pieces = linesOf(nodes);
    const hasWords = pieces.some((piece) => piece !== '');
    const entry = place === null || !hasWords ? null : numbering.next(place);
    const alignment = alignments[valOf(element, 'pPr', 'jc') ?? style.alignment ?? ''];
    const isHeading = style.isHeading || Number(valOf(element, 'pPr', 'outlineLvl') ?? 9) < 9;
    const first = text.lines.length + 1;
    const words = pieces.filter((piece) => piece !== '');
    words.forEach((piece, at) => {
      const number = at === 0 ? [entry?.printed ?? '', piece].filter((part) => part !== '').join(' ') : piece;
      addLine(text, number, {
        gap: at === 0 ? 'paragraph' : 'none',
        ...(isHeading ? { holds: 'heading' } : {}),
        ...(alignment === 'center' ? { isCentred: true } : {}),
        ...(style.isContents ? { isFurniture: true } : {}),
      });
    });
    const rich = richOf(nodes, { entry, isHeading, alignment });
    if (words.length > 0 && rich !== null) text.blocks.set(first, { lines: words.length, ...rich });
    for (const picture of inline.pictures) addPicture(text, picture);
    read(inline.boxes, text);
  }

  function addPicture(text: Text, picture: PlacedPicture): void {
    const alt = picture.alt.replace(/\s+/g, ' ').trim().slice(0, maxAltLength);
    const number = addLine(text, alt === '' ? '[ภาพ]' : `[ภาพ: ${alt}]`, { gap: 'paragraph', holds: 'picture' });
    const hash = pictures.take(picture, text.tableLine ?? number, alt);
    const node: ContentElement = { type: 'image', attrs: { ...(hash === null ? {} : { file: hash }), alt } };
    text.blocks.set(number, { lines: 1, nodes: [node] });
  }

  function addTable(text: Text, table: XmlElement): void {
    const cells = rowsOf(table).flatMap(cellsIn);
    if (cells.length === 1 || holdsReport(cells)) {
      for (const cell of cells) read(elementsIn(cell), text);
      return;
    }
    const line = text.tableLine ?? text.lines.length + 1;
    const node = readTable(table, (cell) => blocksIn(cell, line));
    if (node === null) {
      for (const cell of cells) read(elementsIn(cell), text);
      return;
    }
    const words = contentAsText({ type: 'doc', content: [node] } satisfies Content);
    if (words.replace(/[\s|]/g, '') === '' && !JSON.stringify(node).includes('"image"')) return;
    const number = addLine(text, words, { gap: 'paragraph', holds: 'table' });
    text.blocks.set(number, { lines: 1, nodes: [node] });
  }

  /** A table in a cell is told in its words: ours hold none. */
  function blocksIn(cell: XmlElement, tableLine: number): ContentElement[] {
    const inner = read(
      elementsIn(cell).filter(({ name }) => name !== 'tbl'),
      emptyText(tableLine),
    );
    const nested = elementsIn(cell, 'tbl').flatMap((table) =>
      rowsOf(table)
        .flatMap(cellsIn)
        .flatMap((one) => blocksIn(one, tableLine)),
    );
    return [...sectionContent(inner.lines, inner.blocks), ...nested];
  }

  /** Whether a table is the form that a report was written into: an item, and the label of what is said of it. */
  function holdsReport(cells: readonly XmlElement[]): boolean {
    const kinds = new Set(
      cells.flatMap((cell) => elementsIn(cell, 'p').map((one) => headingOf(wordsOf(one))?.kind)).filter(Boolean),
    );
    return kinds.has('item') && (kinds.has('result') || kinds.has('observations'));
  }

  function wordsOf(paragraph: XmlElement): string {
    return linesOf(readInline(paragraph, parts, plainStyle).nodes)
      .join(' ')
      .trim();
  }

  return { read, hasDeletions: () => hasDeletions };
}

const noElement: XmlElement = { name: '', attributes: {}, children: [] };
/** What holds paragraphs: nothing goes on from before it to behind it. */
const holders: ReadonlySet<string> = new Set(['tbl', 'sdt', 'AlternateContent', 'ins', 'moveTo', 'customXml']);

function emptyText(tableLine: number | null): Text {
  return { lines: [], blocks: new Map(), tableLine };
}

function joined(one: Inline, other: Inline): Inline {
  return {
    nodes: [...one.nodes, ...other.nodes],
    pictures: [...one.pictures, ...other.pictures],
    boxes: [...one.boxes, ...other.boxes],
    hasDeletions: one.hasDeletions || other.hasDeletions,
  };
}

function addLine({ lines }: Text, text: string, more: Pick<SourceLine, 'gap'> & Partial<SourceLine>): number {
  const number = lines.length + 1;
  lines.push({ number, text, indent: 0, openEnd: false, ...more });
  return number;
}

/** What a paragraph says, cut at its soft breaks. */
function linesOf(nodes: readonly ContentNode[]): string[] {
  return nodes
    .map(textOf)
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
}

interface Looks {
  readonly entry: PrintedNumber | null;
  readonly isHeading: boolean;
  readonly alignment: string | undefined;
}

/** What a paragraph is beside its words; null for a plain one. */
function richOf(
  nodes: readonly ContentNode[],
  { entry, isHeading, alignment }: Looks,
): Omit<RichBlock, 'lines'> | null {
  const content = trimmed(nodes);
  const attrs = alignment === undefined ? {} : { attrs: { textAlign: alignment } };
  if (entry !== null && (!entry.isOrdered || entry.isSimple))
    return {
      nodes: [{ type: 'paragraph', content }],
      list: { depth: entry.depth, isOrdered: entry.isOrdered, number: entry.number },
    };
  const numbered: ContentNode[] =
    entry === null || entry.printed === '' ? [] : [{ type: 'text', text: `${entry.printed} ` }];
  if (isHeading)
    return { nodes: [{ type: 'heading', attrs: { level: 3, ...attrs.attrs }, content: [...numbered, ...content] }] };
  const isPlain = alignment === undefined && content.every((node) => isText(node) && node.marks === undefined);
  return isPlain ? null : { nodes: [{ type: 'paragraph', ...attrs, content: [...numbered, ...content] }] };
}

/** Without spaces and breaks at both ends. */
function trimmed(nodes: readonly ContentNode[]): ContentNode[] {
  const isBlank = (node: ContentNode | undefined): boolean =>
    node !== undefined && (isText(node) ? node.text.trim() === '' : node.type === 'hardBreak');
  let [from, to] = [0, nodes.length];
  while (from < to && isBlank(nodes[from])) from++;
  while (to > from && isBlank(nodes[to - 1])) to--;
  return nodes.slice(from, to).map((node, at, all) => {
    if (!isText(node)) return node;
    const start = at === 0 ? node.text.trimStart() : node.text;
    return { ...node, text: at === all.length - 1 ? start.trimEnd() : start };
  });
}
