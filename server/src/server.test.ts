import { once } from 'node:events';
import { documentSchema } from '@ruam/shared/api/api.ts';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { z } from 'zod';
import { atEndOfSuite } from './testing/cleanUp.ts';
import { testStores } from './testing/databases.ts';
import { startTestServer, type TestServer, testOrigin, type Visitor, visitAs } from './testing/server.ts';
import { makeWorld, type World } from './testing/world.ts';

/** What the features are wired to: editing beside sign-in, rights, content and the live channel. */
describe.each(testStores)('editing in the whole server, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
  });

  async function idOf(item: string | null, kind: string): Promise<string> {
    const answer = await (await visitAs(server, 'observer')).get(`/api/cycles/${world.cycle}/documents`);
    const documents = z.array(documentSchema).parse(answer.body);
    const found = documents.find((each) => each.item === item && each.kind === kind);
    if (!found) throw new Error(`there is no ${kind} of ${item}`);
    return found.id;
  }

  const socketUrl = () => server.url.replace('http:', 'ws:');

  /** Opens an address with the visitor's cookie; the code it is closed with, or the HTTP status of a refusal. */
  function open(path: string, headers: Record<string, string>) {
    const socket = new WebSocket(`${socketUrl()}${path}`, { headers });
    onTestFinished(() => socket.terminate());
    const ended = new Promise<number>((resolve) => {
      socket.on('close', resolve);
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
    });
    return { socket, ended };
  }

  /** The stock client, signed in. */
  function editor(id: string, { cookie }: Visitor) {
    class SignedInSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie, origin: testOrigin } });
      }
    }
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`${socketUrl()}/sync`, id, doc, {
      WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    onTestFinished(() => provider.destroy());
    return { doc, provider };
  }

  function write(doc: Y.Doc, words: string): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment('default').push([paragraph]);
  }

  it('what a member types is the committed content, in the cycle’s live channel, and newer in the lists', async () => {
    const [member, observer] = [await visitAs(server, 'cat3-member'), await visitAs(server, 'observer')];
    const id = await idOf('3.1', 'evidence');
    const live = open(`/live/${world.cycle}?last=99999`, { cookie: observer.cookie });
    const frames: { type: string; document?: string }[] = [];
    live.socket.on('message', (text) => frames.push(JSON.parse(String(text))));
    await vi.waitUntil(() => frames.some(({ type }) => type === 'reload'));
    const before = documentSchema.parse((await observer.get(`/api/documents/${id}`)).body).updatedAt;
    const { doc, provider } = editor(id, member);
    await vi.waitUntil(() => provider.synced);
    write(doc, 'พิมพ์สด');
    await vi.waitUntil(async () =>
      (await observer.get(`/api/documents/${id}/content?format=text`)).text.includes('พิมพ์สด'),
    );
    await vi.waitUntil(() => frames.some(({ type, document }) => type === 'document.edited' && document === id));
    const after = documentSchema.parse((await observer.get(`/api/documents/${id}`)).body);
    expect(after.updatedAt).toBeGreaterThan(before);
  });

  it('the text that the import wrote is what an editor opens, and opening it changes nothing', async () => {
    const id = await idOf('4.2', 'recommendations');
    const { doc, provider } = editor(id, await visitAs(server, 'cat4-chair'));
    await vi.waitUntil(() => provider.synced);
    expect(doc.getXmlFragment('default').toString()).toContain('ควรทบทวนแผนปฏิบัติการ');
    const row = await server.database
      .selectFrom('document')
      .select(['lastSequence', 'updatedAt', 'createdAt'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ lastSequence: 1, updatedAt: row.createdAt, createdAt: row.createdAt });
  });

  it('the door: no session 4401, a stranger and an unknown document 4404, a foreign page 403', async () => {
    const id = await idOf('3.1', 'evidence');
    const [observer, foreigner] = [await visitAs(server, 'observer'), await visitAs(server, 'foreigner')];
    expect(await open(`/sync/${id}`, {}).ended).toBe(4401);
    expect(await open(`/sync/${id}`, { cookie: foreigner.cookie }).ended).toBe(4404);
    expect(await open('/sync/unknown', { cookie: observer.cookie }).ended).toBe(4404);
    expect(await open(`/sync/${id}`, { cookie: observer.cookie, origin: 'http://evil.test' }).ended).toBe(403);
    for (const path of ['/sync/', '/sync', '/sync/%zz', '/sync/a/b'])
      expect([404, 4404]).toContain(await open(path, { cookie: observer.cookie }).ended);
  });

  it('signing out ends editing on that session, and only that', async () => {
    const id = await idOf('3.1', 'evidence');
    const [one, other] = [await visitAs(server, 'cat3-chair'), await visitAs(server, 'cat3-chair')];
    const [ends, stays] = [one, other].map(({ cookie }) => open(`/sync/${id}`, { cookie }));
    if (!ends || !stays) throw new Error('two were opened');
    await Promise.all([ends, stays].map(({ socket }) => once(socket, 'message')));
    await one.ask('DELETE', '/api/session');
    expect(await ends.ended).toBe(4401);
    expect(stays.socket.readyState).toBe(WebSocket.OPEN);
  });
});
