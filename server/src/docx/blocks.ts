import { alignmentOf, resolutionLines } from '@ruam/shared/document/attributes.ts';
import { type ContentElement, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import { recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { imageAsText } from '@ruam/shared/document/text.ts';
import { type FileChild, Paragraph } from 'docx';
import { itemBlocks, listBlocks } from './listBlocks.ts';
import { alignments, numberRuns, paragraphOf, type Within } from './paragraphs.ts';
import { pictureOf } from './pictures.ts';
import { bold, runsOf, wordsOf } from './runs.ts';
import { styleIds } from './styles.ts';
import { tableOf } from './tables.ts';

/** Blocks of a document as those of a Word file, in order. What stands after a page break begins a page. */
export function blocksOf(nodes: readonly ContentNode[], within: Within): FileChild[] {
  const { first, ...rest } = within;
  const blocks: FileChild[] = [];
  let next = first;
  for (const node of nodes) {
    if (!isText(node) && node.type === 'pageBreak') {
      next = { ...next, pageBreakBefore: true };
      continue;
    }
    const made = blockOf(node, next === undefined ? rest : { ...rest, first: next });
    if (made.length > 0) next = undefined;
    blocks.push(...made);
  }
  return blocks;
}

function blockOf(node: ContentNode, within: Within): FileChild[] {
  if (isText(node)) return [textBlock({ type: 'paragraph', content: [node] }, within)];
  const children = node.content ?? [];
  switch (node.type) {
    case 'heading':
      return [headingBlock(node, within)];
    case 'recommendation':
      return [recommendationBlock(node, within)];
    case 'resolution':
      return resolutionBlocks(node, within);
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return listBlocks(node, within);
    case 'listItem':
    case 'taskItem':
      return itemBlocks(node, within, {});
    case 'blockquote':
      return blocksOf(
        children,
        within.place === 'body' || within.place === 'cover' ? { ...within, place: 'quote' } : within,
      );
    case 'table':
      return [...beforeTable(node, within), tableOf(node, within), new Paragraph({ style: styleIds.tableText })];
    case 'image':
      return [pictureBlock(node, within)];
    case 'horizontalRule':
      return [new Paragraph({ style: styleIds.rule, ...within.first })];
    case 'codeBlock':
      return [new Paragraph({ style: styleIds.code, ...within.first, children: runsOf(children, within.margin) })];
    default:
      return children.some((child) => !isText(child) && isBlock(child))
        ? blocksOf(children, within)
        : [textBlock(node, within)];
  }
}

const inlineTypes: ReadonlySet<string> = new Set(['hardBreak', 'footnote', 'evidenceFile']);
const isBlock = ({ type }: ContentElement): boolean => !inlineTypes.has(type);

/** Spread over the line as official texts are, its first line indented; what is aligned or begins a part stands as it is. */
function textBlock(node: ContentElement, within: Within): Paragraph {
  return paragraphOf(node, within, runsOf(node.content ?? [], within.margin));
}

/** A heading within a list, a quote or a table is a bold line: it heads nothing of the report. */
function headingBlock(node: ContentElement, within: Within): Paragraph {
  const level = node.attrs?.level === 1 ? 1 : node.attrs?.level === 2 ? 2 : 3;
  const runs = runsOf(node.content ?? [], within.margin);
  if (within.place !== 'body' && within.place !== 'cover')
    return paragraphOf({ type: 'paragraph', attrs: { role: 'subheading' } }, within, runs);
  const isTitle = within.place === 'cover' || node.attrs?.part === 'title';
  const aligned = alignmentOf(node.attrs?.textAlign);
  return new Paragraph({
    style: level === 1 && isTitle ? styleIds.title : (styleIds.headings[level - 1] ?? styleIds.body),
    ...(aligned === null || isTitle ? {} : { alignment: alignments[aligned] }),
    ...within.first,
    children: [...numberRuns(node, false), ...runs],
  });
}

/** "๑. text (ผู้รับผิดชอบ …)", one below another standing in. */
function recommendationBlock(node: ContentElement, within: Within): Paragraph {
  const attributes = recommendationAttributesSchema.safeParse(node.attrs ?? {});
  const { marker, responsibleText } = attributes.success ? attributes.data : { marker: null, responsibleText: null };
  return paragraphOf(node, within, [
    ...(marker === null || marker === '' ? [] : wordsOf(`${marker} `)),
    ...runsOf(node.content ?? [], within.margin),
    ...(responsibleText === null ? [] : wordsOf(` (ผู้รับผิดชอบ ${responsibleText})`, bold)),
  ]);
}

/** Its number stands out; what belongs to it stays on its page where it can. */
function resolutionBlocks(node: ContentElement, { first = {} }: Within): Paragraph[] {
  const lines = resolutionLines(node.attrs ?? {});
  return lines.map((line, at) => {
    const [number = '', ...rest] = at === 0 ? line.split(/(?<=^มติที่ \S+) /) : [];
    const children = at === 0 ? [...wordsOf(`${number} `, bold), ...wordsOf(rest.join(' '))] : wordsOf(line);
    const begin = at === 0 ? first : {};
    return new Paragraph({ style: styleIds.resolution, keepNext: at < lines.length - 1 && at < 4, ...begin, children });
  });
}

function pictureBlock(node: ContentElement, within: Within): Paragraph {
  const picture = pictureOf(node, within.pictures, within.width);
  if (picture === null) return paragraphOf(node, within, wordsOf(imageAsText(node)));
  const aligned = alignmentOf(node.attrs?.textAlign);
  return new Paragraph({
    style: styleIds.figure,
    ...(aligned === null ? {} : { alignment: alignments[aligned] }),
    ...within.first,
    children: [picture],
  });
}

/** A table cannot begin a page by itself, nor has it a number. */
function beforeTable(node: ContentElement, { first = {} }: Within): Paragraph[] {
  const number = numberRuns(node, false);
  const begins = first.pageBreakBefore === true || first.numbering !== undefined;
  return number.length === 0 && !begins
    ? []
    : [new Paragraph({ style: styleIds.note, keepNext: true, ...first, children: number })];
}
