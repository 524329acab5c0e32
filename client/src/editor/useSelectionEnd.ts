import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';

/** The line on which the selection ends, in px from the top of the text; null when nothing of it is selected. */
export function useSelectionEnd(editor: Editor): number | null {
  const [top, setTop] = useState<number | null>(null);
  useEffect(() => {
    let frame: number | null = null;
    const measure = (): void => {
      frame = null;
      setTop(editor.isDestroyed ? null : selectionEnd(editor));
    };
    const schedule = (): void => {
      frame ??= requestAnimationFrame(measure);
    };
    // What is selected already, before there was anything to comment with.
    schedule();
    document.addEventListener('selectionchange', schedule);
    editor.on('selectionUpdate', schedule);
    return () => {
      document.removeEventListener('selectionchange', schedule);
      editor.off('selectionUpdate', schedule);
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [editor]);
  return top;
}

function selectionEnd(editor: Editor): number | null {
  const chosen = document.getSelection();
  const { dom } = editor.view;
  const isHere =
    chosen !== null && !chosen.isCollapsed && dom.contains(chosen.anchorNode) && dom.contains(chosen.focusNode);
  if (!isHere || editor.state.selection.empty) return null;
  return editor.view.coordsAtPos(editor.state.selection.to).top - dom.getBoundingClientRect().top;
}
