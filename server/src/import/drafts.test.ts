import { importAnswerSchema, importCommitSchema } from '@ruam/shared/api/api.ts';
import { importDraftSchema, importListSchema } from '@ruam/shared/api/imports.ts';
import type { Content, ContentElement } from '@ruam/shared/document/content.ts';
import { reportSchema } from '@ruam/shared/import/report.ts';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { sweepDrafts } from './sweepDrafts.ts';
import { relationsOf, shortReport, wordEntries, wordParagraph, zipOf } from './testOffice.ts';

const day = 24 * 60 * 60_000;
/** Line 3 is the heading of an item that nobody would find, line 6 belongs to it. */
const report = [
  'หมวด ๑ การนำองค์การ',
  'เป้าหมาย : เพื่อความยั่งยืน',
  'ระบบการนำองค์การ',
  'ผลการดำเนินงาน',
  'ดำเนินการได้ครบถ้วนตามแผน',
  'คำอธิบายท้ายบท',
  '๑.๒ การป้องกันทุจริต',
  'ผลการดำเนินงาน',
  'ดำเนินการได้ถึงระดับ Basic',
  '- ๑ -',
].join('\n\n');

describe.each(testStores)('the draft of an import, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let secretariat: Visitor;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
  });

  async function upload(content: Uint8Array<ArrayBuffer> | string = report): Promise<string> {
    const body = new FormData();
    body.set('file', new File([content], 'รายงาน.txt'));
    return importAnswerSchema.parse((await secretariat.ask('POST', '/api/imports', { body })).body).id;
  }
  const removals = async () =>
    (await server.database.selectFrom('audit').select('subject').where('type', '=', 'import.removed').execute()).map(
      ({ subject }) => (JSON.parse(subject) as { import: string }).import,
    );
  const draftOf = async (id: string) => importDraftSchema.parse((await secretariat.get(`/api/imports/${id}`)).body);
  const fix = async (id: string, json: unknown, who = secretariat) => who.ask('PUT', `/api/imports/${id}`, { json });
  const fixed = async (id: string, json: unknown) => importDraftSchema.parse((await fix(id, json)).body);
  const itemsOf = ({ understood }: { readonly understood: unknown }) =>
    reportSchema.parse(understood).categories.flatMap(({ items }) => items);
  const placeOf = ({ placed }: Awaited<ReturnType<typeof draftOf>>, line: number) => {
    const found = placed.find(({ from, to }) => from <= line && line <= to);
    return found && `${found.place.part} ${found.place.code}${found.byHand ? ' by hand' : ''}`;
  };
  const numberOf = ({ source }: Awaited<ReturnType<typeof draftOf>>, words: string): number =>
    source.find(({ text }) => text.startsWith(words))?.number ?? 0;
  const commit = async (id: string) =>
    importCommitSchema.parse((await secretariat.ask('POST', `/api/imports/${id}/commit`)).body).cycle.id;
  const contentOf = async (cycle: string, item: string, kind: 'evidence' | 'recommendations') => {
    const { id } = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', cycle)
      .where('item', '=', item)
      .where('kind', '=', kind)
      .where('lastSequence', '>', 0)
      .executeTakeFirstOrThrow();
    return ((await secretariat.get(`/api/documents/${id}/content?format=json`)).body as Content)
      .content as ContentElement[];
  };

  it('has every line of the source with the place it was given; what found none, and page numbers, too', async () => {
    const draft = await draftOf(await upload());
    expect(draft).toMatchObject({
      format: 'txt',
      fileName: 'รายงาน.txt',
      committed: null,
      fixes: { places: [], levels: {}, facts: {} },
    });
    expect(draft.source.map(({ text }) => text)).toEqual(report.split('\n\n'));
    const places = ['หมวด', 'เป้าหมาย', 'ระบบ', '๑.๒', 'ดำเนินการได้ถึง', '- ๑'].map((words) =>
      placeOf(draft, numberOf(draft, words)),
    );
    expect(places).toEqual(['category 1', 'goal 1', 'goal 1', 'item 1.2', 'result 1.2', 'ignored ']);
    expect(draft.texts.map(({ item, kind, level }) => [item, kind, level])).toContainEqual([
      '1.2',
      'evidence',
      'basic',
    ]);
  });

  it('is read again with what a person has set right, all of it each time, and committed so', async () => {
    const id = await upload();
    const draft = await draftOf(id);
    const at = (words: string) => ({ from: numberOf(draft, words), to: numberOf(draft, words) });
    const places = [
      { ...at('ระบบ'), place: { part: 'item', code: '1.1' } },
      { ...at('คำอธิบาย'), place: { part: 'observations', code: '1.1' } },
    ];
    const facts = { title: 'รายงานที่แก้แล้ว', fiscalYearBE: 2567, round: 6 };
    const answer = await fixed(id, { places, levels: { '1.1': 'advance' }, facts });
    expect(itemsOf(answer)).toMatchObject([
      { code: '1.1', name: 'ระบบการนำองค์การ', level: 'advance', observations: [{ text: 'คำอธิบายท้ายบท' }] },
      { code: '1.2', level: 'basic' },
    ]);
    expect(placeOf(answer, at('คำอธิบาย').from)).toBe('observations 1.1 by hand');
    expect(answer.notUnderstood.map(({ reason }) => reason)).not.toContain('no level in the result');
    expect(await draftOf(id)).toEqual(answer);
    // What is not sent again holds no more.
    expect(itemsOf(await fixed(id, { facts }))).toMatchObject([{ code: '1.2' }]);
    await fixed(id, { places, levels: { '1.1': 'advance' }, facts });
    const cycle = await commit(id);
    const row = await server.database.selectFrom('cycle').selectAll().where('id', '=', cycle).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ title: 'รายงานที่แก้แล้ว', fiscalYearBE: 2567, round: 6 });
    expect(await contentOf(cycle, '1.1', 'evidence')).toMatchObject([
      { content: [{ text: 'ดำเนินการได้ครบถ้วนตามแผน' }] },
    ]);
    expect(refusal(await fix(id, { facts }))).toBe('409 inUse');
    expect(refusal(await secretariat.ask('DELETE', `/api/imports/${id}`))).toBe('409 inUse');
  });

  it('takes a JSON report with other levels and facts', async () => {
    const paragraph = { marker: null, text: 'x' };
    const item = { number: '1.1', name: 'ระบบ', result: 'ได้', level: null, levelAsWritten: null };
    const assessment = {
      ...{ schema: 'pmqa-assessment/1', title: 'เดิม', framework: null, agency: null, fiscalYear: null, round: null },
      ...{ meeting: null, order: null, advisor: null, advisorSessions: null, overall: null, introduction: [] },
      categories: [
        {
          number: 1,
          name: 'ก',
          goal: null,
          summaryText: null,
          items: [{ ...item, observationsState: 'present', observations: [paragraph] }],
        },
      ],
      ...{ overallObservations: null, responsibleUnits: { bureaus: [], groups: [], others: [] } },
    };
    const id = await upload(JSON.stringify(assessment));
    expect((await draftOf(id)).source).toEqual([]);
    const answer = await fixed(id, { levels: { '1.1': 'significance' }, facts: { title: 'ใหม่' } });
    expect([reportSchema.parse(answer.understood).title, itemsOf(answer)[0]?.level]).toEqual(['ใหม่', 'significance']);
    expect(itemsOf(await fixed(id, {}))[0]?.level).toBeNull();
  });

  it.each([
    ['an unknown item', { places: [{ from: 1, to: 1, place: { part: 'item', code: '9.9' } }] }],
    ['an unknown level', { levels: { '1.1': 'highest' } }],
    ['a year of the common era', { facts: { fiscalYearBE: 2019 } }],
    ['a line that the source has not', { places: [{ from: 1, to: 20, place: { part: 'none', code: '' } }] }],
    ['lines without end', { places: [{ from: 1, to: 2 ** 31, place: { part: 'none', code: '' } }] }],
    ['lines that end before they begin', { places: [{ from: 3, to: 1, place: { part: 'none', code: '' } }] }],
    [
      'too many places',
      { places: Array.from({ length: 2_001 }, () => ({ from: 1, to: 1, place: { part: 'none', code: '' } })) },
    ],
  ])('%s is refused, and the draft stays as it was', async (_what, json) => {
    const id = await upload();
    const before = await draftOf(id);
    expect(refusal(await fix(id, json))).toBe('422 invalid');
    expect(await draftOf(id)).toEqual(before);
  });

  it('is listed for the own agency, removed, and gone after thirty days', async () => {
    const [kept, removed, old] = [await upload(), await upload(), await upload()];
    await server.database
      .updateTable('importDraft')
      .set({ createdAt: Date.now() - 31 * day })
      .where('id', '=', old)
      .execute();
    expect((await secretariat.ask('DELETE', `/api/imports/${removed}`)).status).toBe(204);
    const listed = importListSchema.parse((await secretariat.get('/api/imports')).body).map(({ id }) => id);
    expect([kept, removed, old].map((id) => listed.includes(id))).toEqual([true, false, false]);
    for (const id of [removed, old]) expect(refusal(await secretariat.get(`/api/imports/${id}`))).toBe('404 notFound');
    const { database } = server;
    const commands = createCommands(database, Date.now, () => undefined);
    await sweepDrafts({ database, commands, now: Date.now });
    expect(await removals()).toEqual(expect.arrayContaining([removed, old]));
    const rows = await server.database
      .selectFrom('importDraft')
      .select('id')
      .where('id', 'in', [removed, old])
      .execute();
    expect(rows).toEqual([]);
  });

  it('of an agency there are fifty: the oldest make room, what became a cycle does not', async () => {
    const committed = await upload();
    await commit(committed);
    const first = await upload();
    await server.database
      .updateTable('importDraft')
      .set({ createdAt: Date.now() - day })
      .where('id', 'in', [committed, first])
      .execute();
    const row = await server.database
      .selectFrom('importDraft')
      .selectAll()
      .where('id', '=', first)
      .executeTakeFirstOrThrow();
    const others = Array.from({ length: 50 }, (_, at) => ({ ...row, id: `filler-${at}`, createdAt: Date.now() }));
    await server.database.insertInto('importDraft').values(others).execute();
    const last = await upload();
    const listed = importListSchema.parse((await secretariat.get('/api/imports')).body).map(({ id }) => id);
    expect([listed.length, listed.includes(last), listed.includes(first)]).toEqual([50, true, false]);
    expect((await draftOf(committed)).committed).not.toBeNull();
    expect(await removals()).toContain(first);
  });

  it('that two set right at once: who began from an older one is refused, unless it says the same', async () => {
    const id = await upload();
    const { revision } = await draftOf(id);
    const facts = (title: string) => ({ facts: { title }, revision });
    const answers = await Promise.all(['ก', 'ข', 'ค'].map((title) => fix(id, facts(title))));
    const [taken, ...refusedOnes] = answers.toSorted((one, other) => one.status - other.status);
    expect([taken?.status, ...refusedOnes.map(refusal)]).toEqual([200, '409 replaced', '409 replaced']);
    const draft = await draftOf(id);
    expect([draft, draft.revision]).toEqual([importDraftSchema.parse(taken?.body), revision + 1]);
    // Its answer was lost on the way.
    const again = await fix(id, facts(draft.fixes.facts.title ?? ''));
    expect([again.status, again.body]).toEqual([200, taken?.body]);
    expect(refusal(await fix(id, facts('ง')))).toBe('409 replaced');
    expect((await fixed(id, { facts: { title: 'ง' } })).revision).toBe(revision + 2);
  });

  it('is nothing to those who import nothing, and not there for another agency', async () => {
    const id = await upload();
    const calls = [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/commit'],
    ] as const;
    for (const login of ['cat3-chair', 'steering-chair', 'observer', 'admin', 'seatless', 'foreigner']) {
      const who = await visitAs(server, login);
      const expected = login === 'foreigner' ? '404 notFound' : '403 forbidden';
      for (const [method, path] of calls) {
        const json = method === 'PUT' ? { json: {} } : {};
        expect([login, refusal(await who.ask(method, `/api/imports/${id}${path}`, json))]).toEqual([login, expected]);
      }
      if (login === 'foreigner') expect((await who.get('/api/imports')).body).toEqual([]);
      else expect(refusal(await who.get('/api/imports'))).toBe('403 forbidden');
    }
    expect((await draftOf(id)).committed).toBeNull();
  });

  it('brings pictures of a Word file into the texts of the cycle, drawn anew; what is no picture is told in words', async () => {
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const relations = relationsOf([
      ['a', 'image', 'media/a.png'],
      ['b', 'image', 'media/b.png'],
    ]);
    const drawn = (id: string) =>
      `<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="แผน ${id}"/><a:blip r:embed="${id}"/></wp:inline></w:drawing></w:r></w:p>`;
    const body = shortReport.map(
      (text) => wordParagraph(text) + (text.startsWith('ดำเนินการ') ? drawn('a') + drawn('b') : ''),
    );
    const parts = [
      { name: 'word/_rels/document.xml.rels', bytes: relations },
      { name: 'word/media/a.png', bytes: picture },
      { name: 'word/media/b.png', bytes: Buffer.concat([picture.subarray(0, 12), Buffer.alloc(40)]) },
    ];
    const id = await upload(new Uint8Array(zipOf(wordEntries(body.join(''), parts))));
    const lost = async () =>
      (await draftOf(id)).notUnderstood.filter(({ reason }) => reason === 'picture left out').map(({ text }) => text);
    expect(await lost()).toEqual(['แผน b']);
    await fixed(id, { facts: { title: 'ใหม่' } });
    expect(await lost()).toEqual(['แผน b']);
    const cycle = await commit(id);
    const [, first, second] = await contentOf(cycle, '1.1', 'evidence');
    expect([first?.type, second]).toEqual([
      'image',
      { type: 'paragraph', content: [{ type: 'text', text: '[ภาพ: แผน b]' }] },
    ]);
    const shown = await secretariat.get(`/api/files/${String(first?.attrs?.file)}/image`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(world.cycle).not.toBe(cycle);
  });
});
