import { type ContentElement, type ContentNode, isText } from '../document/content.ts';
import { printed } from '../document/text.ts';
import { readRecommendations } from './readRecommendations.ts';

/** Whether somebody has still to do it: neither done nor dropped. */
export function isOpen({ status }: { readonly status: string | null }): boolean {
  return status !== 'done' && status !== 'dropped';
}

/**
 * A recommendation as it goes into a later cycle: its words and attributes, and the year that it was first made in. What it
 * points to in the register of its own cycle stands as words.
 * @param depth under what it stands there
 * @param fiscalYear of the cycle that it is taken from
 */
export function carriedElement(block: ContentElement, depth: number, fiscalYear: number): ContentElement {
  const { depth: _depth, carriedFrom: _from, ...attrs } = block.attrs ?? {};
  return {
    type: 'recommendation',
    attrs: { ...attrs, ...(depth === 0 ? {} : { depth }), carriedFrom: firstYear(block, fiscalYear) },
    content: (block.content ?? []).flatMap(inlineOf),
  };
}

/** The year that a recommendation was first made in: that of its cycle, or the one that it was carried over from. */
export function firstYear(block: ContentElement, fiscalYear: number): number {
  const [read] = readRecommendations({ type: 'doc', content: [block] });
  return read?.carriedFrom ?? fiscalYear;
}

/**
 * How deep each of the chosen blocks of a text stands among the chosen ones: under its nearest chosen parent, else by itself.
 * @param depths of all its recommendations, in reading order
 */
export function depthsAmong(depths: readonly number[], isChosen: (index: number) => boolean): readonly number[] {
  const above: { readonly depth: number; readonly isChosen: boolean }[] = [];
  return depths.map((depth, index) => {
    while ((above.at(-1)?.depth ?? -1) >= depth) above.pop();
    const own = above.filter((each) => each.isChosen).length;
    above.push({ depth, isChosen: isChosen(index) });
    return own;
  });
}

/** What proves a check proves it in its own cycle; a file's entry is of that register. */
function inlineOf(node: ContentNode): ContentNode[] {
  if (isText(node)) {
    const marks = (node.marks ?? []).filter(({ type }) => type !== 'proves');
    return [{ type: 'text', text: node.text, ...(marks.length === 0 ? {} : { marks }) }];
  }
  if (node.type === 'hardBreak') return [node];
  if (node.type === 'footnote') return [{ ...node, content: (node.content ?? []).flatMap(inlineOf) }];
  const words = printed(node);
  return words === '' ? [] : [{ type: 'text', text: words }];
}
