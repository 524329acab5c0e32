import { type Editor, Extension } from '@tiptap/core';
import type { EditorCommand } from './commands.ts';

interface Options {
  /** Carries a command out that needs more than the editor; false when it is none of the pane's. */
  readonly carryOut: (command: EditorCommand) => boolean;
}

/** Lets an editor's commands reach the pane around it: asking for a link's address, a file, a comment. */
export const PaneCommands = Extension.create<Options>({
  name: 'paneCommands',
  addOptions: () => ({ carryOut: () => false }),
});

/** Gives a command to the pane around an editor; false when it is none of its own. */
export function carryOutInPane(command: EditorCommand, editor: Editor): boolean {
  const pane = editor.extensionManager.extensions.find(({ name }) => name === PaneCommands.name);
  return (pane?.options as Options | undefined)?.carryOut(command) ?? false;
}
