import { documentRoot } from '@ruam/shared/document/schema.ts';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';
import type { DatabaseLocation } from '../database/database.ts';
import { RawPeer, updateOf } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type Answer, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('G10 answers that many get alike, on $name', ({ name, locate }) => {
  const atEnd = atEndOfSuite();
  let location: DatabaseLocation;
  let server: TestServer;
  /** Another server of the same store where there can be one. */
  let other: TestServer;
  let world: World;
  beforeAll(async () => {
    location = await locate(atEnd);
    server = await startTestServer(location, atEnd);
    other = name === 'SQLite' ? server : await startTestServer(location, atEnd);
    world = await makeWorld(server.database);
  });
  const at = (rest: string): string => `/api/cycles/${world.cycle}/${rest}`;
  const reads = ['items', 'documents', 'framework', 'scoreboard', 'scoreboard?value=latest&profile=points-500'];
  const again = (who: Visitor, address: string, answer: Answer): Promise<Answer> =>
    who.ask('GET', address, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
  const claim = async (level: string | null): Promise<void> => {
    const chair = await visitAs(server, 'cat3-chair');
    const claimed = await chair.ask('PUT', at('items/3.3/claim'), { json: { level } });
    expect(claimed.status).toBe(200);
  };
  const claimedOf = async (of: TestServer): Promise<unknown> => {
    const { body } = await (await visitAs(of, 'observer')).get(at('items'));
    const items = z.array(z.object({ code: z.string(), claimed: z.string().nullable() })).parse(body);
    return items.find(({ code }) => code === '3.3')?.claimed;
  };
  const figures = async (of: TestServer): Promise<Record<string, number>> => {
    const { text } = await (await visitAs(of, 'observer')).get('/metrics');
    const lines = text.matchAll(/^ruam_shared_answers\{kind="(\w+)"\} (\d+)$/gm);
    return Object.fromEntries([...lines].map(([, kind, count]) => [kind, Number(count)]));
  };

  it('the same again is told as "as it was", until something is committed', async () => {
    const who = await visitAs(server, 'observer');
    for (const read of reads) {
      const answer = await who.get(at(read));
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
      const unchanged = await again(who, at(read), answer);
      expect([read, unchanged.status, unchanged.text]).toEqual([read, 304, '']);
      expect(unchanged.headers.get('etag')).toBe(answer.headers.get('etag'));
    }
    const items = await who.get(at('items'));
    await claim('basic');
    await claim('advance');
    const after = await again(who, at('items'), items);
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(items.headers.get('etag'));
  });

  it('what a command has committed is in every answer that is asked for afterwards, on each server', async () => {
    for (const level of ['basic', 'advance', 'significance', 'basic', 'advance']) {
      await Promise.all(Array.from({ length: 5 }, () => claimedOf(other)));
      await claim(level);
      expect(await Promise.all([server, other, other].map(claimedOf))).toEqual([level, level, level]);
    }
  });

  it('who asks while commands run never gets what is older than the last one that had ended', async () => {
    const levels = ['basic', 'advance', 'significance'] as const;
    let ended = -1;
    let isOver = false;
    const commands = (async () => {
      for (let round = 0; round < 6; round++) {
        await claim(levels[round % 3] ?? 'basic');
        ended = round;
      }
      isOver = true;
    })();
    const readers = Array.from({ length: 6 }, async (_, reader) => {
      while (!isOver) {
        const before = ended;
        const claimed = await claimedOf(reader % 2 === 0 ? server : other);
        const possible = Array.from(
          { length: ended + 2 - Math.max(before, 0) },
          (_one, n) => levels[(Math.max(before, 0) + n) % 3],
        );
        if (before >= 0) expect(possible).toContain(claimed);
      }
    });
    await Promise.all([commands, ...readers]);
  });

  it('an edit moves the documents and the items, and the content of its text', async () => {
    const documents = server.database.selectFrom('document').select('id').where('cycleId', '=', world.cycle);
    const { id } = await documents.where('item', '=', '3.3').where('level', '=', 'basic').executeTakeFirstOrThrow();
    const { cookie } = await visitAs(server, 'cat3-member');
    const peer = new RawPeer(
      new WebSocket(`${server.url.replace('http:', 'ws:')}/sync/${id}`, { headers: { cookie } }),
    );
    onTestFinished(() => peer.ws.terminate());
    await peer.joined();
    const who = await visitAs(other, 'observer');
    const mine = await visitAs(server, 'observer');
    const doc = new Y.Doc();
    for (let n = 1; n <= 3; n++) {
      const before = await Promise.all(['items', 'documents'].map((read) => who.get(at(read))));
      peer.sendUpdate(
        updateOf(doc, () => {
          const paragraph = new Y.XmlElement('paragraph');
          paragraph.insert(0, [new Y.XmlText(`ย่อหน้าที่ ${n}`)]);
          doc.getXmlFragment(documentRoot).push([paragraph]);
        }),
      );
      await peer.acked(n);
      const after = await Promise.all(
        before.map((answer, which) => again(who, at(['items', 'documents'][which] ?? ''), answer)),
      );
      expect(after.map(({ status }) => status)).toEqual([200, 200]);
      expect((await mine.get(`/api/documents/${id}/content?format=text`)).text).toContain(`ย่อหน้าที่ ${n}`);
    }
    const content = await mine.get(`/api/documents/${id}/content`);
    expect((await again(mine, `/api/documents/${id}/content`, content)).status).toBe(304);
  });

  it('a meeting has what moves without an audit entry of the cycle: the times of its agenda, its people', async () => {
    const secretariat = await visitAs(server, 'secretariat');
    const planned = await secretariat.ask('POST', at('meetings'), {
      json: { body: 'steering', number: '9/2562', date: null },
    });
    const { id } = z.object({ id: z.string() }).parse(planned.body);
    const meeting = at(`meetings/${id}`);
    const add = (title: string) =>
      secretariat.ask('POST', `${meeting}/agenda`, { json: { kind: 'text', section: 'others', title } });
    await add('ก');
    await add('ข');
    for (const event of ['publish', 'begin']) await secretariat.ask('PUT', `${meeting}/state`, { json: { event } });
    const console = '11111111-1111-4111-8111-111111111111';
    const show = (entry: string) =>
      secretariat.ask('PUT', `${meeting}/stage`, { json: { console, changes: { entry } } });
    const seen = async () => {
      const { body } = await (await visitAs(other, 'steering-member')).get(meeting);
      const shape = z.object({
        agenda: z.array(z.object({ id: z.string(), usedMs: z.number() })),
        members: z.array(z.object({ name: z.string() })),
      });
      return shape.parse(body);
    };
    const [first, second] = (await seen()).agenda.map((entry) => entry.id);
    await show(first ?? '');
    const { stage } = z
      .object({ stage: z.object({ entryAt: z.number() }) })
      .parse((await secretariat.get(`${meeting}/stage`)).body);
    await vi.waitUntil(() => Date.now() > stage.entryAt);
    await seen();
    await show(second ?? '');
    expect((await seen()).agenda[0]?.usedMs).toBeGreaterThan(0);
    const admin = await visitAs(server, 'admin');
    const person = world.personIds['steering-member'];
    expect((await admin.ask('POST', `/api/people/${person}/deactivation`)).status).toBe(204);
    expect((await admin.ask('POST', `/api/people/${person}/activation`)).status).toBe(204);
    const unchanged = await secretariat.get(meeting);
    expect((await again(secretariat, meeting, unchanged)).status).toBe(304);
  });

  it('many who ask at once get one answer, and a right of their own', async () => {
    const people = await Promise.all(
      Array.from({ length: 60 }, (_, n) => visitAs(server, ['cat3-member', 'observer', 'secretariat'][n % 3] ?? '')),
    );
    await claim('basic');
    await claim('significance');
    const before = await figures(server);
    const items = await Promise.all(people.map((who) => who.get(at('items'))));
    const after = await figures(server);
    expect(new Set(items.map(({ text }) => text)).size).toBe(1);
    expect((after.computed ?? 0) - (before.computed ?? 0)).toBeLessThanOrEqual(2);
    expect((after.given ?? 0) - (before.given ?? 0)).toBe(60);
    const documents = await Promise.all(people.slice(0, 3).map((who) => who.get(at('documents'))));
    const writable = documents.map(
      ({ body }) =>
        z
          .array(z.object({ mayWrite: z.boolean() }))
          .parse(body)
          .filter(({ mayWrite }) => mayWrite).length,
    );
    expect(new Set(writable).size).toBe(3);
    expect((await figures(server)).computed).toBe((after.computed ?? 0) + 3);
  });

  it('who may not read the cycle gets nothing of what is kept, whatever ETag they name', async () => {
    const answer = await (await visitAs(server, 'observer')).get(at('items'));
    for (const login of ['foreigner', 'seatless'])
      expect((await again(await visitAs(server, login), at('items'), answer)).status).toBe(404);
    const drafts = await (await visitAs(server, 'observer')).get(at('documents'));
    expect((await again(await visitAs(server, 'cat3-member'), at('documents'), drafts)).status).toBe(200);
  });

  it('packed for who takes it, and the same', async () => {
    const who = await visitAs(server, 'observer');
    const [plain, packed] = await Promise.all(
      ['identity', 'gzip, deflate, br'].map((encoding) =>
        who.ask('GET', at('items'), { headers: { 'accept-encoding': encoding } }),
      ),
    );
    expect(plain?.headers.get('content-encoding')).toBeNull();
    expect(packed?.headers.get('content-encoding')).toBe('gzip');
    expect(packed?.text).toBe(plain?.text);
    expect(packed?.headers.get('etag')).toBe(plain?.headers.get('etag'));
  });
});
