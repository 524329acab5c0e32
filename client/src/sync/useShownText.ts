import { type IdentifiedBlock, identifiedParagraphs } from '@ruam/shared/document/blockIds.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { useEffect, useState } from 'react';
import type { SessionPerson } from './documentSession.ts';
import { useDocument } from './useDocument.ts';

/** A text as this browser holds it, live and without the net, too. */
export interface ShownText {
  readonly document: string;
  readonly content: Content;
  /** The numbered paragraphs; the first is ¶1. */
  readonly paragraphs: readonly IdentifiedBlock[];
}

/** Follows a document to read it: opening it writes nothing (S10). Null until all that the server has of it is here. */
export function useShownText(document: string, person: SessionPerson, generation: number): ShownText | null {
  const { session, view } = useDocument(document, person, generation);
  const [text, setText] = useState<ShownText | null>(null);
  useEffect(() => {
    if (session === null) return;
    let frame: number | null = null;
    const read = (): void => {
      frame = null;
      setText({ document, content: readContent(session.doc), paragraphs: identifiedParagraphs(session.doc) });
    };
    const changed = (): void => {
      frame ??= requestAnimationFrame(read);
    };
    read();
    session.doc.on('update', changed);
    return () => {
      if (frame !== null) cancelAnimationFrame(frame);
      session.doc.off('update', changed);
      setText(null);
    };
  }, [session, document]);
  return text?.document === document && view.hasSynced ? text : null;
}
