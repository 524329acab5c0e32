import { parseThaiNumber } from '@ruam/shared/thai/digits.ts';
import { decoded, type HtmlElement, type HtmlNode } from './htmlTree.ts';
import { styleOf } from './inlineHtml.ts';

/** An item of a list as Word writes it: a paragraph that says which list and how deep. */
export interface WordListItem {
  /** From 1. */
  readonly depth: number;
  readonly isOrdered: boolean;
  /** The number its marker shows, null when it shows none. */
  readonly number: number | null;
  readonly content: readonly HtmlNode[];
}

/** What a paragraph of Word's says of its list; null when it is none of a list. */
export function wordListItem(element: HtmlElement): WordListItem | null {
  const list = styleOf(element.attributes.get('style') ?? '').get('mso-list');
  const depth = /\blevel(\d)/.exec(list ?? '')?.[1];
  if (list === undefined || depth === undefined || list.startsWith('ignore')) return null;
  const marker: string[] = [];
  const content = withoutMarkers(element.children, marker);
  const shown = decoded(marker.join('')).replaceAll('\u00a0', ' ').trim();
  const numbered = /^\(?([0-9๐-๙]{1,4}|[a-zก-ฮ]|[ivxlc]+)[.)]+([0-9๐-๙]{1,4}[.)]*)*$/i.exec(shown);
  return {
    depth: Number(depth),
    isOrdered: numbered !== null,
    number: parseThaiNumber(numbered?.[1] ?? ''),
    content,
  };
}

/** Items in their lists, a deeper one inside of the item before it. @param write an item's own content as HTML */
export function wordListHtml(items: readonly WordListItem[], write: (content: readonly HtmlNode[]) => string): string {
  const open: { readonly depth: number; readonly tag: string }[] = [];
  let html = '';
  const closeTo = (depth: number): void => {
    for (let last = open.at(-1); last !== undefined && last.depth > depth; last = open.at(-1)) {
      html += `</li></${last.tag}>`;
      open.pop();
    }
  };
  for (const item of items) {
    const tag = item.isOrdered ? 'ol' : 'ul';
    closeTo(item.depth);
    const last = open.at(-1);
    if (last?.depth === item.depth && last.tag === tag) html += '</li>';
    else {
      if (last?.depth === item.depth) closeTo(item.depth - 1);
      const start = item.number !== null && item.number > 1 ? ` start="${item.number}"` : '';
      html += `<${tag}${start}>`;
      open.push({ depth: item.depth, tag });
    }
    html += `<li>${write(item.content)}`;
  }
  closeTo(0);
  return html;
}

/** The content without the markers that Word draws itself; their text is put into `marker`. */
function withoutMarkers(nodes: readonly HtmlNode[], marker: string[]): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (typeof node === 'string') return [node];
    if (styleOf(node.attributes.get('style') ?? '').get('mso-list') === 'ignore') {
      marker.push(textOf(node));
      return [];
    }
    return [{ ...node, children: withoutMarkers(node.children, marker) }];
  });
}

/** The text of a node and of all below it, as it was written. */
export function textOf(node: HtmlNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}
