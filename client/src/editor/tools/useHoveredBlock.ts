import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { useCallback, useEffect, useRef, useState } from 'react';
import { blockAt, currentBlock } from './blocks.ts';
import { mappingOf } from './changeBetween.ts';

/** A block with its place in the frame. */
interface HoveredBlock {
  readonly position: number;
  /** px from the top of the frame. */
  readonly top: number;
}

interface Hovering {
  readonly hovered: HoveredBlock | null;
  /** Shows the block with the caret instead; false when there is none. */
  readonly showCurrent: () => boolean;
  readonly clear: () => void;
}

/** Half of a line of text, less half of the handle. */
const lineShift = 3;

/** The block under the mouse; it stays while `isHeld`, and follows the text. Nothing is asked while nobody moves. */
export function useHoveredBlock(editor: Editor, frame: HTMLElement | null, isHeld: boolean): Hovering {
  const [hovered, setHovered] = useState<HoveredBlock | null>(null);
  const held = useRef(isHeld);
  const shown = useRef(hovered);
  held.current = isHeld;
  shown.current = hovered;
  const show = useCallback(
    (position: number): boolean => {
      const element = editor.isDestroyed ? null : editor.view.nodeDOM(position);
      if (!(element instanceof HTMLElement) || frame === null) return false;
      const top = element.getBoundingClientRect().top - frame.getBoundingClientRect().top + lineShift;
      setHovered((before) => (before?.position === position && before.top === top ? before : { position, top }));
      return true;
    },
    [editor, frame],
  );
  useEffect(() => {
    if (frame === null) return;
    let request: number | null = null;
    let at = { x: 0, y: 0 };
    const look = (): void => {
      request = null;
      if (held.current || editor.isDestroyed) return;
      const block = blockBeside(editor, at.y);
      if (block === null) setHovered(null);
      else show(block.position);
    };
    const moved = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
      at = { x: event.clientX, y: event.clientY };
      request ??= requestAnimationFrame(look);
    };
    const left = (): void => {
      if (!held.current) setHovered(null);
    };
    const changed = ({ transaction }: { transaction: Transaction }): void => {
      // React keeps a change to the same until the next drawing, and with it the whole transaction.
      if (!transaction.docChanged || shown.current === null) return;
      setHovered((before) => {
        if (before === null || !held.current) return null;
        return { ...before, position: mappingOf(transaction, transaction.before).map(before.position) };
      });
    };
    frame.addEventListener('pointermove', moved);
    frame.addEventListener('pointerleave', left);
    editor.on('transaction', changed);
    return () => {
      if (request !== null) cancelAnimationFrame(request);
      frame.removeEventListener('pointermove', moved);
      frame.removeEventListener('pointerleave', left);
      editor.off('transaction', changed);
    };
  }, [editor, frame, show]);
  const showCurrent = useCallback(() => {
    const block = currentBlock(editor.state);
    return block !== null && show(block.position);
  }, [editor, show]);
  const clear = useCallback(() => setHovered(null), []);
  return { hovered, showCurrent, clear };
}

/** The block on a line of the window, wherever on that line the mouse is. */
function blockBeside(editor: Editor, y: number) {
  const { dom } = editor.view;
  const box = dom.getBoundingClientRect();
  const style = getComputedStyle(dom);
  if (y < box.top + Number.parseFloat(style.paddingTop) - 4) return null;
  const inText = box.left + Number.parseFloat(style.paddingLeft) + 48;
  const found = editor.view.posAtCoords({ left: inText, top: y });
  if (found === null) return null;
  const block = blockAt(editor.state.doc, found.inside >= 0 ? Math.max(found.pos, found.inside + 1) : found.pos);
  const element = block === null ? null : editor.view.nodeDOM(block.position);
  if (block === null || !(element instanceof HTMLElement)) return null;
  const { top, bottom } = element.getBoundingClientRect();
  return y >= top - 8 && y <= bottom + 8 ? block : null;
}
