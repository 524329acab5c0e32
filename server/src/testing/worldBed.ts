import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import { RawPeer } from '../sync/testBed.ts';
import type { CleanUp } from './cleanUp.ts';
import { type Answer, startTestServer, type TestServer, visitAs } from './server.ts';
import { makeWorld, type World } from './world.ts';

/** A server with a cycle whose people do things, over HTTP and in its texts. */
export interface WorldBed {
  readonly server: TestServer;
  readonly world: World;
  ask(login: string, method: string, path: string, json?: unknown): Promise<Answer>;
  /** The document of item 3.3 of a kind or level. */
  documentId(levelOrKind: string): Promise<string>;
  /** A live editor of a document. */
  join(login: string, documentId: string): Promise<RawPeer>;
  /** The audit chain of the cycle. */
  chain(): Promise<AuditEntry[]>;
}

export async function openWorldBed(
  location: DatabaseLocation,
  cleanUp: CleanUp,
  environment: Readonly<Record<string, string>> = {},
): Promise<WorldBed> {
  const server = await startTestServer(location, cleanUp, environment);
  const world = await makeWorld(server.database);
  const ask: WorldBed['ask'] = async (login, method, path, json) =>
    (await visitAs(server, login)).ask(method, path, json === undefined ? {} : { json });
  return {
    server,
    world,
    ask,
    async documentId(levelOrKind) {
      const documents = await server.database
        .selectFrom('document')
        .select(['id', 'kind', 'level'])
        .where('cycleId', '=', world.cycle)
        .where('item', '=', '3.3')
        .execute();
      const found = documents.find(({ kind, level }) => (level ?? kind) === levelOrKind);
      if (found === undefined) throw new Error(`3.3 has no ${levelOrKind}`);
      return found.id;
    },
    async join(login, documentId) {
      const { cookie } = await visitAs(server, login);
      const url = `${server.url.replace('http:', 'ws:')}/sync/${documentId}`;
      const peer = new RawPeer(new WebSocket(url, { headers: { cookie } }));
      peer.answers = true;
      cleanUp(() => peer.ws.terminate());
      return peer.joined();
    },
    chain: async () =>
      z
        .array(auditEntrySchema)
        .parse((await ask('observer', 'GET', `/api/audit?cycle=${world.cycle}&limit=1000`)).body),
  };
}
