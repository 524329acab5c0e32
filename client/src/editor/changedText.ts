import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';

/** Whether all that a transaction changes lies within blocks of text: none comes, goes, moves or becomes another. */
export function isWithinText({ steps, docs, doc, mapping }: Transaction): boolean {
  return steps.every((_step, index) => {
    const before = docs[index];
    const after = docs[index + 1] ?? doc;
    let isWithin = before !== undefined;
    mapping.maps[index]?.forEach((from, to, newFrom, newTo) => {
      isWithin &&= before !== undefined && isInOneBlock(before, from, to) && isInOneBlock(after, newFrom, newTo);
    });
    return isWithin;
  });
}

/** A block of text and where it stands. */
interface PlacedBlock {
  readonly block: Node;
  readonly position: number;
}

/** The blocks of text that a transaction has changed or brought, in the document as it is then, each once. */
export function changedBlocks({ mapping, doc }: Transaction): readonly PlacedBlock[] {
  const blocks = new Map<number, PlacedBlock>();
  mapping.maps.forEach((map, index) => {
    const rest = mapping.slice(index + 1);
    map.forEach((_from, _to, newFrom, newTo) => {
      const from = Math.max(rest.map(newFrom, -1), 0);
      const to = Math.min(rest.map(newTo, 1), doc.content.size);
      doc.nodesBetween(from, to, (block, position) => {
        if (block.isTextblock) blocks.set(position, { block, position });
        return !block.isTextblock;
      });
    });
  });
  return [...blocks.values()];
}

function isInOneBlock(doc: Node, from: number, to: number): boolean {
  const $from = doc.resolve(from);
  return $from.parent.isTextblock && to <= $from.end();
}
