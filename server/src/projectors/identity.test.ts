import { documentRoot } from '@ruam/shared/document/schema.ts';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';
import { type MeetingBed, openMeetingBed } from '../meetings/testBed.ts';
import { joinLive, openMeeting, show } from '../stage/testBed.ts';
import { RawPeer, until, updateOf } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs, visitor } from '../testing/server.ts';
import { beginProjector, pairedProjector } from './testBed.ts';

describe.each(testStores)('what a projector may, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: MeetingBed;
  let path: string;
  let inCycle: string;
  let text: string;
  let draft: string;
  beforeAll(async () => {
    bed = await openMeetingBed(await locate(atEnd), atEnd);
    inCycle = `/api/cycles/${bed.world.cycle}`;
    const advisor = await visitAs(bed.server, 'advisor');
    const json = { item: '3.3', type: 'observation', severity: 'minor' };
    const note = await advisor.ask('POST', `${inCycle}/advice`, { json });
    draft = z.object({ document: z.string() }).parse(note.body).document;
    const documents = bed.server.database.selectFrom('document').select('id').where('cycleId', '=', bed.world.cycle);
    text = (await documents.where('kind', '=', 'evidence').limit(1).executeTakeFirstOrThrow()).id;
    path = await openMeeting(bed);
  });
  const peerOf = (cookie: string, document: string): RawPeer => {
    const address = `${bed.server.url.replace('http:', 'ws:')}/sync/${document}?projector=1`;
    const peer = new RawPeer(new WebSocket(address, { headers: { cookie } }));
    onTestFinished(() => peer.ws.terminate());
    return peer;
  };

  it('G7 it reads what a projector shows', async () => {
    const projector = await pairedProjector(bed, path);
    const meeting = `${inCycle}/meetings${path}`;
    for (const address of [
      ...['items', 'framework', 'scoreboard', 'earlierScore', 'documents', 'snapshots', 'items/3.3/claim'].map(
        (it) => `${inCycle}/${it}`,
      ),
      ...[meeting, `${meeting}/stage`, `${meeting}/votes`, `${meeting}/resolutions`],
      ...['/api/cycles', `/api/documents/${text}`, `/api/documents/${text}/content`],
    ])
      expect([address, (await projector.get(address)).status]).toEqual([address, 200]);
    expect((await projector.get('/api/cycles')).body).toMatchObject([{ id: bed.world.cycle }]);
    const query = await visitor(bed.server, projector.cookie).get(`${inCycle}/items?projector=1`);
    expect(query.status).toBe(200);
  });

  it('G7 of its meeting it gets the agenda, and nobody’s names, hands, notes and papers', async () => {
    const member = await visitAs(bed.server, 'steering-member');
    const words = { kind: 'text', section: 'others', title: 'เรื่องอื่น' };
    await bed.done('secretariat', 'POST', `${path}/agenda`, words);
    await member.ask('POST', `${inCycle}/meetings${path}/notes`, { json: { text: 'ความเห็นของข้าพเจ้า' } });
    await member.ask('PUT', `${inCycle}/meetings${path}/hand`, { json: { raised: true } });
    await show(bed, path, { zoom: 110 });
    const projector = await pairedProjector(bed, path);
    const { body } = await projector.get(`${inCycle}/meetings${path}`);
    expect(body).toMatchObject({ members: [], hands: [], notes: [], papers: [], agenda: [{ title: 'เรื่องอื่น' }] });
    expect((await projector.get(`${inCycle}/meetings${path}/stage`)).body).toMatchObject({
      ...{ console: null, stage: { zoom: 110 } },
    });
  });

  it('G7 nothing else of what can be read, whatever the description lists; and it changes nothing', async () => {
    const projector = await pairedProjector(bed, path);
    const described = await (await visitAs(bed.server, 'observer')).get('/api/openapi.json');
    const paths = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(described.body).paths;
    const shown = [
      ...['items', 'framework', 'scoreboard', 'earlierScore', 'documents', 'snapshots', 'items/{code}/claim'],
      ...[
        'meetings/{meeting}',
        'meetings/{meeting}/stage',
        'meetings/{meeting}/votes',
        'meetings/{meeting}/resolutions',
      ],
    ].map((rest) => `/api/cycles/{cycle}/${rest}`);
    const ofText = ['', '/content', '/versions', '/versions/diff'].map((rest) => `/api/documents/{id}${rest}`);
    const others = ['/api/cycles', ...ofText, '/api/files/{id}/image'];
    const own = [...shown, ...others, '/api/snapshots/{id}/diff', '/api/version', '/api/projector'];
    const open = ['/healthz', '/readyz', '/metrics'];
    const leaks: string[] = [];
    for (const [described, methods] of Object.entries(paths)) {
      if (open.includes(described)) continue;
      const address = described
        .replace('{cycle}', bed.world.cycle)
        .replace('{meeting}', path.slice(1))
        .replace('{code}', '3.3')
        .replace(/\{\w+\}/g, text);
      for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
        if (described === '/api/projector' || (method === 'GET' && own.includes(described))) continue;
        const answer = refusal(await projector.ask(method, address));
        if (answer !== '403 forbidden') leaks.push(`${method} ${described}: ${answer}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  it('G7 nothing of another cycle or meeting, no draft of advice, no file but pictures of texts', async () => {
    const other = await openMeeting(bed, ['publish']);
    const projector = await pairedProjector(bed, other);
    const foreign = bed.server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', bed.world.foreignCycle);
    const { id } = await foreign.limit(1).executeTakeFirstOrThrow();
    for (const address of [
      `${inCycle}/meetings${path}`,
      `${inCycle}/meetings${path}/stage`,
      `${inCycle}/meetings`,
      `/api/cycles/${bed.world.foreignCycle}/items`,
      `/api/cycles/${bed.world.foreignCycle}/meetings${other}/stage`,
      `/api/documents/${id}`,
      `/api/documents/${draft}`,
      `/api/documents/${draft}/content`,
      '/api/files/nothing/image',
      `/api/documents/${text}%2F..%2Fthreads`,
      `/api/documents/${text}/threads`,
    ])
      expect([address, (await projector.get(address)).status]).toEqual([
        address,
        expect.toSatisfy((status) => status === 403 || status === 404),
      ]);
    const listed = z.array(z.object({ id: z.string() })).parse((await projector.get(`${inCycle}/documents`)).body);
    expect(listed.some((document) => document.id === text)).toBe(true);
    expect(listed.some((document) => document.id === draft)).toBe(false);
  });

  it('G7 who is signed in in the same browser is not who asks, neither way', async () => {
    const { cookie } = await visitAs(bed.server, 'secretariat');
    const projector = await pairedProjector(bed, path, cookie);
    expect(refusal(await projector.get('/api/audit?cycle=x'))).toBe('403 forbidden');
    expect(refusal(await projector.ask('PUT', `${inCycle}/meetings${path}`, { place: 'ที่อื่น' }))).toBe('403 forbidden');
    // Without saying so it is the person.
    expect((await visitor(bed.server, projector.cookie).get(`${inCycle}/meetings`)).status).toBe(200);
    // And without a projector's cookie nobody is one, signed in or not.
    for (const own of [cookie, '', 'ruam_projector=x', `ruam_projector=${'x'.repeat(43)}`]) {
      const headers = { 'ruam-projector': '1' };
      const answer = await visitor(bed.server, own).ask('GET', `${inCycle}/items`, { headers });
      expect([own, refusal(answer)]).toEqual([own, '401 notSignedIn']);
    }
    const waiting = await beginProjector(bed.server);
    expect(refusal(await waiting.get(`${inCycle}/items`))).toBe('401 notSignedIn');
  });

  it('G7 it follows its meeting alone, and hears of events what it shows', async () => {
    const other = await openMeeting(bed, ['publish']);
    const projector = await pairedProjector(bed, other);
    const peer = await joinLive(bed, projector.cookie, onTestFinished, '?projector=1');
    peer.say({ meeting: path.slice(1) });
    peer.say({ at: text });
    await peer.settled();
    peer.say({ meeting: other.slice(1) });
    await until(() => peer.stages.length === 1, 'it follows');
    await show(bed, other, { zoom: 115 });
    await until(() => peer.stages.length === 2, 'it has the change');
    expect(peer.stages.map(({ meeting, console }) => [meeting, console])).toEqual([
      [other.slice(1), null],
      [other.slice(1), null],
    ]);
    const [chair, member] = await Promise.all(['cat3-chair', 'cat3-member'].map((it) => visitAs(bed.server, it)));
    await member?.ask('POST', `/api/documents/${text}/threads`, { json: { text: 'ความลับ' } });
    await chair?.ask('PUT', `${inCycle}/items/3.3/claim`, { json: { level: 'advance', statement: 'ความลับ' } });
    await until(() => peer.events.some(({ type }) => type === 'item.claimed'), 'it hears of the claim');
    const heard = peer.events.filter(({ seq }) => seq !== undefined);
    expect(heard.map(({ type }) => type)).toEqual(['item.claimed']);
    expect(Object.keys(heard[0] ?? {}).sort()).toEqual(['cycle', 'item', 'seq', 'type']);
    expect(JSON.stringify(peer.events)).not.toContain('presence');
    const elsewhere = new WebSocket(
      `${bed.server.url.replace('http:', 'ws:')}/live/${bed.world.foreignCycle}?projector=1`,
      { headers: { cookie: projector.cookie } },
    );
    const code = await new Promise((resolve) => elsewhere.once('close', resolve));
    expect(code).toBe(closeCodes.notFound);
  });

  it('G7 it reads a text live, unseen; what it would write is refused and kept nowhere', async () => {
    const projector = await pairedProjector(bed, path);
    const peer = peerOf(projector.cookie, text);
    const reader = new RawPeer(
      new WebSocket(`${bed.server.url.replace('http:', 'ws:')}/sync/${text}`, {
        headers: { cookie: (await visitAs(bed.server, 'observer')).cookie },
      }),
    );
    onTestFinished(() => reader.ws.terminate());
    await Promise.all([peer.joined(), reader.joined()]);
    peer.sendAwareness(77, 1, { user: { name: 'จอ' } });
    await peer.acked(1);
    reader.send([3]);
    await reader.acked(1);
    expect(reader.awareness).toEqual([]);
    const bindings = bed.server.database.selectFrom('clientOwner').selectAll().where('documentId', '=', text);
    expect(await bindings.execute()).toEqual([]);
    const doc = new Y.Doc();
    peer.sendUpdate(
      updateOf(doc, () => {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText('จอเขียนเอง')]);
        doc.getXmlFragment(documentRoot).push([paragraph]);
      }),
    );
    expect(await peer.closedWith()).toBe(closeCodes.forbidden);
    const rescues = bed.server.database.selectFrom('rescue').selectAll().where('documentId', '=', text);
    expect(await rescues.execute()).toEqual([]);
    expect(await peerOf(projector.cookie, draft).closedWith()).toBe(closeCodes.notFound);
    expect(await peerOf('', text).closedWith()).toBe(closeCodes.signedOut);
  });

  it.each(['revoked', 'expired', 'the meeting has ended', 'given up'])(
    'G9 %s: it ends at once, on every socket',
    async (how) => {
      const own = await openMeeting(bed);
      const [projector, staying] = [await pairedProjector(bed, own), await pairedProjector(bed, path)];
      const live = await joinLive(bed, projector.cookie, onTestFinished, '?projector=1');
      const kept = await joinLive(bed, staying.cookie, onTestFinished, '?projector=1');
      live.say({ meeting: own.slice(1) });
      await until(() => live.stages.length === 1, 'it follows');
      const sync = peerOf(projector.cookie, text);
      await until(() => sync.frames.length > 0, 'it reads');
      const { database } = bed.server;
      switch (how) {
        case 'revoked':
          await bed.ask('secretariat', 'DELETE', `${own}/projectors/${projector.id}`);
          break;
        case 'expired':
          await database.updateTable('projector').set({ expiresAt: 1 }).where('id', '=', projector.id).execute();
          // Whatever makes the server look.
          await bed.ask('secretariat', 'DELETE', `${own}/projectors/${projector.id}`);
          break;
        case 'the meeting has ended':
          await bed.done('secretariat', 'PUT', `${own}/state`, { event: 'end' });
          break;
        default:
          await visitor(bed.server, projector.cookie).ask('DELETE', '/api/projector');
      }
      expect(await live.closed).toBe(closeCodes.signedOut);
      expect(await sync.closedWith()).toBe(closeCodes.signedOut);
      expect(refusal(await projector.get(`${inCycle}/items`))).toBe('401 notSignedIn');
      await expect(projector.read()).rejects.toThrow('404 notFound');
      await kept.settled();
      expect(kept.socket.readyState).toBe(WebSocket.OPEN);
    },
  );
});
