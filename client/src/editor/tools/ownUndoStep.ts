import type { Editor } from '@tiptap/core';
import { yUndoPluginKey } from '@tiptap/y-tiptap';

/** Carries out a change of the text as one step to undo, joined with no other. */
export function ownUndoStep(editor: Editor, change: () => void): void {
  const undo = yUndoPluginKey.getState(editor.state)?.undoManager;
  undo?.stopCapturing();
  change();
  undo?.stopCapturing();
}
