import { type AuditEntry, auditEntrySchema } from '@ruam/shared/api/api.ts';
import { type Anchor, type ThreadAnswer, threadSchema } from '@ruam/shared/api/threads.ts';
import { anchorOf } from '@ruam/shared/threads/anchors.ts';
import { flatten, plainText } from '@ruam/shared/threads/flatDocument.ts';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import { RawPeer } from '../sync/testBed.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { type Answer, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

/** A server with a cycle whose people comment. */
export interface ThreadBed {
  readonly server: TestServer;
  readonly world: World;
  ask(login: string, method: string, path: string, json?: unknown): Promise<Answer>;
  /** The document of item 3.3 of a kind or level. */
  documentId(levelOrKind: string): Promise<string>;
  /** A live editor of a document. */
  join(login: string, documentId: string): Promise<RawPeer>;
  open(login: string, documentId: string, request: Readonly<Record<string, unknown>>): Promise<Answer>;
  list(login: string, documentId: string): Promise<ThreadAnswer[]>;
  chain(): Promise<AuditEntry[]>;
}

export async function openThreadBed(location: DatabaseLocation, cleanUp: CleanUp): Promise<ThreadBed> {
  const server = await startTestServer(location, cleanUp);
  const world = await makeWorld(server.database);
  const ask: ThreadBed['ask'] = async (login, method, path, json) =>
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
    open: (login, documentId, request) => ask(login, 'POST', `/api/documents/${documentId}/threads`, request),
    list: async (login, documentId) =>
      z.array(threadSchema).parse((await ask(login, 'GET', `/api/documents/${documentId}/threads`)).body),
    chain: async () =>
      z.array(auditEntrySchema).parse((await ask('observer', 'GET', `/api/audit?cycle=${world.cycle}`)).body),
  };
}

/** The anchor of the first place where these words stand. */
export function anchorAt(doc: Y.Doc, words: string): Anchor {
  for (const { text, from } of flatten(doc).runs) {
    const at = plainText(text).indexOf(words);
    const anchor = at < 0 ? null : anchorOf(doc, from + at, from + at + words.length);
    if (anchor !== null) return anchor;
  }
  throw new Error(`"${words}" is not in the text`);
}

/** Adds a paragraph with these words at the end. */
export function addParagraph(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment('default').push([paragraph]);
}
