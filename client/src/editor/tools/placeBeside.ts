import type { Editor } from '@tiptap/core';

/** A place in a frame, in px from its corner. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

const gap = 6;

/** Under a position of the text, or above it where the window ends; never out of the frame at its sides. */
export function placeBeside(
  editor: Editor,
  position: number,
  frame: HTMLElement,
  size: { readonly width: number; readonly height: number },
  prefers: 'below' | 'above' = 'below',
): Place {
  const box = frame.getBoundingClientRect();
  const at = editor.view.coordsAtPos(Math.min(position, editor.state.doc.content.size));
  const below = at.bottom + gap;
  const above = at.top - gap - size.height;
  const fitsBelow = below + size.height <= window.innerHeight;
  const top = prefers === 'above' ? (above >= topEdge(frame) ? above : below) : fitsBelow || above < 0 ? below : above;
  const left = Math.max(gap, Math.min(at.left - box.left, box.width - size.width - gap));
  return { left, top: top - box.top };
}

/** Where the part of the text that can be seen begins. */
function topEdge(frame: HTMLElement): number {
  const scroller = frame.closest('.sheet-text');
  return Math.max(0, scroller?.getBoundingClientRect().top ?? 0);
}
