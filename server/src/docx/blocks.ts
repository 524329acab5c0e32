import { alignmentOf, resolutionLines } from '@ruam/shared/document/attributes.ts';
import { type ContentElement, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import { imageAsText, isDone, recommendationAsText, startOf } from '@ruam/shared/document/text.ts';
import { AlignmentType, BorderStyle, type FileChild, type IParagraphOptions, PageBreak, Paragraph } from 'docx';
import type { Lists } from './lists.ts';
import { firstLine, mm, sizes } from './measures.ts';
import { runsOf, wordsOf } from './runs.ts';
import { tableOf } from './tables.ts';

/** Where blocks stand. */
export interface Within {
  readonly lists: Lists;
  /** Inside a list, a cell or a quote the first line is not indented. */
  readonly isInside: boolean;
  /** How many lists around it, 0 for none. */
  readonly depth: number;
  /** What a list's item begins with, given to its first block. */
  readonly mark?: IParagraphOptions;
  /** What a line holds, in twentieths of a point. */
  readonly width: number;
}

/** Blocks of a document as those of a Word file, in order. */
export function blocksOf(nodes: readonly ContentNode[], within: Within): FileChild[] {
  return nodes.flatMap((node) => blockOf(node, within));
}

function blockOf(node: ContentNode, within: Within): FileChild[] {
  const { mark = {} } = within;
  if (isText(node)) return [textBlock(node, [node], within)];
  const children = node.content ?? [];
  switch (node.type) {
    case 'heading':
      return [headingBlock(node, mark)];
    case 'recommendation':
      return [new Paragraph({ ...body(within), ...mark, children: wordsOf(recommendationAsText(node)) })];
    case 'resolution':
      return resolutionBlocks(node);
    case 'bulletList':
    case 'orderedList':
      return listBlocks(node, within);
    case 'taskList':
      return children.flatMap((child) => itemBlocks(child, within, { isTask: true }));
    case 'listItem':
    case 'taskItem':
      return itemBlocks(node, within, {});
    case 'blockquote':
      return blocksOf(children, { ...within, isInside: true, mark: { indent: { left: mm(12), right: mm(12) } } });
    case 'table':
      return [tableOf(node, within), new Paragraph({ spacing: { after: 60 } })];
    case 'image':
      return [new Paragraph({ ...body(within), ...mark, children: wordsOf(imageAsText(node)) })];
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })];
    case 'horizontalRule':
      return [new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1 } } })];
    default:
      return children.some((child) => !isText(child) && isBlock(child))
        ? blocksOf(children, within)
        : [textBlock(node, children, within)];
  }
}

const blockTypes: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'table',
  'listItem',
]);
const isBlock = ({ type }: ContentElement): boolean => blockTypes.has(type);

/** Spread over the line as official texts are, its first line indented; what is aligned or begins a part stands as it is. */
function textBlock(node: ContentNode, children: readonly ContentNode[], within: Within): Paragraph {
  const attrs = isText(node) ? {} : (node.attrs ?? {});
  const aligned = alignmentOf(attrs.textAlign);
  const isScenario = typeof attrs.part === 'string' && attrs.part.startsWith('scenario:');
  const isPart = typeof attrs.part === 'string' && !isScenario;
  const look = aligned === null && !isPart ? body(within) : { spacing };
  const alignment = aligned === null ? {} : { alignment: alignments[aligned] };
  const frame = isScenario ? { border: dashed } : {};
  return new Paragraph({ ...look, ...alignment, ...frame, ...within.mark, children: runsOf(children) });
}

function headingBlock(node: ContentElement, mark: IParagraphOptions): Paragraph {
  const level = node.attrs?.level === 1 ? 1 : node.attrs?.level === 2 ? 2 : 3;
  const aligned = alignmentOf(node.attrs?.textAlign);
  const look = { isBold: true, size: level === 1 ? sizes.title : sizes.text };
  return new Paragraph({
    ...{ keepNext: true, outlineLevel: level - 1, spacing: { before: level === 1 ? 0 : 120, after: 60 } },
    ...(aligned === null ? {} : { alignment: alignments[aligned] }),
    ...mark,
    children: runsOf(node.content ?? [], look),
  });
}

/** Its number stands out; what belongs to it stays on its page where it can. */
function resolutionBlocks(node: ContentElement): Paragraph[] {
  const lines = resolutionLines(node.attrs ?? {});
  return lines.map((line, at) => {
    const [number = '', ...rest] = at === 0 ? line.split(/(?<=^มติที่ \S+) /) : [];
    const isVerbatim = /^(ใบรับรอง|ค่าแฮช)/.test(line);
    const words =
      at === 0
        ? [...wordsOf(`${number} `, { isBold: true }), ...wordsOf(rest.join(' '))]
        : wordsOf(line, { isVerbatim });
    const indent = { left: firstLine };
    const isLast = at === lines.length - 1;
    return new Paragraph({ indent, spacing, keepNext: !isLast && at < 4, keepLines: true, children: words });
  });
}

function listBlocks(list: ContentElement, within: Within): FileChild[] {
  const { lists, depth } = within;
  const reference = list.type === 'bulletList' ? lists.bullets : lists.numbered(startOf(list));
  const mark = { numbering: { reference, level: Math.min(depth, lists.deepest) } };
  return (list.content ?? []).flatMap((child) => itemBlocks(child, { ...within, depth }, { mark }));
}

/** The first block has the item's mark, the others stand under its text. */
function itemBlocks(
  item: ContentNode,
  within: Within,
  { mark, isTask = false }: { readonly mark?: IParagraphOptions; readonly isTask?: boolean },
): FileChild[] {
  const depth = within.depth + 1;
  const inside = { ...within, isInside: true, depth };
  if (isText(item)) return blockOf(item, { ...inside, ...(mark === undefined ? {} : { mark }) });
  const indent = { indent: { left: mm(8) * depth } };
  const [first, ...rest] = item.content ?? [];
  if (first === undefined) return mark === undefined ? [] : [new Paragraph(mark)];
  const head: ContentNode = isTask ? withBox(first, isDone(item)) : first;
  return [
    ...blockOf(head, { ...inside, mark: mark ?? indent }),
    ...rest.flatMap((child) => blockOf(child, { ...inside, mark: indent })),
  ];
}

function withBox(node: ContentNode, isTicked: boolean): ContentNode {
  if (isText(node)) return node;
  return { ...node, content: [{ type: 'text', text: isTicked ? '☑ ' : '☐ ' }, ...(node.content ?? [])] };
}

const spacing = { after: 60 };
const dash = { style: BorderStyle.DASHED, size: 6, space: 4 };
/** What was supposed must not be taken for what was resolved. */
const dashed = { top: dash, bottom: dash, left: dash, right: dash };

function body({ isInside }: Within): IParagraphOptions {
  return {
    ...{ alignment: AlignmentType.THAI_DISTRIBUTE, spacing, widowControl: true },
    ...(isInside ? {} : { indent: { firstLine } }),
  };
}

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.THAI_DISTRIBUTE,
} as const;
