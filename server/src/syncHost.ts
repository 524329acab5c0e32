import type { IncomingMessage } from 'node:http';
import { mayReadCycle, mayWriteDocument } from '@ruam/shared/policy/policy.ts';
import { mayBeShown } from '@ruam/shared/policy/projector.ts';
import type { Sessions } from './auth/sessions.ts';
import type { Database } from './database/database.ts';
import { documentFacts } from './document/readDocument.ts';
import { loadPerson } from './people/actor.ts';
import { upgradesAsProjector } from './projectors/asProjector.ts';
import { findPrincipal, findProjector, isPrincipalId, principalIdOf } from './projectors/identity.ts';
import type { SyncHost, SyncPerson } from './sync/host.ts';

/** What the sync server asks: who sends an upgrade, and what they may do with a document. */
export function syncHost(database: Database, sessions: Sessions, now: () => number): SyncHost {
  return {
    authenticate: (request) =>
      upgradesAsProjector(request) ? projectorOf(database, request, now()) : personOf(database, sessions, request),
    async access({ id }, documentId) {
      const facts = await documentFacts(database, documentId);
      if (!facts) return null;
      if (isPrincipalId(id)) {
        const projector = await findPrincipal(database, id, now());
        return projector?.cycle === facts.cycle && mayBeShown(facts) ? { read: true, write: false } : null;
      }
      const person = await loadPerson(database, id);
      // Who may not read it does not learn that it exists.
      if (!person || !mayReadCycle(person, facts.cycle)) return null;
      // A lock is the document's own matter: the gate asks for it with every append.
      return { read: true, write: mayWriteDocument(person, { ...facts, state: 'open' }) };
    },
  };
}

async function personOf(database: Database, sessions: Sessions, request: IncomingMessage): Promise<SyncPerson | null> {
  const session = await sessions.read(request.headers.cookie);
  const person = session ? await loadPerson(database, session.personId) : null;
  if (!session || !person || person.mustSetUpSecondFactor) return null;
  const { id, name } = person;
  return { id, name, sessionId: session.sessionId, sessionExpiresAt: session.expiresAt.getTime() };
}

/** A projector reads, and nobody sees it (docs/stage.md G7). */
async function projectorOf(database: Database, request: IncomingMessage, at: number): Promise<SyncPerson | null> {
  const projector = await findProjector(database, request.headers.cookie, at);
  if (projector === null) return null;
  const id = principalIdOf(projector.id);
  return { id, name: '', sessionId: id, sessionExpiresAt: projector.expiresAt, isOnlooker: true };
}
