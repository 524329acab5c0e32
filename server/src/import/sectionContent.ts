import type { ContentElement } from '@ruam/shared/document/content.ts';
import { paragraph } from '@ruam/shared/document/content.ts';
import { joinLines, type SourceLine } from '@ruam/shared/import/lines.ts';
import type { ListEntry, RichBlock, RichBlocks } from './source.ts';

/** Lists nested deeper go on at this depth. */
const maxDepth = 6;

/** The lines of a section as blocks: tables, lists, pictures and looks as the source has them, other lines as paragraphs. */
export function sectionContent(lines: readonly SourceLine[], blocks: RichBlocks): ContentElement[] {
  const content: ContentElement[] = [];
  let entries: { readonly list: ListEntry; readonly nodes: readonly ContentElement[] }[] = [];
  const endList = (): void => {
    if (entries.length > 0) content.push(...listsOf(entries, 0));
    entries = [];
  };
  for (let at = 0; at < lines.length; ) {
    const block = wholeBlock(lines, at, blocks);
    if (block?.list !== undefined) {
      entries.push({ list: block.list, nodes: block.nodes });
      at += block.lines;
      continue;
    }
    endList();
    if (block !== null) {
      content.push(...block.nodes);
      at += block.lines;
      continue;
    }
    const start = at;
    do at += 1;
    while (at < lines.length && lines[at]?.gap !== 'paragraph' && wholeBlock(lines, at, blocks) === null);
    content.push(paragraph(joinLines(lines.slice(start, at))));
  }
  endList();
  return content;
}

/** Tables and pictures among the lines, each with the number of its line. */
export function objectsAmong(
  lines: readonly SourceLine[],
  blocks: RichBlocks,
): { readonly line: number; readonly nodes: readonly ContentElement[] }[] {
  return lines.flatMap(({ number, holds }) => {
    const block = holds === 'table' || holds === 'picture' ? blocks.get(number) : undefined;
    return block === undefined ? [] : [{ line: number, nodes: block.nodes }];
  });
}

/** The block that begins with a line, when all of it stands here. */
function wholeBlock(lines: readonly SourceLine[], at: number, blocks: RichBlocks): RichBlock | null {
  const first = lines[at];
  const block = first === undefined ? undefined : blocks.get(first.number);
  if (first === undefined || block === undefined || first.isCut) return null;
  const isWhole = Array.from({ length: block.lines }, (_, n) => lines[at + n]?.number === first.number + n);
  return isWhole.every(Boolean) ? block : null;
}

type Entry = { readonly list: ListEntry; readonly nodes: readonly ContentElement[] };

function listsOf(entries: readonly Entry[], depth: number): ContentElement[] {
  const lists: ContentElement[] = [];
  for (let at = 0; at < entries.length; ) {
    const first = entries[at];
    if (first === undefined) break;
    const items: ContentElement[] = [];
    let number = first.list.number;
    while (at < entries.length) {
      const entry = entries[at];
      if (entry === undefined || entry.list.isOrdered !== first.list.isOrdered) break;
      if (entry.list.isOrdered && entry.list.number !== number) break;
      number += 1;
      let end = at + 1;
      while (depth < maxDepth && (entries[end]?.list.depth ?? -1) > first.list.depth) end += 1;
      items.push({ type: 'listItem', content: [...entry.nodes, ...listsOf(entries.slice(at + 1, end), depth + 1)] });
      at = end;
    }
    const start = first.list.isOrdered && first.list.number !== 1 ? { attrs: { start: first.list.number } } : {};
    lists.push({ type: first.list.isOrdered ? 'orderedList' : 'bulletList', ...start, content: items });
  }
  return lists;
}
