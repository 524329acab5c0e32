import type { Content } from '@ruam/shared/document/content.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { useEffect, useState } from 'react';
import type { DocumentSession } from '../sync/documentSession.ts';
import { countText, type TextCounts } from './counts.ts';

/** Counting waits until the typing has paused this long. */
const countAfterMs = 500;

/** A replica's content, followed once a frame; null while `isOn` is false. */
export function useReplicaContent(session: DocumentSession | null, isOn: boolean): Content | null {
  const [content, setContent] = useState<Content | null>(null);
  useEffect(() => {
    if (session === null || !isOn) return;
    let frame: number | null = null;
    const read = (): void => {
      frame = null;
      setContent(readContent(session.doc));
    };
    const changed = (): void => {
      frame ??= requestAnimationFrame(read);
    };
    read();
    session.doc.on('update', changed);
    return () => {
      if (frame !== null) cancelAnimationFrame(frame);
      session.doc.off('update', changed);
      setContent(null);
    };
  }, [session, isOn]);
  return content;
}

/** Reports a replica's counts, off the typing path. */
export function useCounts(session: DocumentSession | null, isOn: boolean, report: (counts: TextCounts) => void): void {
  useEffect(() => {
    if (session === null || !isOn) return;
    const count = (): void => report(countText(contentAsText(readContent(session.doc))));
    let timer = setTimeout(count, 0);
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(count, countAfterMs);
    };
    session.doc.on('update', changed);
    return () => {
      clearTimeout(timer);
      session.doc.off('update', changed);
    };
  }, [session, isOn, report]);
}
