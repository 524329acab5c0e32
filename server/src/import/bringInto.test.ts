import { importAnswerSchema } from '@ruam/shared/api/api.ts';
import { importDraftSchema, importedIntoSchema } from '@ruam/shared/api/imports.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { RawPeer } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addSeat } from '../testing/people.ts';
import { type Answer, refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { addCycle, makeWorld, type World } from '../testing/world.ts';
import { shortReport } from './testOffice.ts';

describe.each(testStores)('texts of an import brought into a cycle, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let secretariat: Visitor;
  /** A cycle of its own for each test. */
  let cycle: string;
  let draft: string;
  /** What stands in its evidence text. */
  let old: string;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd, { LIMIT_DOCUMENT_BYTES: '20000' });
    world = await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
    draft = await upload();
  });
  beforeEach(async () => {
    cycle = await addCycle(server.database, world.agency);
    await addSeat(server.database, cycle, world.personIds.secretariat ?? '', 'secretariat', 'secretariat');
    old = await wordsOf(await documentOf('evidence'));
  });

  async function upload(): Promise<string> {
    const body = new FormData();
    body.set('file', new File([shortReport.join('\n\n')], 'report.txt'));
    return importAnswerSchema.parse((await secretariat.ask('POST', '/api/imports', { body })).body).id;
  }
  /** One that holds something. */
  const documentOf = async (kind: 'evidence' | 'recommendations', of = cycle): Promise<string> => {
    const { id } = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', of)
      .where('kind', '=', kind)
      .where('lastSequence', '>', 0)
      .orderBy('item')
      .executeTakeFirstOrThrow();
    return id;
  };
  const evidence = { item: '1.1', kind: 'evidence', level: 'basic' } as const;
  const into = (texts: readonly object[], who = secretariat, to = cycle, from = draft): Promise<Answer> =>
    who.ask('POST', `/api/imports/${from}/into`, { json: { cycle: to, texts } });
  const wordsOf = async (document: string) =>
    (await secretariat.get(`/api/documents/${document}/content?format=text`)).text;
  const traces = async () =>
    Promise.all(
      (['documentUpdate', 'snapshot', 'audit', 'file'] as const).map(
        async (table) => (await server.database.selectFrom(table).selectAll().execute()).length,
      ),
    );
  const fresh = 'ดำเนินการได้ถึงระดับ Basic';

  it('stand behind what is there, or instead of it, with a version before and one after', async () => {
    const [one, two] = [await documentOf('evidence'), await documentOf('recommendations')];
    const answer = await into([
      { ...evidence, document: one, how: 'append' },
      { ...evidence, document: two, how: 'replace' },
    ]);
    expect(answer.status).toBe(201);
    const { documents } = importedIntoSchema.parse(answer.body);
    expect(documents.map(({ document }) => document)).toEqual([one, two]);
    expect([await wordsOf(one), await wordsOf(two)]).toEqual([`${old}\n${fresh}`, fresh]);
    const { versions } = (await secretariat.get(`/api/documents/${one}/versions`)).body as {
      versions: { id: string }[];
    };
    for (const version of [documents[0]?.before, documents[0]?.after])
      expect(versions.map(({ id }) => id)).toContain(`v${version}`);
    const restored = await secretariat.ask('POST', `/api/documents/${one}/restoration`, {
      json: { version: `v${documents[0]?.before}` },
    });
    expect([restored.status, await wordsOf(one)]).toEqual([201, old]);
    const audit = (await secretariat.get(`/api/audit?cycle=${cycle}`)).body as { type: string; subject: object }[];
    expect(audit.filter(({ type }) => type === 'text.imported')).toHaveLength(2);
  });

  it('come once, however often and at once it is asked; and again when they were taken out', async () => {
    const document = await documentOf('evidence');
    const text = [{ ...evidence, document, how: 'append' }];
    const answers = await Promise.all(Array.from({ length: 4 }, () => into(text)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const changed = answers
      .flatMap(({ body }) => importedIntoSchema.parse(body).documents)
      .filter(({ after }) => after !== null);
    expect([changed.length, await wordsOf(document)]).toEqual([1, `${old}\n${fresh}`]);
    const json = { version: `v${changed[0]?.before}` };
    await secretariat.ask('POST', `/api/documents/${document}/restoration`, { json });
    await into(text);
    expect(await wordsOf(document)).toBe(`${old}\n${fresh}`);
    const replaced = [{ ...evidence, document, how: 'replace' }];
    await into(replaced);
    expect(importedIntoSchema.parse((await into(replaced)).body).documents).toEqual([
      { document, before: null, after: null },
    ]);
  });

  it('are seen at once by those who have the document open', async () => {
    const document = await documentOf('evidence');
    const address = `${server.url.replace('http', 'ws')}/sync/${document}`;
    const peer = new RawPeer(new WebSocket(address, { headers: { cookie: secretariat.cookie } }));
    peer.answers = true;
    onTestFinished(() => peer.ws.terminate());
    await peer.joined();
    await into([{ ...evidence, document, how: 'append' }]);
    await expect.poll(() => contentAsText(readContent(peer.doc))).toBe(`${old}\n${fresh}`);
    expect(peer.closed).toBeNull();
  });

  it('of a locked text nothing is written, not even what could be', async () => {
    const [open, locked] = [await documentOf('recommendations'), await documentOf('evidence')];
    await server.database.updateTable('document').set({ state: 'locked' }).where('id', '=', locked).execute();
    const before = await traces();
    const texts = [open, locked].map((document) => ({ ...evidence, document, how: 'append' }));
    expect(refusal(await into(texts))).toBe('409 locked');
    expect(await traces()).toEqual(before);
  });

  it('a text that no document can hold is refused, with all others', async () => {
    const [one, two] = [await documentOf('evidence'), await documentOf('recommendations')];
    await server.database.updateTable('document').set({ sizeBytes: 19_990 }).where('id', '=', two).execute();
    const before = await traces();
    expect(refusal(await into([one, two].map((document) => ({ ...evidence, document, how: 'append' }))))).toBe(
      '413 tooLarge',
    );
    expect(await traces()).toEqual(before);
  });

  it.each([
    ['a text that the import does not have', { ...evidence, item: '6.4' }, '422 invalid'],
    ['a document that is not there', { document: 'nothing' }, '404 notFound'],
    ['no way to bring it', { how: 'somehow' }, '422 invalid'],
    ['more texts than one call brings in', {}, '422 invalid', 21],
  ])('%s', async (_what, change, expected, times = 1) => {
    const text = { ...evidence, document: await documentOf('evidence'), how: 'append', ...change };
    expect(refusal(await into(Array.from({ length: times }, () => text)))).toBe(expected);
  });

  it("is the secretariat's, in its own cycles, with its own agency's imports", async () => {
    const text = { ...evidence, document: await documentOf('evidence', world.cycle), how: 'append' };
    const before = await traces();
    for (const login of ['cat1-chair', 'observer', 'admin', 'steering-chair'].filter((name) => name in world.personIds))
      expect(refusal(await into([text], await visitAs(server, login), world.cycle))).toBe('403 forbidden');
    const foreigner = await visitAs(server, 'foreigner');
    expect(refusal(await into([text], foreigner, world.cycle))).toBe('404 notFound');
    const foreign = { ...text, document: await documentOf('evidence', world.foreignCycle) };
    expect(refusal(await into([foreign], secretariat, world.foreignCycle))).toBe('404 notFound');
    // A document of another cycle than the one that is named.
    expect(refusal(await into([text]))).toBe('404 notFound');
    expect(await traces()).toEqual(before);
    expect(importDraftSchema.parse((await secretariat.get(`/api/imports/${draft}`)).body).committed).toBeNull();
  });
});
