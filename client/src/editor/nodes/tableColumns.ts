import { TableView } from '@tiptap/extension-table';
import type { Plugin } from '@tiptap/pm/state';
import { columnResizing, columnResizingPluginKey } from '@tiptap/pm/tables';
import { DecorationSet } from '@tiptap/pm/view';
import { isSound, tableAround } from './tableRepair.ts';

/** Columns whose right edge can be dragged, except in a table that is broken: its columns are not clear. */
export function resizableColumns(leastWidth: number): Plugin {
  const original = columnResizing({
    handleWidth: 5,
    cellMinWidth: leastWidth,
    defaultCellMinWidth: leastWidth,
    View: TableView,
    lastColumnResizable: true,
  });
  const { props } = original.spec;
  const draw = props?.decorations;
  if (props === undefined || draw === undefined) return original;
  props.decorations = function (state) {
    const handle = columnResizingPluginKey.getState(state)?.activeHandle ?? -1;
    if (handle < 0) return null;
    const around = tableAround(state.doc.resolve(handle));
    return around !== null && isSound(around.table) ? draw.call(this, state) : DecorationSet.empty;
  };
  return original;
}
