import { mayReadCycle, mayWriteDocument } from '@ruam/shared/policy/policy.ts';
import type { Sessions } from './auth/sessions.ts';
import type { Database } from './database/database.ts';
import { documentFacts } from './document/readDocument.ts';
import { loadPerson } from './people/actor.ts';
import type { SyncHost } from './sync/host.ts';

/** What the sync server asks: who sends an upgrade, and what they may do with a document. */
export function syncHost(database: Database, sessions: Sessions): SyncHost {
  return {
    async authenticate(request) {
      const session = await sessions.read(request.headers.cookie);
      const person = session ? await loadPerson(database, session.personId) : null;
      if (!session || !person || person.mustSetUpSecondFactor) return null;
      const { id, name } = person;
      return { id, name, sessionId: session.sessionId, sessionExpiresAt: session.expiresAt.getTime() };
    },
    async access({ id }, documentId) {
      const [facts, person] = await Promise.all([documentFacts(database, documentId), loadPerson(database, id)]);
      // Who may not read it does not learn that it exists.
      if (!facts || !person || !mayReadCycle(person, facts.cycle)) return null;
      // A lock is the document's own matter: the gate asks for it with every append.
      return { read: true, write: mayWriteDocument(person, { ...facts, state: 'open' }) };
    },
  };
}
