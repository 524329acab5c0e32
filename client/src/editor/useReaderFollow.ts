import { flatten, positionIn } from '@ruam/shared/threads/flatDocument.ts';
import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { z } from 'zod';
import { useObserving } from '../item/Observing.tsx';
import type { DocumentSession } from '../sync/documentSession.ts';
import { userOf } from '../sync/presence.ts';
import { keepInSight } from './keepInSight.ts';

const caretSchema = z.object({ cursor: z.object({ head: z.unknown() }) });

/**
 * Keeps the caret of the colleague whom this page follows in sight of who only reads: the view draws no carets, and its
 * positions are the replica's.
 * @param reader the view that shows the text; null while it is written
 */
export function useReaderFollow(session: DocumentSession | null, reader: Editor | null): void {
  const { observed } = useObserving();
  const person = observed?.id ?? null;
  useEffect(() => {
    if (session === null || reader === null || person === null) return;
    const { doc, awareness } = session;
    let frame: number | null = null;
    let settled = (): void => {};
    const place = (): number | null => {
      if (reader.isDestroyed) return null;
      const position = caretOf(doc, awareness, person);
      if (position === null || position > reader.state.doc.content.size) return null;
      return reader.view.coordsAtPos(position).top - reader.view.dom.getBoundingClientRect().top;
    };
    const follow = (): void => {
      frame = null;
      settled();
      if (!reader.isDestroyed) settled = keepInSight(reader.view.dom, place);
    };
    // What they typed is drawn a frame after it came.
    const moved = (): void => {
      frame ??= requestAnimationFrame(() => {
        frame = requestAnimationFrame(follow);
      });
    };
    awareness.on('change', moved);
    doc.on('update', moved);
    moved();
    return () => {
      if (frame !== null) cancelAnimationFrame(frame);
      settled();
      awareness.off('change', moved);
      doc.off('update', moved);
    };
  }, [session, reader, person]);
}

/** Where the caret of a person stands in the text, as ProseMirror counts; null when they have none here. */
function caretOf(doc: Y.Doc, awareness: Awareness, person: string): number | null {
  for (const state of awareness.getStates().values()) {
    const parsed = caretSchema.safeParse(state);
    if (userOf(state)?.id !== person || !parsed.success) continue;
    const place = Y.createAbsolutePositionFromRelativePosition(
      Y.createRelativePositionFromJSON(parsed.data.cursor.head),
      doc,
      false,
    );
    const position = place === null ? null : positionIn(flatten(doc), place.type, place.index);
    if (position !== null) return position;
  }
  return null;
}
