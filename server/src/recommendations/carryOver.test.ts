import { type CarryCandidate, carriedSchema, carryOverSchema } from '@ruam/shared/api/recommendations.ts';
import { identifiedBlocks } from '@ruam/shared/document/blockIds.ts';
import type { ContentElement } from '@ruam/shared/document/content.ts';
import { rewriteContent } from '@ruam/shared/document/rewrite.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type * as Y from 'yjs';
import { appendHeld, readHeld } from '../sync/gate.ts';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addSeat } from '../testing/people.ts';
import { refusal, startTestServer, type TestServer, visitAs } from '../testing/server.ts';
import { addCycle, makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('J10 recommendations carried over into the next cycle, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  /** The next cycle, of 2563; each test has one of its own. */
  let next: string;
  let year = 2562;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
  });
  beforeEach(async () => {
    year += 1;
    next = await addCycle(server.database, world.agency);
    await server.database.updateTable('cycle').set({ fiscalYearBE: year }).where('id', '=', next).execute();
    for (const [login, body, role] of [
      ['secretariat', 'secretariat', 'secretariat'],
      ['cat3-chair', 'category-3', 'chair'],
      ['observer', 'observers', 'observer'],
    ] as const)
      await addSeat(server.database, next, world.personIds[login] ?? '', body, role);
    // The one before is always that of 2562.
    const between = server.database.selectFrom('cycle').select('id').where('fiscalYearBE', '>', 2562);
    await server.database.deleteFrom('seat').where('cycleId', '!=', next).where('cycleId', 'in', between).execute();
  });

  const ask = async (login: string, method: string, json?: unknown, cycle = next) =>
    (await visitAs(server, login)).ask(method, `/api/cycles/${cycle}/carryOver`, json === undefined ? {} : { json });
  const offered = async () => carryOverSchema.parse((await ask('secretariat', 'GET')).body);
  const carry = (chosen: readonly CarryCandidate[], login = 'secretariat') =>
    ask(login, 'POST', { recommendations: chosen.map(({ document, block }) => ({ document, block })) });
  const of = async (item: string | null) => (await offered()).recommendations.filter((one) => one.item === item);

  async function documentOf(cycle: string, item: string): Promise<string> {
    const row = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .where('item', '=', item)
      .where('kind', '=', 'recommendations')
      .executeTakeFirstOrThrow();
    return row.id;
  }
  const held = <Read>(document: string, read: (doc: Y.Doc) => Read) =>
    server.database.transaction().execute((transaction) => readHeld(transaction, document, read));
  const content = async (document: string) => (await held(document, readContent))?.content ?? [];

  let clients = 7_000;
  /** Commits the text anew, as an editor would. */
  async function rewrite(document: string, blocks: readonly ContentElement[]): Promise<void> {
    clients += 1;
    await server.database.transaction().execute(async (transaction) => {
      const update = await readHeld(transaction, document, (doc) =>
        rewriteContent(doc, { type: 'doc', content: blocks }, clients),
      );
      if (update) await appendHeld(transaction, document, { update, personId: null, at: 1 });
    });
  }
  const recommendation = (text: string, attrs: ContentElement['attrs'] = {}): ContentElement => ({
    type: 'recommendation',
    attrs: { ...attrs },
    content: [{ type: 'text', text }],
  });

  it('are offered with the year they were made in; what is done, dropped or says nothing is not', async () => {
    await rewrite(await documentOf(world.cycle, '1.1'), [
      recommendation('เปิดอยู่'),
      recommendation('เสร็จแล้ว', { status: 'done' }),
      recommendation('ยกเลิก', { status: 'dropped' }),
      recommendation('ค้างมาตั้งแต่ก่อน', { status: 'underway', carriedFrom: 2560 }),
      { type: 'recommendation' },
    ]);
    const { from } = await offered();
    expect(from).toMatchObject({ cycle: world.cycle, fiscalYearBE: 2562 });
    expect((await of('1.1')).map(({ text, carriedFrom, state }) => [text, carriedFrom, state])).toEqual([
      ['เปิดอยู่', 2562, 'free'],
      ['ค้างมาตั้งแต่ก่อน', 2560, 'free'],
    ]);
    expect(await of(null)).toHaveLength(1);
  });

  it('stand in the texts of the same items with all they say, once, and in the audit log', async () => {
    const chosen = [...(await of('3.1')), ...(await of('4.1'))];
    const answer = carriedSchema.parse((await carry(chosen)).body);
    expect(answer).toEqual({ carried: 2, carriedBefore: 0 });
    for (const item of ['3.1', '4.1']) {
      const source = await content(await documentOf(world.cycle, item));
      const target = await content(await documentOf(next, item));
      expect(target.slice(1)).toEqual(
        source.map((block) => ({ ...block, attrs: { ...('attrs' in block ? block.attrs : {}), carriedFrom: 2562 } })),
      );
      expect((await of(item)).map(({ state }) => state)).toEqual(['carried']);
    }
    const entry = (await server.database.selectFrom('audit').selectAll().orderBy('seq', 'desc').execute()).find(
      ({ type }) => type === 'recommendations.carriedOver',
    );
    expect(JSON.parse(entry?.subject ?? '')).toMatchObject({ cycle: next, from: world.cycle, carried: 2 });
    expect(carriedSchema.parse((await carry(chosen)).body)).toEqual({ carried: 0, carriedBefore: 2 });
    expect(await content(await documentOf(next, '3.1'))).toHaveLength(2);
  });

  it.each([2, 5])('%i impatient clicks at once write one', async (clicks) => {
    const chosen = await of('2.1');
    const answers = await Promise.all(Array.from({ length: clicks }, () => carry(chosen)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const sum = answers.reduce((count, { body }) => count + carriedSchema.parse(body).carried, 0);
    expect(sum).toBe(1);
    expect(await content(await documentOf(next, '2.1'))).toHaveLength(2);
  });

  it('one that was edited or moved since is not written again; one that was taken out may be', async () => {
    const chosen = await of('2.2');
    await carry(chosen);
    const target = await documentOf(next, '2.2');
    const [own, carried] = await content(target);
    if (own === undefined || carried === undefined || !('type' in carried)) throw new Error('not carried');
    await rewrite(target, [own as ContentElement, { ...(carried as ContentElement), content: [] }]);
    expect((await of('2.2'))[0]?.state).toBe('carried');
    await rewrite(target, [own as ContentElement]);
    await rewrite(target, [carried as ContentElement, own as ContentElement]);
    expect((await of('2.2'))[0]?.state).toBe('carried');
    await rewrite(target, [own as ContentElement]);
    expect((await of('2.2'))[0]?.state).toBe('free');
    expect(carriedSchema.parse((await carry(chosen)).body).carried).toBe(1);
  });

  it('who has the text open sees it at once and writes on', async () => {
    const { cookie } = await visitAs(server, 'cat3-chair');
    const address = `${server.url.replace('http:', 'ws:')}/sync/${await documentOf(next, '3.2')}`;
    const peer = new RawPeer(new WebSocket(address, { headers: { cookie } }));
    peer.answers = true;
    onTestFinished(() => peer.ws.terminate());
    await peer.joined();
    await carry(await of('3.2'));
    await expect.poll(() => identifiedBlocks(peer.doc, 'recommendation')).toHaveLength(2);
    expect(peer.closed).toBeNull();
  });

  it('a locked text takes none, and nothing of what was chosen is written', async () => {
    const locked = await documentOf(next, '3.4');
    const chosen = [...(await of('3.3')), ...(await of('3.4'))];
    await server.database.updateTable('document').set({ state: 'locked' }).where('id', '=', locked).execute();
    expect((await of('3.4'))[0]?.state).toBe('locked');
    expect(refusal(await carry(chosen))).toBe('409 locked');
    expect(await content(await documentOf(next, '3.3'))).toHaveLength(1);
  });

  it('what is done by now, and what no text has, is refused', async () => {
    const chosen = await of('1.2');
    const [first] = chosen;
    if (first === undefined) throw new Error('none');
    await rewrite(first.document, [recommendation('ทำแล้ว', { status: 'done' })]);
    expect(refusal(await carry(chosen))).toBe('409 textChanged');
    expect(refusal(await carry([{ ...first, document: await documentOf(next, '1.2') }]))).toBe('404 notFound');
    expect(refusal(await carry([{ ...first, block: '1.1' }]))).toBe('409 textChanged');
  });

  it.each([
    ['nothing chosen', []],
    ['no block', [{ document: 'x' }]],
    ['a block that is none', [{ document: 'x', block: '../1' }]],
    ['too many', Array.from({ length: 501 }, () => ({ document: 'x', block: '1.1' }))],
  ])('%s: 422 invalid', async (_what, recommendations) => {
    expect(refusal(await ask('secretariat', 'POST', { recommendations }))).toBe('422 invalid');
  });

  it.each(['cat3-chair', 'observer'])('%s may not', async (login) => {
    const chosen = await of('5.1');
    expect(refusal(await ask(login, 'GET'))).toBe('403 forbidden');
    expect(refusal(await carry(chosen, login))).toBe('403 forbidden');
  });

  it.each(['foreigner', 'seatless', 'cat4-chair'])('%s learns nothing of the cycle', async (login) => {
    expect(refusal(await ask(login, 'GET'))).toBe('404 notFound');
    expect(refusal(await carry(await of('5.1'), login))).toBe('404 notFound');
  });

  it('a cycle before which there is none that the person reads offers nothing', async () => {
    const first = carryOverSchema.parse((await ask('secretariat', 'GET', undefined, world.cycle)).body);
    expect(first).toEqual({ from: null, recommendations: [] });
    const none = { recommendations: [{ document: 'x', block: '1.1' }] };
    expect(refusal(await ask('secretariat', 'POST', none, world.cycle))).toBe('404 notFound');
  });
});
