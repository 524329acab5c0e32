import { type ContentElement, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import { isDone, startOf } from '@ruam/shared/document/text.ts';
import { type FileChild, type IParagraphOptions, Paragraph, TextRun } from 'docx';
import { blocksOf } from './blocks.ts';
import { deepestList } from './measures.ts';
import { paragraphOf, type Within } from './paragraphs.ts';
import { runsOf } from './runs.ts';
import { continuedStyle, runStyles, styleIds } from './styles.ts';

/** The blocks of a list, each item with its mark. */
export function listBlocks(list: ContentElement, within: Within): FileChild[] {
  const { lists, depth } = within;
  const isTask = list.type === 'taskList';
  const place = list.type === 'orderedList' ? lists.numbered(startOf(list)) : lists.bullets();
  const level = Math.min(depth, deepestList);
  return (list.content ?? []).flatMap((child, at) => {
    const { first, ...rest } = within;
    const own = at === 0 && first?.pageBreakBefore === true ? { ...rest, first: { pageBreakBefore: true } } : rest;
    return itemBlocks(
      child,
      own,
      isTask ? { isTask } : { mark: { style: styleIds.list, numbering: { ...place, level } } },
    );
  });
}

/** The first block has the item's mark, the others stand under its text. */
export function itemBlocks(
  item: ContentNode,
  within: Within,
  { mark, isTask = false }: { readonly mark?: IParagraphOptions; readonly isTask?: boolean },
): FileChild[] {
  const depth = within.depth + 1;
  const inside: Within = { ...within, place: 'list', depth, width: Math.max(within.width - 400, 1_000) };
  const first = { ...within.first, ...mark };
  const children = isText(item) ? [{ type: 'paragraph', content: [item] }] : (item.content ?? []);
  const [head, ...rest] = children;
  if (isTask || head === undefined || !isLine(head)) {
    const box = isTask ? [new TextRun({ text: isDone(item) ? '☑' : '☐', style: runStyles.box }), new TextRun(' ')] : [];
    if (head !== undefined && !isText(head) && isLine(head))
      return [
        paragraphOf(head, { ...inside, first }, [...box, ...runsOf(head.content ?? [], within.margin)]),
        ...others(rest),
      ];
    return [new Paragraph({ style: continuedStyle(depth), ...first, children: box }), ...others(children)];
  }
  const numbered = withNumber(head, item);
  return [...blocksOf([numbered], { ...inside, first }), ...others(rest)];

  function others(nodes: readonly ContentNode[]): FileChild[] {
    const { first: _, ...without } = inside;
    return blocksOf(nodes, without);
  }
}

const lineTypes: ReadonlySet<string> = new Set(['paragraph', 'heading', 'recommendation']);
const isLine = (node: ContentNode): boolean => isText(node) || lineTypes.has(node.type);

/** An item counts once; its number stands before its first words. */
function withNumber(head: ContentNode, item: ContentNode): ContentNode {
  const number = isText(item) ? undefined : item.attrs?.paragraphNumber;
  return isText(head) || number === undefined ? head : { ...head, attrs: { ...head.attrs, paragraphNumber: number } };
}
