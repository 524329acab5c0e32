import { type BoundedCell, boundedCell, isHeaderCell } from '@ruam/shared/document/attributes.ts';
import { mergeAttributes, type Node, type NodeConfig } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { resizableColumns } from './tableColumns.ts';
import { tableEditingWithoutRepair } from './tableEditing.ts';

/** What a column has as long as nobody gave it a width, in px. */
const leastColumn = 64;

/**
 * Tables with merged cells and header cells. What a document says about a cell is bounded when it is read; a table that
 * merging has broken is drawn as it is and repaired by the next edit of somebody in it, never by being opened (S10).
 */
export const tableNodes: readonly Node[] = [
  Table.extend({
    addProseMirrorPlugins() {
      const isResizable = this.editor.isEditable;
      return [...(isResizable ? [resizableColumns(leastColumn)] : []), tableEditingWithoutRepair()];
    },
  }).configure({ resizable: true, cellMinWidth: leastColumn }),
  TableRow,
  TableCell.extend(cell()),
  TableHeader.extend(cell()),
];

function cell(): Partial<NodeConfig> {
  return {
    addAttributes: () => ({
      colspan: { default: 1, parseHTML: (element) => parsed(element).colspan, rendered: false },
      rowspan: { default: 1, parseHTML: (element) => parsed(element).rowspan, rendered: false },
      colwidth: { default: null, parseHTML: (element) => parsed(element).colwidth, rendered: false },
      header: { default: null, parseHTML: () => null, rendered: false },
    }),
    renderHTML({ node, HTMLAttributes }) {
      const { colspan, rowspan, colwidth } = boundedCell(node.attrs);
      return [
        isHeaderCell(node.type.name, node.attrs) ? 'th' : 'td',
        mergeAttributes(HTMLAttributes, {
          ...(colspan === 1 ? {} : { colspan }),
          ...(rowspan === 1 ? {} : { rowspan }),
          ...(colwidth === null ? {} : { colwidth: colwidth.join(',') }),
        }),
        0,
      ];
    },
  };
}

function parsed(element: HTMLElement): BoundedCell {
  const number = (name: string): number => Number.parseInt(element.getAttribute(name) ?? '1', 10);
  const widths = element.getAttribute('colwidth')?.split(',').map(Number) ?? null;
  return boundedCell({ colspan: number('colspan'), rowspan: number('rowspan'), colwidth: widths });
}
