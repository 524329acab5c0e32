import { isHeaderCell } from '@ruam/shared/document/attributes.ts';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { TableMap } from '@tiptap/pm/tables';

/** A sound table, and where its inside begins. */
interface PlacedTable {
  readonly table: Node;
  readonly start: number;
}

/**
 * Makes the first row or column of a table its head, or no head any more. An attribute of the cells says so, and never their type:
 * a cell of another type is another one in Yjs, and what somebody types into the old one at that moment goes with it
 * (docs/decisions/0008).
 */
export function toggleHeaders(
  transaction: Transaction,
  { table, start }: PlacedTable,
  side: 'row' | 'column',
): boolean {
  const map = TableMap.get(table);
  const other = side === 'row' ? 'column' : 'row';
  const isOn = !isHead(table, map, side);
  // The corner belongs to both.
  const isCornerKept = !isOn && isHead(table, map, other, 1);
  for (const at of cellsAlong(map, side))
    setHeader(transaction, start + at, at === map.map[0] && isCornerKept ? true : isOn);
  return true;
}

/**
 * After a row or column was added: its new cells are heads where the row or column was one that they stand in.
 * @param before the table as it was
 */
export function headersKept(transaction: Transaction, { table, start }: PlacedTable): boolean {
  const now = transaction.doc.resolve(start).parent;
  if (now.type.name !== 'table') return true;
  const old = new Set<Node>();
  table.descendants((node) => {
    old.add(node);
    return node.type.name === 'tableRow';
  });
  const before = TableMap.get(table);
  const map = TableMap.get(now);
  const isRowAdded = map.height > before.height;
  const heads = { row: isHead(table, before, 'row'), column: isHead(table, before, 'column') };
  for (const at of new Set(map.map)) {
    const cell = now.nodeAt(at);
    if (cell === null || old.has(cell) || cell.textContent !== '') continue;
    const { top, left } = map.findCell(at);
    // Of a table with one row or column nothing tells a head of the other kind.
    const isHeader = isRowAdded
      ? left === 0 && heads.column && before.height > 1
      : top === 0 && heads.row && before.width > 1;
    setHeader(transaction, start + at, isHeader);
  }
  return true;
}

/** @param from cells of the row or column that are looked at, from this one on */
function isHead(table: Node, map: TableMap, side: 'row' | 'column', from = 0): boolean {
  const cells = cellsAlong(map, side).slice(from);
  return cells.length > 0 && cells.every((at) => isHeader(table.nodeAt(at)));
}

/** The places of the cells of the first row or column, each once. */
function cellsAlong({ map, width, height }: TableMap, side: 'row' | 'column'): readonly number[] {
  const places =
    side === 'row' ? map.slice(0, width) : Array.from({ length: height }, (_, row) => map[row * width] ?? 0);
  return [...new Set(places)];
}

function isHeader(cell: Node | null): boolean {
  return cell !== null && isHeaderCell(cell.type.name, cell.attrs);
}

/** A cell whose type says it already needs no attribute. */
function setHeader(transaction: Transaction, at: number, isOn: boolean): void {
  const cell = transaction.doc.nodeAt(at);
  if (cell === null || isHeader(cell) === isOn) return;
  const isSaid = isHeaderCell(cell.type.name, {}) === isOn;
  transaction.setNodeMarkup(at, null, { ...cell.attrs, header: isSaid ? null : isOn });
}
