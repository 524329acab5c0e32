import { request } from 'node:http';
import { documentRoot } from '@ruam/shared/document/schema.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { recordKinds } from '@ruam/shared/sync/line.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { atEndOfSuite } from '../../testing/cleanUp.ts';
import { testStores } from '../../testing/databases.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs, visitor } from '../../testing/server.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { RawPeer, until, updateOf } from '../testBed.ts';
import { openLine, type TestLine } from './lineBed.ts';

describe.each(testStores)('S15 sockets over HTTP on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let chair: Visitor;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    chair = await visitAs(server, 'cat3-chair');
  });

  const documentOf = async (item: string): Promise<string> => {
    const row = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .where('item', '=', item)
      .where('level', '=', 'basic')
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const textOf = async (id: string): Promise<string> =>
    (await chair.get(`/api/documents/${id}/content?format=text`)).text;
  const open = async (who: Visitor, isRead = true): Promise<TestLine> => {
    const line = await openLine(server.url, who, isRead);
    onTestFinished(async () => {
      line.cut();
      await who.ask('DELETE', `/api/line/${line.id}`);
    });
    return line;
  };
  /** The update that adds a paragraph. */
  const paragraph = (doc: Y.Doc, text: string): Uint8Array =>
    updateOf(doc, () => {
      const element = new Y.XmlElement('paragraph');
      element.insert(0, [new Y.XmlText(text)]);
      doc.getXmlFragment(documentRoot).push([element]);
    });

  it('an edit is acknowledged after its commit, and reaches who has a WebSocket; theirs comes back', async () => {
    const id = await documentOf('3.1');
    const line = await open(chair);
    const channel = await (await line.open(1, `/sync/${id}?generation=1`)).joined();
    const { cookie } = await visitAs(server, 'cat3-member');
    const peer = new RawPeer(
      new WebSocket(`${server.url.replace('http:', 'ws:')}/sync/${id}`, { headers: { cookie } }),
    );
    onTestFinished(() => peer.ws.terminate());
    await peer.joined();
    await line.say(channel.update(paragraph(channel.doc, 'พิมพ์ผ่าน HTTP')));
    await channel.acked(1);
    expect(await textOf(id)).toContain('พิมพ์ผ่าน HTTP');
    await until(() => peer.doc.getXmlFragment(documentRoot).toString().includes('พิมพ์ผ่าน HTTP'), 'the peer sees it');
    peer.sendUpdate(paragraph(peer.doc, 'พิมพ์ผ่าน WebSocket'));
    await until(() => channel.doc.getXmlFragment(documentRoot).toString().includes('พิมพ์ผ่าน WebSocket'), 'the other');
  });

  it('bodies that come twice, late or in another order count once and in theirs', async () => {
    const id = await documentOf('3.2');
    const line = await open(chair);
    const channel = await (await line.open(1, `/sync/${id}`)).joined();
    const updates = ['ก', 'ข', 'ค', 'ง'].map((text) => channel.update(paragraph(channel.doc, text)));
    const [a, b, c, d] = updates;
    if (!a || !b || !c || !d) throw new Error('four');
    // 1 opened the socket, 2 asked for the state.
    const posts = [line.post(5, [c]), line.post(4, [b]), line.post(6, [d]), line.post(4, [b])];
    expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    for (const number of [1, 3, 3, 4, 5]) expect((await line.post(number, [a])).status).toBe(204);
    await line.post(7, [channel.record([100, 9])]);
    await until(() => channel.frames.some(([type, n]) => type === 100 && n === 9), 'the ack');
    expect((await textOf(id)).replaceAll(/\s/g, '')).toMatch(/กขคง$/);
    expect(refusal(await line.post(40, [a]))).toBe('422 invalid');
  });

  it('a stream that is cut goes on where it was, and an answer that is no stream says the same', async () => {
    const id = await documentOf('3.1');
    const line = await open(chair);
    const channel = await (await line.open(1, `/sync/${id}`)).joined();
    line.cut();
    await until(() => line.ended !== null, 'the stream is cut');
    await line.say(channel.record([100, 1]));
    await line.poll();
    while (!channel.frames.some(([type]) => type === 100)) await line.poll();
    await line.say(channel.record([100, 2]));
    line.read();
    await until(() => channel.frames.some(([type, n]) => type === 100 && n === 2), 'the second ack');
    expect(channel.closed).toBeNull();
    // What was said to be heard is gone: such a line is lost, and nobody is told half of it.
    expect(refusal(await line.who.get(`/api/line/${line.id}/events?after=0&once=true`))).toBe('404 notFound');
    expect(refusal(await line.who.get(`/api/line/${line.id}/events?after=9999&once=true`))).toBe('404 notFound');
  });

  it('S5 a lock: the refused edit is a rescue, then 4423; the document is unchanged', async () => {
    const id = await documentOf('3.3');
    const line = await open(chair);
    const channel = await (await line.open(1, `/sync/${id}`)).joined();
    channel.answers = true;
    await chair.ask('PUT', `/api/cycles/${world.cycle}/items/3.3/claim`, { json: { level: 'basic' } });
    const decider = await visitAs(server, 'steering-chair');
    const json = { level: 'basic', resolution: 'อนุมัติ' };
    const approval = await decider.ask('POST', `/api/cycles/${world.cycle}/items/3.3/approval`, { json });
    expect(approval.status).toBe(201);
    const before = await textOf(id);
    await line.say(channel.update(paragraph(channel.doc, 'ไม่ทันการล็อก')));
    expect(await channel.closedWith()).toBe(closeCodes.refused);
    expect(channel.closed?.reason).toMatch(/^locked rescue=/);
    expect(await textOf(id)).toBe(before);
    expect((await chair.get(`/api/documents/${id}/rescues`)).text).toContain('ไม่ทันการล็อก');
  });

  it('S6 others see the person of the session at the caret, and see them leave when the tab has gone', async () => {
    const id = await documentOf('3.1');
    const { cookie } = await visitAs(server, 'cat3-member');
    const peer = new RawPeer(
      new WebSocket(`${server.url.replace('http:', 'ws:')}/sync/${id}`, { headers: { cookie } }),
    );
    onTestFinished(() => peer.ws.terminate());
    await peer.joined();
    const line = await open(chair);
    const channel = await (await line.open(1, `/sync/${id}`)).joined();
    const state = Buffer.from(JSON.stringify({ user: { id: 'somebody', name: 'คนอื่น' } }));
    const entry = [1, 5, 1, state.length, ...state];
    await channel.send([1, entry.length, ...entry]);
    await until(() => peer.awareness.length > 0, 'the awareness');
    expect(peer.awareness[0]?.state?.user).toMatchObject({ id: world.personIds['cat3-chair'] });
    await chair.ask('DELETE', `/api/line/${line.id}`);
    await until(() => peer.awareness.at(-1)?.state === null, 'the leaving');
  });

  it('the live channel comes over it, too', async () => {
    const line = await open(chair);
    const live = await line.open(3, `/live/${world.cycle}`);
    await live.say(JSON.stringify({ last: 999_999 }));
    // What was decided before may be told in between.
    const types = () => live.texts.map((text) => (JSON.parse(text) as { type: string }).type);
    await until(() => types().includes('reload'), 'the answer');
  });

  it.each(['foreigner', 'seatless'])(
    '%s is let into no socket of the cycle: 4404, and hears nothing',
    async (login) => {
      const line = await open(await visitAs(server, login));
      const id = await documentOf('3.1');
      const channels = await Promise.all([line.open(1, `/sync/${id}`)]);
      channels.push(await line.open(2, `/live/${world.cycle}`));
      for (const channel of channels) {
        expect(await channel.closedWith()).toBe(closeCodes.notFound);
        expect(channel.frames).toEqual([]);
      }
    },
  );

  it('only sockets of ours: any other address is 4404', async () => {
    const line = await open(chair);
    const paths = ['/api/session', '/sync/', '/sync/a/b', 'http://evil.test/sync/a', `/sync/${'x'.repeat(3_000)}`];
    for (const [index, path] of paths.entries()) {
      expect(await (await line.open(index, path)).closedWith()).toBe(closeCodes.notFound);
    }
  });

  it('nobody: 401; another origin: 403; the line of another session, also the same person’s: 404', async () => {
    const line = await open(chair);
    const paths = [
      ['GET', `/api/line/${line.id}/events`],
      ['POST', `/api/line/${line.id}/frames?number=1`],
      ['DELETE', `/api/line/${line.id}`],
    ] as const;
    for (const other of [await visitAs(server, 'cat3-chair'), await visitAs(server, 'foreigner')]) {
      for (const [method, path] of paths) expect(refusal(await other.ask(method, path))).toBe('404 notFound');
    }
    for (const [method, path] of [['POST', '/api/line'] as const, ...paths]) {
      expect(refusal(await visitor(server).ask(method, path))).toBe('401 notSignedIn');
      if (method === 'GET') continue;
      const foreign = await chair.ask(method, path, { headers: { origin: 'http://evil.test' } });
      expect(refusal(foreign)).toBe('403 badOrigin');
    }
    expect(line.ended).toBeNull();
  });

  it('4401 signing out ends the sockets of that session, and its line is there no more', async () => {
    const own = await visitAs(server, 'cat3-member');
    const line = await openLine(server.url, own);
    const channel = await (await line.open(1, `/sync/${await documentOf('3.1')}`)).joined();
    await own.ask('DELETE', '/api/session');
    expect(await channel.closedWith()).toBe(closeCodes.signedOut);
    expect(refusal(await line.post(9, []))).toBe('401 notSignedIn');
    line.cut();
  });

  it('S9 what is no sequence of records ends its own line only', async () => {
    const [line, other] = [await openLine(server.url, chair), await open(chair)];
    const channel = await (await other.open(1, `/sync/${await documentOf('3.1')}`)).joined();
    expect(refusal(await line.post(1, Uint8Array.of(9, 9)))).toBe('422 invalid');
    await until(() => line.ended === 200, 'its stream ends');
    await channel.acked(1);
  });

  it('a body that is too large is 413, one that never ends holds up nothing', async () => {
    const line = await open(chair);
    expect(refusal(await line.post(1, new Uint8Array(18 * 1024 * 1024)))).toBe('413 tooLarge');
    const half = request(`${server.url}/api/line/${line.id}/frames?number=1`, {
      method: 'POST',
      headers: { cookie: chair.cookie, origin: 'http://ruam.test', 'content-length': 1_000 },
    });
    half.on('error', () => undefined);
    half.write('half');
    onTestFinished(() => void half.destroy());
    await (await line.open(1, `/sync/${await documentOf('3.1')}`)).joined();
  });

  it('halves of large bodies take as much memory as two, of one person; others are heard', async () => {
    const member = await visitAs(server, 'cat3-member');
    const line = await open(member);
    const answers: (number | undefined)[] = [];
    const halves = [1, 2, 3].map((number) => {
      const half = request(`${server.url}/api/line/${line.id}/frames?number=${number}`, {
        method: 'POST',
        headers: { cookie: member.cookie, origin: 'http://ruam.test', 'content-length': 17 * 1024 * 1024 },
      });
      half.on('error', () => undefined);
      half.on('response', ({ statusCode }) => answers.push(statusCode));
      half.write('half');
      onTestFinished(() => void half.destroy());
      return half;
    });
    await until(() => answers.length > 0, 'one is refused');
    const other = await open(chair);
    await (await other.open(1, `/sync/${await documentOf('3.1')}`)).joined();
    expect(answers).toEqual([503]);
    for (const half of halves) half.destroy();
    const posted = async (): Promise<string> => refusal(await line.post(9, new Uint8Array(16 * 1024 * 1024)));
    await until(async () => (await posted()) === '422 invalid', 'there is room again');
  });

  it('more sockets than a tab needs are refused: 4529', async () => {
    const line = await open(chair);
    for (let channel = 0; channel < 16; channel++) await line.open(channel, `/live/${world.cycle}`);
    expect(await (await line.open(16, `/live/${world.cycle}`)).closedWith()).toBe(closeCodes.tooMany);
    await line.say({ kind: recordKinds.close, channel: 0, payload: new Uint8Array() });
    await until(() => line.channels.get(0)?.closed !== null, 'one is closed');
    await line.open(0, `/live/${world.cycle}`);
  });

  it('more lines than a person has tabs: the ones nobody reads go first, then it is 503', async () => {
    const member = await visitAs(server, 'cat4-chair');
    const unread = await openLine(server.url, member, false);
    const lines: TestLine[] = [];
    for (let n = 0; n < 16; n++) {
      const line = await open(member);
      lines.push(line);
      await (await line.open(1, `/live/${world.cycle}`)).say('{"last":99999}');
      await until(() => (line.channels.get(1)?.texts.length ?? 0) > 0, 'it is read');
    }
    expect(refusal(await member.get(`/api/line/${unread.id}/events`))).toBe('404 notFound');
    expect(refusal(await member.ask('POST', '/api/line'))).toBe('503 unavailable');
  }, 20_000);

  it('S12 the end of the server says so: 4503, and the stream ends', async () => {
    const ending = await startTestServer(await locate(onTestFinished), onTestFinished);
    const { cycle } = await makeWorld(ending.database);
    const line = await openLine(ending.url, await visitAs(ending, 'cat3-chair'));
    const row = await ending.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .executeTakeFirstOrThrow();
    const channel = await (await line.open(1, `/sync/${row.id}`)).joined();
    await ending.stop();
    expect(await channel.closedWith()).toBe(closeCodes.restarting);
    await until(() => line.ended === 200, 'its stream ends');
  });
});
