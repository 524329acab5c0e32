import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { DocumentSession, SessionPerson, SessionView } from './documentSession.ts';
import { documentSessionsOf } from './documentSessions.ts';

/** A document as a screen holds it; `session` is null for the first moment. */
export interface OpenDocument {
  readonly session: DocumentSession | null;
  readonly view: SessionView;
}

const opening: SessionView = { status: { name: 'connecting' }, lock: null, hasSynced: false, people: [] };

/** Opens a document's replica for as long as the component lives, and follows its state. */
export function useDocument(documentId: string, person: SessionPerson): OpenDocument {
  const { id, name } = person;
  const [session, setSession] = useState<DocumentSession | null>(null);
  useEffect(() => {
    const sessions = documentSessionsOf(window);
    const acquired = sessions.acquire(documentId, { id, name });
    setSession(acquired);
    return () => {
      setSession(null);
      sessions.release(acquired);
    };
  }, [documentId, id, name]);
  const subscribe = useCallback(
    (listener: () => void) => (session === null ? () => {} : session.subscribe(listener)),
    [session],
  );
  const view = useSyncExternalStore(subscribe, () => session?.view ?? opening);
  return { session, view };
}
