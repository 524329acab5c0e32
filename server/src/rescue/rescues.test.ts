import { rescueSchema } from '@ruam/shared/api/api.ts';
import { documentRoot } from '@ruam/shared/document/schema.ts';
import { readRefusal } from '@ruam/shared/sync/rescue.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';
import { RawPeer, until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('rescues on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let documentId: string;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd, { LIMIT_FRAME_BYTES: '2000' });
    world = await makeWorld(server.database);
    const row = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .where('item', '=', '3.3')
      .where('level', '=', 'basic')
      .executeTakeFirstOrThrow();
    documentId = row.id;
  });

  const listOf = async (login: string, path: string) =>
    z.array(rescueSchema).parse((await (await visitAs(server, login)).get(path)).body);

  async function join(login: string, id: string): Promise<RawPeer> {
    const { cookie } = await visitAs(server, login);
    const url = `${server.url.replace('http:', 'ws:')}/sync/${id}`;
    const peer = new RawPeer(new WebSocket(url, { headers: { cookie } }));
    peer.answers = true;
    onTestFinished(() => peer.ws.terminate());
    return peer.joined();
  }

  /** The update that adds a paragraph. */
  function paragraph(text: string, doc = new Y.Doc()): Uint8Array<ArrayBuffer> {
    const before = Y.encodeStateVector(doc);
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText(text)]);
    doc.getXmlFragment(documentRoot).push([element]);
    return new Uint8Array(Y.encodeStateAsUpdate(doc, before));
  }

  it('S5 who may read but not write: the edit is a rescue, told in the chain, read by those it concerns', async () => {
    const peer = await join('observer', documentId);
    peer.sendUpdate(paragraph('ข้อความของผู้สังเกตการณ์', peer.doc));
    expect(await peer.closedWith()).toBe(4423);
    const { rescueId } = readRefusal(peer.closed?.reason ?? '') ?? {};
    const [rescue] = await listOf('observer', `/api/documents/${documentId}/rescues`);
    expect(rescue).toMatchObject({
      id: rescueId,
      document: documentId,
      person: world.personIds.observer,
      personName: 'ชื่อ observer',
      reason: 'noRight',
      text: 'ข้อความของผู้สังเกตการณ์',
      added: ['ข้อความของผู้สังเกตการณ์'],
      item: '3.3',
      kind: 'evidence',
      level: 'basic',
    });
    for (const login of ['secretariat', 'cat3-chair', 'cat3-secretary'])
      expect((await listOf(login, '/api/rescues')).map(({ id }) => id)).toEqual([rescueId]);
    for (const login of ['cat3-member', 'cat4-chair', 'advisor', 'steering-chair', 'admin', 'foreigner', 'seatless'])
      expect(await listOf(login, '/api/rescues')).toEqual([]);
    await until(async () => {
      const { body } = await (await visitAs(server, 'observer')).get(`/api/audit?cycle=${world.cycle}`);
      return z
        .array(z.object({ type: z.string() }))
        .parse(body)
        .some(({ type }) => type === 'rescue.kept');
    }, 'it is in the chain');
  });

  it('S5 a client keeps its own difference: 201, then 200, and 200 without a rescue for what the document has', async () => {
    const chair = await visitAs(server, 'cat3-chair');
    const body = paragraph('เก็บไว้ก่อน');
    const send = (bytes: Uint8Array<ArrayBuffer>, id = documentId) =>
      chair.ask('POST', `/api/documents/${id}/rescues`, {
        body: bytes,
        headers: { 'content-type': 'application/octet-stream' },
      });
    const first = await send(body);
    expect([first.status, first.body]).toEqual([201, { id: expect.any(String) }]);
    const second = await send(body);
    expect([second.status, second.body]).toEqual([200, first.body]);
    const peer = await join('cat3-chair', documentId);
    const state = new Uint8Array(Y.encodeStateAsUpdate(peer.doc));
    const known = await send(state.length < 2000 ? state : Uint8Array.of(0, 0));
    expect([known.status, known.body]).toEqual([200, { id: null }]);
    const own = await listOf('cat3-chair', `/api/documents/${documentId}/rescues`);
    expect(own.find(({ person }) => person === world.personIds['cat3-chair'])).toMatchObject({
      text: 'เก็บไว้ก่อน',
      reason: 'sent',
    });
    expect(refusal(await send(Uint8Array.of(1, 2, 3)))).toBe('422 invalid');
    expect(refusal(await send(new Uint8Array(3000)))).toBe('413 tooLarge');
    expect(refusal(await send(body, 'unknown'))).toBe('404 notFound');
    const foreigner = await visitAs(server, 'foreigner');
    expect(refusal(await foreigner.ask('POST', `/api/documents/${documentId}/rescues`, { body }))).toBe('404 notFound');
    expect(refusal(await foreigner.get(`/api/documents/${documentId}/rescues`))).toBe('404 notFound');
  });

  describe('putting away', () => {
    /** The observer's own rescue, which the first test has made. */
    async function observers(): Promise<string> {
      const [rescue] = await listOf('observer', `/api/documents/${documentId}/rescues`);
      if (!rescue) throw new Error('the observer has no rescue');
      return rescue.id;
    }
    const discard = async (login: string, id: string, query = '?confirm=true') =>
      (await visitAs(server, login)).ask('DELETE', `/api/rescues/${id}${query}`);
    const restore = async (login: string, id: string) =>
      (await visitAs(server, login)).ask('PUT', `/api/rescues/${id}`, { json: { discarded: false } });
    const idsOf = async (login: string, query = '') =>
      (await listOf(login, `/api/rescues${query}`)).map(({ id }) => id);
    const entries = async (type: string): Promise<number> => {
      const { body } = await (await visitAs(server, 'observer')).get(`/api/audit?cycle=${world.cycle}`);
      return z
        .array(z.object({ type: z.string() }))
        .parse(body)
        .filter((entry) => entry.type === type).length;
    };

    it('by its author or the secretariat, with a second word; it is kept and brought back', async () => {
      const id = await observers();
      expect(refusal(await discard('observer', id, ''))).toBe('422 invalid');
      expect(refusal(await discard('observer', id, '?confirm=no'))).toBe('422 invalid');
      for (const login of ['cat3-chair', 'cat3-secretary']) {
        expect(refusal(await discard(login, id))).toBe('403 forbidden');
        expect(refusal(await restore(login, id))).toBe('403 forbidden');
      }
      for (const login of ['cat3-member', 'cat4-chair', 'advisor', 'admin', 'foreigner', 'seatless']) {
        expect(refusal(await discard(login, id))).toBe('404 notFound');
        expect(refusal(await restore(login, id))).toBe('404 notFound');
      }
      expect(refusal(await discard('secretariat', 'unknown'))).toBe('404 notFound');
      expect(await idsOf('observer')).toContain(id);

      const both = await Promise.all([discard('observer', id), discard('secretariat', id)]);
      expect(both.map(({ status, body }) => [status, body])).toEqual([
        [200, { id, discarded: true }],
        [200, { id, discarded: true }],
      ]);
      expect(await entries('rescue.discarded')).toBe(1);
      expect(await idsOf('observer')).not.toContain(id);
      expect(await idsOf('observer', '?discarded=true')).toEqual([id]);
      const [away] = await listOf('secretariat', '/api/rescues?discarded=true');
      expect(away).toMatchObject({ id, text: 'ข้อความของผู้สังเกตการณ์', discarded: { at: expect.any(Number) } });
      expect(await idsOf('cat4-chair', '?discarded=true')).toEqual([]);

      for (const login of ['secretariat', 'observer']) expect((await restore(login, id)).status).toBe(200);
      expect(await entries('rescue.restored')).toBe(1);
      expect(await idsOf('observer')).toContain(id);
      expect(await idsOf('observer', '?discarded=true')).toEqual([]);
    });

    it('S5 the same words sent again are not swallowed by one that was put away: it is shown again', async () => {
      const chair = await visitAs(server, 'cat3-chair');
      const body = paragraph('ทิ้งแล้วส่งอีก');
      const send = () =>
        chair.ask('POST', `/api/documents/${documentId}/rescues`, {
          body,
          headers: { 'content-type': 'application/octet-stream' },
        });
      const { id } = z.object({ id: z.string() }).parse((await send()).body);
      expect((await discard('cat3-chair', id)).status).toBe(200);
      expect(await idsOf('cat3-chair')).not.toContain(id);
      const before = await entries('rescue.restored');
      const again = await send();
      expect([again.status, again.body]).toEqual([200, { id }]);
      expect(await idsOf('cat3-chair')).toContain(id);
      expect(await idsOf('cat3-chair', '?discarded=true')).toEqual([]);
      await until(async () => (await entries('rescue.restored')) === before + 1, 'it is told');
      expect((await send()).status).toBe(200);
    });
  });

  it('S5 rescues outlive a restart of the server', async () => {
    const before = await listOf('secretariat', '/api/rescues');
    await server.stop();
    server = await startTestServer(server.location, atEnd);
    expect(await listOf('secretariat', '/api/rescues')).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });
});
