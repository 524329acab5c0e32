import type { Editor } from '@tiptap/core';
import { headersKept, toggleHeaders } from './tableHeaders.ts';
import { isSound, repairTable, tableAround } from './tableRepair.ts';

/** What can be done to the table around the caret, in the order of its menu. */
export const tableCommands = [
  'addRowBefore',
  'addRowAfter',
  'addColumnBefore',
  'addColumnAfter',
  'mergeCells',
  'splitCell',
  'toggleHeaderRow',
  'toggleHeaderColumn',
  'deleteRow',
  'deleteColumn',
  'deleteTable',
] as const;
export type TableCommand = (typeof tableCommands)[number];

/** Whether the caret stands in a table. */
export function isInTable(editor: Editor): boolean {
  return tableAround(editor.state.selection.$from) !== null;
}

/** Whether a command can be done now; in a table that is broken all are offered, because they repair it first. */
export function canRunInTable(command: TableCommand, editor: Editor): boolean {
  const around = tableAround(editor.state.selection.$from);
  return (
    around !== null &&
    (!isSound(around.table) || command === 'deleteTable' || isToggle(command) || editor.can()[command]())
  );
}

/** Does it; a table that merging has left broken is made whole first, in the same step. */
export function runInTable(command: TableCommand, editor: Editor): boolean {
  const around = tableAround(editor.state.selection.$from);
  if (around === null) return false;
  const { table, start } = around;
  if (command === 'deleteTable') return editor.chain().focus().deleteTable().run();
  if (isSound(table)) return runInSound(command, editor);
  // The repair stands by itself, too, when the command is not possible afterwards.
  const repaired = editor
    .chain()
    .focus()
    .command(({ tr }) => repairTable(tr, table, start))
    .run();
  return repaired && runInSound(command, editor);
}

function isToggle(command: TableCommand): command is 'toggleHeaderRow' | 'toggleHeaderColumn' {
  return command === 'toggleHeaderRow' || command === 'toggleHeaderColumn';
}

function runInSound(command: TableCommand, editor: Editor): boolean {
  const around = tableAround(editor.state.selection.$from);
  if (around === null) return false;
  const chain = editor.chain().focus();
  if (isToggle(command)) {
    const side = command === 'toggleHeaderRow' ? 'row' : 'column';
    return chain.command(({ tr }) => toggleHeaders(tr, around, side)).run();
  }
  const done = chain[command]();
  const isAdding = command.startsWith('addRow') || command.startsWith('addColumn');
  return (isAdding ? done.command(({ tr }) => headersKept(tr, around)) : done).run();
}
