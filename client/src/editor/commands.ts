import type { Editor } from '@tiptap/core';
import type { Shortcut } from './shortcuts.ts';

/** What the toolbar and the keyboard can do. */
export type EditorCommand =
  | 'undo'
  | 'redo'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'heading2'
  | 'heading3'
  | 'bulletList'
  | 'orderedList'
  | 'blockquote'
  | 'link'
  | 'recommendation'
  | 'comment';

/** Every command with its keys; the first one is shown. Ctrl+K stays with the page's own commands. */
export const editorCommands: readonly { readonly name: EditorCommand; readonly shortcuts: readonly Shortcut[] }[] = [
  { name: 'undo', shortcuts: [{ key: 'z' }] },
  { name: 'redo', shortcuts: [{ key: 'y' }, { key: 'z', shift: true }] },
  { name: 'bold', shortcuts: [{ key: 'b' }] },
  { name: 'italic', shortcuts: [{ key: 'i' }] },
  { name: 'underline', shortcuts: [{ key: 'u' }] },
  { name: 'heading2', shortcuts: [{ key: '2', alt: true }] },
  { name: 'heading3', shortcuts: [{ key: '3', alt: true }] },
  { name: 'bulletList', shortcuts: [{ key: '8', shift: true }] },
  { name: 'orderedList', shortcuts: [{ key: '7', shift: true }] },
  { name: 'blockquote', shortcuts: [{ key: 'b', shift: true }] },
  { name: 'link', shortcuts: [{ key: 'k', shift: true }] },
  { name: 'recommendation', shortcuts: [{ key: 'r', alt: true }] },
  { name: 'comment', shortcuts: [{ key: 'm', alt: true }] },
];

/** Runs a command on the selection; `link`, `comment` and what is not possible here give false. */
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
    case 'heading2':
      return chain.toggleHeading({ level: 2 }).run();
    case 'heading3':
      return chain.toggleHeading({ level: 3 }).run();
    case 'bulletList':
      return chain.toggleBulletList().run();
    case 'orderedList':
      return chain.toggleOrderedList().run();
    case 'blockquote':
      return chain.toggleBlockquote().run();
    case 'recommendation':
      return chain.addRecommendation().run();
    case 'link':
    case 'comment':
      return false;
  }
}

/** Whether a command's format is on at the selection. */
export function isCommandActive(command: EditorCommand, editor: Editor): boolean {
  switch (command) {
    case 'heading2':
      return editor.isActive('heading', { level: 2 });
    case 'heading3':
      return editor.isActive('heading', { level: 3 });
    case 'undo':
    case 'redo':
    case 'comment':
      return false;
    case 'bold':
    case 'italic':
    case 'underline':
    case 'bulletList':
    case 'orderedList':
    case 'blockquote':
    case 'link':
    case 'recommendation':
      return editor.isActive(command);
  }
}
