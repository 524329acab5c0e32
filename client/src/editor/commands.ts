import { alignmentOf } from '@ruam/shared/document/attributes.ts';
import {
  IconAlignCenter,
  IconAlignJustified,
  IconAlignLeft,
  IconAlignRight,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconCertificate,
  IconChecklist,
  IconFileCertificate,
  IconH2,
  IconH3,
  IconHighlight,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconMessageCircle,
  IconPageBreak,
  IconPhoto,
  IconStrikethrough,
  IconSuperscript,
  IconTable,
  IconTextPlus,
  IconUnderline,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { isInTable } from './nodes/tableCommands.ts';
import { carryOutInPane } from './paneCommands.ts';
import type { Shortcut } from './shortcuts.ts';

/** Commands of a group stand together in the formatting row and in menus. */
type CommandGroup = 'history' | 'text' | 'heading' | 'list' | 'align' | 'insert' | 'claim' | 'comment';

/** What the toolbar, the menus and the keyboard can do. */
export type EditorCommand =
  | 'undo'
  | 'redo'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'highlight'
  | 'link'
  | 'heading2'
  | 'heading3'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'blockquote'
  | 'table'
  | 'image'
  | 'footnote'
  | 'recommendation'
  | 'evidenceFile'
  | 'proves'
  | 'pageBreak'
  | 'strike'
  | 'alignLeft'
  | 'alignCenter'
  | 'alignRight'
  | 'alignJustify'
  | 'comment';

/** A command; its words are `editor.toolbar.<name>`, and the first of its shortcuts is shown. */
export interface CommandEntry {
  readonly name: EditorCommand;
  readonly group: CommandGroup;
  readonly icon: typeof IconBold;
  readonly shortcuts: readonly Shortcut[];
}

/** Every command, in the order of the formatting row. Ctrl+K stays with the page's own commands. */
export const editorCommands: readonly CommandEntry[] = [
  { name: 'undo', group: 'history', icon: IconArrowBackUp, shortcuts: [{ key: 'z' }] },
  { name: 'redo', group: 'history', icon: IconArrowForwardUp, shortcuts: [{ key: 'y' }, { key: 'z', shift: true }] },
  { name: 'bold', group: 'text', icon: IconBold, shortcuts: [{ key: 'b' }] },
  { name: 'italic', group: 'text', icon: IconItalic, shortcuts: [{ key: 'i' }] },
  { name: 'underline', group: 'text', icon: IconUnderline, shortcuts: [{ key: 'u' }] },
  { name: 'heading2', group: 'heading', icon: IconH2, shortcuts: [{ key: '2', alt: true }] },
  { name: 'heading3', group: 'heading', icon: IconH3, shortcuts: [{ key: '3', alt: true }] },
  { name: 'bulletList', group: 'list', icon: IconList, shortcuts: [{ key: '8', shift: true }] },
  { name: 'orderedList', group: 'list', icon: IconListNumbers, shortcuts: [{ key: '7', shift: true }] },
  { name: 'blockquote', group: 'list', icon: IconBlockquote, shortcuts: [{ key: 'b', shift: true }] },
  { name: 'link', group: 'insert', icon: IconLink, shortcuts: [{ key: 'k', shift: true }] },
  { name: 'recommendation', group: 'claim', icon: IconTextPlus, shortcuts: [{ key: 'r', alt: true }] },
  { name: 'table', group: 'insert', icon: IconTable, shortcuts: [{ key: 't', alt: true }] },
  { name: 'image', group: 'insert', icon: IconPhoto, shortcuts: [{ key: 'g', alt: true }] },
  { name: 'footnote', group: 'insert', icon: IconSuperscript, shortcuts: [{ key: 'f', alt: true }] },
  { name: 'evidenceFile', group: 'claim', icon: IconFileCertificate, shortcuts: [{ key: 'e', alt: true }] },
  { name: 'proves', group: 'claim', icon: IconCertificate, shortcuts: [{ key: 'k', alt: true }] },
  { name: 'highlight', group: 'text', icon: IconHighlight, shortcuts: [{ key: 'h', shift: true }] },
  { name: 'taskList', group: 'list', icon: IconChecklist, shortcuts: [{ key: '9', shift: true }] },
  { name: 'strike', group: 'text', icon: IconStrikethrough, shortcuts: [{ key: 'x', shift: true }] },
  { name: 'alignLeft', group: 'align', icon: IconAlignLeft, shortcuts: [{ key: 'l', shift: true }] },
  { name: 'alignCenter', group: 'align', icon: IconAlignCenter, shortcuts: [{ key: 'e', shift: true }] },
  { name: 'alignRight', group: 'align', icon: IconAlignRight, shortcuts: [{ key: 'r', shift: true }] },
  { name: 'alignJustify', group: 'align', icon: IconAlignJustified, shortcuts: [{ key: 'j', shift: true }] },
  { name: 'pageBreak', group: 'insert', icon: IconPageBreak, shortcuts: [] },
  { name: 'comment', group: 'comment', icon: IconMessageCircle, shortcuts: [{ key: 'm', alt: true }] },
];

/** Columns and rows of a table that was just made. */
const newTable = { rows: 3, cols: 3, withHeaderRow: true };

/**
 * Runs a command on the selection; false when it is not possible here. What needs more than the editor (a link's address, a
 * file, a comment) is given to the pane around it.
 */
export function runCommand(command: EditorCommand, editor: Editor): boolean {
  const chain = editor.chain().focus();
  switch (command) {
    case 'undo':
      return editor.commands.undo();
    case 'redo':
      return editor.commands.redo();
    case 'bold':
      return chain.toggleBold().run();
    case 'italic':
      return chain.toggleItalic().run();
    case 'underline':
      return chain.toggleUnderline().run();
    case 'strike':
      return chain.toggleStrike().run();
    case 'highlight':
      return chain.toggleHighlight().run();
    case 'heading2':
      return chain.toggleHeading({ level: 2 }).run();
    case 'heading3':
      return chain.toggleHeading({ level: 3 }).run();
    case 'bulletList':
      return chain.toggleBulletList().run();
    case 'orderedList':
      return chain.toggleOrderedList().run();
    case 'taskList':
      return chain.toggleTaskList().run();
    case 'blockquote':
      return chain.toggleBlockquote().run();
    case 'alignLeft':
    case 'alignCenter':
    case 'alignRight':
    case 'alignJustify':
      return chain.align(alignmentBy(command)).run();
    case 'table':
      return isInTable(editor)
        ? carryOutInPane(command, editor)
        : chain.insertTable(newTable).command(followTable).run();
    case 'footnote':
      return chain.addFootnote().run();
    case 'pageBreak':
      return chain.addPageBreak().run();
    case 'recommendation':
      return chain.addRecommendation().run();
    case 'image':
    case 'evidenceFile':
    case 'proves':
    case 'link':
    case 'comment':
      return carryOutInPane(command, editor);
  }
}

/** Whether a command's format is on at the selection. */
export function isCommandActive(command: EditorCommand, editor: Editor): boolean {
  switch (command) {
    case 'heading2':
      return editor.isActive('heading', { level: 2 });
    case 'heading3':
      return editor.isActive('heading', { level: 3 });
    case 'alignLeft':
      return false;
    case 'alignCenter':
    case 'alignRight':
    case 'alignJustify':
      return editor.isActive({ textAlign: alignmentBy(command) });
    case 'undo':
    case 'redo':
    case 'comment':
    case 'pageBreak':
      return false;
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'highlight':
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'blockquote':
    case 'link':
    case 'table':
    case 'image':
    case 'footnote':
    case 'evidenceFile':
    case 'proves':
    case 'recommendation':
      return editor.isActive(command);
  }
}

/** A paragraph behind a table that would end the document: the keys alone do not lead below it. */
function followTable({ tr }: { readonly tr: Transaction }): boolean {
  const after = tr.selection.$from.after(1);
  const paragraph = tr.doc.type.schema.nodes.paragraph;
  if (after === tr.doc.content.size && paragraph !== undefined) tr.insert(after, paragraph.create());
  return true;
}

function alignmentBy(command: 'alignLeft' | 'alignCenter' | 'alignRight' | 'alignJustify') {
  return alignmentOf(command.slice('align'.length).toLowerCase()) ?? 'left';
}
