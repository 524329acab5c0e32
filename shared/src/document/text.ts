import { type Content, type ContentElement, type ContentNode, isText, textOf } from './content.ts';
import { recommendationAttributesSchema } from './schema.ts';

/**
 * The content as plain text, one line a block. Printed markers are kept; a recommendation is followed by its
 * `(ผู้รับผิดชอบ …)` as read.
 */
export function contentAsText(content: Content): string {
  return content.content.flatMap((node) => lines(node, '')).join('\n');
}

/** "๑. text (ผู้รับผิดชอบ …)" */
export function recommendationAsText(node: ContentElement): string {
  const attributes = recommendationAttributesSchema.safeParse(node.attrs ?? {});
  const { marker, responsibleText } = attributes.success ? attributes.data : { marker: null, responsibleText: null };
  return [marker, oneLine(node), responsibleText === null ? null : `(ผู้รับผิดชอบ ${responsibleText})`]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

function lines(node: ContentNode, marker: string): string[] {
  if (isText(node)) return [marker + node.text];
  const children = node.content ?? [];
  switch (node.type) {
    case 'recommendation':
      return [marker + recommendationAsText(node)];
    case 'bulletList':
      return children.flatMap((child) => lines(child, `${marker}- `));
    case 'orderedList':
      return children.flatMap((child, i) => lines(child, `${marker}${startOf(node) + i}. `));
    case 'listItem':
    case 'blockquote':
      return children.flatMap((child, i) => lines(child, i === 0 ? marker : ''));
    case 'horizontalRule':
      return ['—'];
    default:
      return [marker + oneLine(node)];
  }
}

function oneLine(node: ContentElement): string {
  return textOf(node).replaceAll('\n', ' ');
}

/** The number of an ordered list's first item. */
export function startOf(list: ContentElement): number {
  const start = list.attrs?.start;
  return typeof start === 'number' ? start : 1;
}
