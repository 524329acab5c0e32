import { identifiedParagraphs } from '@ruam/shared/document/blockIds.ts';
import type { Editor } from '@tiptap/core';
import type { EditorView } from '@tiptap/pm/view';
import { useEffect } from 'react';
import type * as Y from 'yjs';
import { useFollowing } from '../api/following.ts';
import { showPresented } from '../item/showPresented.ts';
import { keepInSight } from './keepInSight.ts';
import { type NumberedBlock, numberedBlocks } from './paragraphNumbers.ts';

/** Letters come all the time; the paragraph that is followed is looked for again this long after the first of them. */
const lookAgainMs = 250;

/**
 * Keeps the paragraph that the followed projector is at in sight, and marked; nothing is written (S10).
 * @param doc the replica, once it has all that the server has; null before
 * @param shown the editor, or the view that shows the text to readers
 */
export function useFollowedPlace(document: string, doc: Y.Doc | null, shown: Editor | null): void {
  const { at } = useFollowing();
  const isHere = at?.document === document;
  const block = isHere ? at.block : null;
  useEffect(() => {
    if (!isHere || doc === null || shown === null) return;
    let frame: number | null = null;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let settled = (): void => {};
    const look = (): void => {
      frame = null;
      if (shown.isDestroyed) return;
      const place = block === null ? 0 : identifiedParagraphs(doc).findIndex(({ id }) => id === block);
      const found = numberedBlocks(shown.state.doc)[place];
      const { view } = shown;
      showPresented(found === undefined || block === null ? null : wordsOf(view, found));
      const element = found === undefined ? null : view.nodeDOM(found.position);
      settled();
      if (element instanceof Element)
        settled = keepInSight(view.dom, () =>
          element.isConnected ? element.getBoundingClientRect().top - view.dom.getBoundingClientRect().top : null,
        );
    };
    // What was typed is drawn a frame after it came.
    const soon = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = requestAnimationFrame(look);
      });
    };
    const changed = (): void => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        soon();
      }, lookAgainMs);
    };
    soon();
    doc.on('update', changed);
    return () => {
      doc.off('update', changed);
      clearTimeout(waiting);
      if (frame !== null) cancelAnimationFrame(frame);
      settled();
      showPresented(null);
    };
  }, [isHere, block, doc, shown]);
}

/** What is written in a block, without what is drawn around it. */
function wordsOf(view: EditorView, { position, size }: NumberedBlock): Range {
  const [start, end] = [view.domAtPos(position + 1), view.domAtPos(position + size - 1)];
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}
