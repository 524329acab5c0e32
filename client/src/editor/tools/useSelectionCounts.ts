import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import { countText, type TextCounts } from '../counts.ts';

/** Counting waits until the selecting has paused this long. */
const countAfterMs = 120;
/** What is longer takes too long to count while somebody drags the mouse over it. */
const maxLetters = 200_000;

/** Reports how much is selected; null when nothing is. */
export function useSelectionCounts(
  editor: Editor | null,
  report: ((counts: TextCounts | null) => void) | undefined,
): void {
  const latest = useRef(report);
  latest.current = report;
  useEffect(() => {
    if (editor === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const count = (): void => {
      timer = null;
      if (editor.isDestroyed) return;
      const { from, to, empty } = editor.state.selection;
      const text = empty || to - from > maxLetters ? '' : editor.state.doc.textBetween(from, to, '\n', '\n');
      latest.current?.(text.trim() === '' ? null : countText(text));
    };
    const changed = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(count, countAfterMs);
    };
    editor.on('selectionUpdate', changed);
    return () => {
      editor.off('selectionUpdate', changed);
      if (timer !== null) clearTimeout(timer);
      latest.current?.(null);
    };
  }, [editor]);
}
