import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DocumentSession, SessionPerson, SessionView } from './documentSession.ts';
import { documentSessionsOf } from './documentSessions.ts';
import { type PacedView, pacedView } from './pacedView.ts';

/** A document as a screen holds it; `session` is null for the first moment. */
export interface OpenDocument {
  readonly session: DocumentSession | null;
  readonly view: SessionView;
  /** The view outside of drawing, at the same pace. */
  readonly paced: PacedView;
}

const opening: SessionView = { status: { name: 'connecting' }, lock: null, hasSynced: false, people: [] };
const unopened: PacedView = { subscribe: () => () => {}, read: () => opening };

/** Opens a document's replica for as long as the component lives, and follows its state. */
export function useDocument(documentId: string, person: SessionPerson): OpenDocument {
  const { id, name } = person;
  const [open, setOpen] = useState<{ session: DocumentSession; paced: PacedView } | null>(null);
  useEffect(() => {
    const sessions = documentSessionsOf(window);
    const session = sessions.acquire(documentId, { id, name });
    setOpen({ session, paced: pacedView(session) });
    return () => {
      setOpen(null);
      sessions.release(session);
    };
  }, [documentId, id, name]);
  const paced = open?.paced ?? unopened;
  const view = useSyncExternalStore(paced.subscribe, paced.read);
  return { session: open?.session ?? null, view, paced };
}
