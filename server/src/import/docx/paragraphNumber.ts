import { type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { paragraphNumberLength } from '@ruam/shared/import/paragraphNumbers.ts';

/** What a paragraph says without the number that our own reports print before it (`3.3-¶7`). */
export function withoutNumber(nodes: readonly ContentNode[]): ContentNode[] {
  let left = paragraphNumberLength(nodes.map(textOf).join(''));
  return nodes.flatMap((node) => {
    if (left === 0 || !isText(node)) return [node];
    const taken = Math.min(left, node.text.length);
    left -= taken;
    return taken === node.text.length ? [] : [{ ...node, text: node.text.slice(taken) }];
  });
}
