import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { DocumentSession, SessionPerson } from './documentSession.ts';
import { type PacedView, pacedView } from './pacedView.ts';
import { openingView, type SessionView } from './sessionView.ts';
import { documentSessionsOf } from './windowSessions.ts';

/** A document as a screen holds it; `session` is null for the first moment, and another one after a retirement. */
export interface OpenDocument {
  readonly session: DocumentSession | null;
  readonly view: SessionView;
  /** The view outside of drawing, at the same pace. */
  readonly paced: PacedView;
}

const unopened: PacedView = { subscribe: () => () => {}, read: () => openingView };

/** Opens a document's replica for as long as the component lives, and follows its state. */
export function useDocument(documentId: string, person: SessionPerson, generation: number): OpenDocument {
  const { id, name } = person;
  const [open, setOpen] = useState<{ session: DocumentSession; paced: PacedView } | null>(null);
  // Only a new replica needs it; one that is open keeps its own (S14).
  const newest = useRef(generation);
  newest.current = generation;
  useEffect(() => {
    const sessions = documentSessionsOf(window);
    let session = sessions.acquire(documentId, { id, name }, newest.current);
    setOpen({ session, paced: pacedView(session) });
    const stop = sessions.subscribe(() => {
      const current = sessions.current(documentId, { id, name });
      if (current === null || current === session) return;
      session = current;
      setOpen({ session, paced: pacedView(session) });
    });
    return () => {
      stop();
      setOpen(null);
      sessions.release(documentId, { id, name });
    };
  }, [documentId, id, name]);
  const paced = open?.paced ?? unopened;
  const view = useSyncExternalStore(paced.subscribe, paced.read);
  return { session: open?.session ?? null, view, paced };
}
