import { boundedCell } from '@ruam/shared/document/attributes.ts';
import { placeCells } from '@ruam/shared/document/tableGrid.ts';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { TableMap } from '@tiptap/pm/tables';

const known = new WeakMap<Node, boolean>();

/** Whether every cell of a table has its place: no two of them meet, none sticks out, none is missing or without a block. */
export function isSound(table: Node): boolean {
  const before = known.get(table);
  if (before !== undefined) return before;
  const sound = areCellsSound(table) && placeCells(spansOf(table)) !== null && isWhole(table);
  known.set(table, sound);
  return sound;
}

/** The table around a place, and where its inside begins; null outside of one. */
export function tableAround($pos: ResolvedPos): { readonly table: Node; readonly start: number } | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    if ($pos.node(depth).type.name === 'table') return { table: $pos.node(depth), start: $pos.start(depth) };
  }
  return null;
}

/**
 * Makes a broken table whole: cells that meet or stick out reach less far, rows get the cells they lack. Only ever as a part
 * of what this person does to the table (S10). No text is touched. False when the table is too large to be laid out.
 *
 * @param start where the inside of the table begins
 */
export function repairTable(transaction: Transaction, table: Node, start: number): boolean {
  if (isSound(table)) return true;
  const grid = placeCells(spansOf(table));
  if (grid === null) return false;
  const taken = grid.rows.map(() => 0);
  grid.rows.forEach((cells, row) => {
    for (const { colspan, rowspan } of cells) {
      for (let down = 0; down < rowspan; down++) taken[row + down] = (taken[row + down] ?? 0) + colspan;
    }
  });
  const width = Math.max(1, grid.width);
  // From the end, so that what stands before keeps its place.
  let rowEnd = start + table.content.size;
  for (let row = table.childCount - 1; row >= 0; row--) {
    const node = table.child(row);
    const type = node.lastChild?.type ?? node.type.schema.nodes.tableCell;
    for (let missing = width - (taken[row] ?? 0); missing > 0; missing--) {
      const cell = type?.createAndFill();
      if (cell) transaction.insert(rowEnd - 1, cell);
    }
    let cellEnd = rowEnd - 1;
    for (let index = node.childCount - 1; index >= 0; index--) {
      const at = cellEnd - node.child(index).nodeSize;
      const placed = grid.rows[row]?.[index];
      if (placed !== undefined) repairCell(transaction, at, placed.colspan, placed.rowspan);
      cellEnd = at;
    }
    rowEnd -= node.nodeSize;
  }
  return true;
}

function repairCell(transaction: Transaction, at: number, colspan: number, rowspan: number): void {
  const cell = transaction.doc.nodeAt(at);
  if (cell === null) return;
  const { colwidth } = boundedCell({ colspan, rowspan, colwidth: cell.attrs.colwidth });
  if (!hasSpan(cell, colspan, rowspan))
    transaction.setNodeMarkup(at, null, { ...cell.attrs, colspan, rowspan, colwidth });
  // A cell without any block takes no caret.
  const paragraph = cell.type.schema.nodes.paragraph?.create();
  if (cell.childCount === 0 && paragraph !== undefined) transaction.insert(at + 1, paragraph);
}

function hasSpan({ attrs }: Node, colspan: number, rowspan: number): boolean {
  const hasWidths = attrs.colwidth === null || (Array.isArray(attrs.colwidth) && attrs.colwidth.length === colspan);
  return attrs.colspan === colspan && attrs.rowspan === rowspan && hasWidths;
}

function areCellsSound(table: Node): boolean {
  return table.children.every((row) =>
    row.children.every((cell) => {
      const { colspan, rowspan } = boundedCell(cell.attrs);
      return cell.childCount > 0 && hasSpan(cell, colspan, rowspan);
    }),
  );
}

/** Only after its size was looked at: the map of a table costs its rows times its columns. */
function isWhole(table: Node): boolean {
  const { problems, width } = TableMap.get(table);
  return width > 0 && (problems ?? []).every(({ type }) => type === 'colwidth mismatch');
}

function spansOf(table: Node): { colspan: number; rowspan: number }[][] {
  return table.children.map((row) => row.children.map((cell) => boundedCell(cell.attrs)));
}
