import { type Content, type ContentElement, type ContentNode, isText, textOf } from '../document/content.ts';
import { inlineNames, recommendationAttributesSchema } from '../document/schema.ts';
import { imageAsText, recommendationAsText } from '../document/text.ts';

/** A paragraph, heading, list entry … of a content: what a difference is told by. */
export interface ContentBlock {
  /** The name of its element. */
  readonly type: string;
  /** What a reader sees of it. */
  readonly text: string;
  /** Tells two blocks apart that read the same but look different. */
  readonly form: string;
}

/** The blocks of a content in reading order, whatever they are nested in. */
export function blocksOf(content: Content): readonly ContentBlock[] {
  return content.content.flatMap((node) => blocksOfNode(node, ''));
}

function blocksOfNode(node: ContentNode, within: string): ContentBlock[] {
  if (isText(node)) return [{ type: 'text', text: node.text, form: within + JSON.stringify(node) }];
  const children = node.content ?? [];
  if (node.type === 'image') return [{ type: 'image', text: imageAsText(node), form: within + JSON.stringify(node) }];
  if (node.type === 'table') return children.flatMap((row) => blocksOfRow(row, within));
  if (children.every(isInline)) {
    const text = node.type === 'recommendation' ? recommendationText(node) : textOf(node);
    return [{ type: node.type, text, form: within + JSON.stringify(node) }];
  }
  const around = `${within}${node.type}${JSON.stringify(node.attrs ?? {})} `;
  return children.flatMap((child) => blocksOfNode(child, around));
}

/** A row of a table is one block, so that a cell is held against the same cell of the row as it was. */
function blocksOfRow(row: ContentNode, within: string): ContentBlock[] {
  const cells = isText(row) ? [row] : (row.content ?? []);
  const text = cells
    .map((cell) =>
      blocksOfNode(cell, '')
        .map((block) => block.text)
        .join(' '),
    )
    .join(' | ');
  return [{ type: 'tableRow', text, form: within + JSON.stringify(row) }];
}

const inlines: ReadonlySet<string> = new Set(inlineNames);
const isInline = (node: ContentNode): boolean => inlines.has(node.type);

/** With what it demands on a second line: a changed target is a changed recommendation. */
function recommendationText(node: ContentElement): string {
  const parsed = recommendationAttributesSchema.safeParse(node.attrs ?? {});
  if (!parsed.success) return recommendationAsText(node);
  const { targetLevel, targetFiscalYear, units, origin, status } = parsed.data;
  const facts = [targetLevel, targetFiscalYear, ...units, origin, status].filter((fact) => fact !== null);
  return [recommendationAsText(node), ...(facts.length === 0 ? [] : [facts.join(' · ')])].join('\n');
}
