import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Block, blockAt, siblingsOf } from './blocks.ts';
import { moveBlockTo } from './moveBlock.ts';

interface BlockDrag {
  readonly begin: (event: DragEvent, block: Block) => void;
  readonly end: () => void;
  /** Where the block would come to stand, px from the top of the frame; null when nothing is dragged. */
  readonly line: number | null;
}

/** Drags a block among its like; a drop is the same move as by keyboard. */
export function useBlockDrag(editor: Editor, frame: HTMLElement | null): BlockDrag {
  const dragged = useRef<number | null>(null);
  const target = useRef<number | null>(null);
  const [line, setLine] = useState<number | null>(null);
  const end = useCallback(() => {
    dragged.current = null;
    target.current = null;
    setLine(null);
  }, []);
  const begin = useCallback(
    (event: DragEvent, block: Block) => {
      dragged.current = block.position;
      const element = editor.view.nodeDOM(block.position);
      if (element instanceof HTMLElement) event.dataTransfer?.setDragImage(element, 0, 0);
      if (event.dataTransfer !== null) event.dataTransfer.effectAllowed = 'move';
    },
    [editor],
  );
  useEffect(() => {
    if (frame === null) return;
    const over = (event: DragEvent): void => {
      const block = draggedBlock(editor, dragged.current);
      if (block === null) return;
      // The editor would show its own place to drop, and take the drop for pasted text.
      event.preventDefault();
      event.stopPropagation();
      const gap = gapAt(editor, block, event.clientY);
      target.current = gap.place;
      setLine(gap.y - frame.getBoundingClientRect().top);
    };
    const drop = (event: DragEvent): void => {
      const block = draggedBlock(editor, dragged.current);
      if (block === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (target.current !== null) moveBlockTo(editor, block, target.current);
      end();
    };
    frame.addEventListener('dragover', over, true);
    frame.addEventListener('drop', drop, true);
    return () => {
      frame.removeEventListener('dragover', over, true);
      frame.removeEventListener('drop', drop, true);
    };
  }, [editor, frame, end]);
  return { begin, end, line };
}

function draggedBlock(editor: Editor, position: number | null): Block | null {
  return position === null || editor.isDestroyed ? null : blockAt(editor.state.doc, position + 1);
}

/** The gap between siblings that is nearest to a height, and the place of the block when it stands there. */
function gapAt(editor: Editor, block: Block, y: number): { readonly y: number; readonly place: number } {
  const own = block.path.at(-1) ?? 0;
  let best = { y: 0, place: own, distance: Number.POSITIVE_INFINITY };
  siblingsOf(block).forEach(({ position }, place) => {
    const element = editor.view.nodeDOM(position);
    if (!(element instanceof HTMLElement)) return;
    const { top, bottom } = element.getBoundingClientRect();
    const consider = (edge: number, gap: number): void => {
      const distance = Math.abs(edge - y);
      if (distance < best.distance) best = { y: edge, place: gap > own ? gap - 1 : gap, distance };
    };
    consider(top, place);
    consider(bottom, place + 1);
  });
  return best;
}
