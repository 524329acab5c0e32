import { randomUUID } from 'node:crypto';
import { type AgendaEntry, packSchema } from '@ruam/shared/api/meetings.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { sweepFiles } from '../files/sweep.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs } from '../testing/server.ts';
import { type MeetingBed, openMeetingBed } from './testBed.ts';

describe.each(testStores)('agendas and papers, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: MeetingBed;
  beforeAll(async () => {
    bed = await openMeetingBed(await locate(atEnd), atEnd);
  });
  const nameOf = ({ item, title, document }: AgendaEntry): string => item ?? title ?? document?.kind ?? '';
  const agenda = async (path: string) =>
    (await bed.read(path)).agenda.map((entry) => `${entry.section} ${nameOf(entry)}`);
  const add = (path: string, json: Readonly<Record<string, unknown>>, login = 'secretariat') =>
    bed.ask(login, 'POST', `${path}/agenda`, { section: 'others', ...json });
  const words = (path: string, title: string, section = 'others') => add(path, { kind: 'text', title, section });
  const idOf = async (path: string, name: string) =>
    (await bed.read(path)).agenda.find((entry) => nameOf(entry) === name)?.id ?? '';
  const place = async (path: string, name: string, section: string, after: string | null) =>
    bed.ask('secretariat', 'PUT', `${path}/agenda/${await idOf(path, name)}/place`, { section, after });
  const setItem = (code: string, set: Readonly<Record<string, string | null>>) =>
    bed.server.database
      .updateTable('item')
      .set(set)
      .where('cycleId', '=', bed.world.cycle)
      .where('code', '=', code)
      .execute();

  it('M3 the imported agenda has its items for consideration, in their order', async () => {
    const meetings = bed.server.database.selectFrom('meeting').select('id').where('cycleId', '=', bed.world.cycle);
    const { id } = await meetings.executeTakeFirstOrThrow();
    const entries = await agenda(`/${id}`);
    expect(entries).toHaveLength(30);
    expect(entries.slice(0, 2)).toEqual(['forConsideration 1.1', 'forConsideration 1.2']);
    await place(`/${id}`, '1.2', 'forConsideration', null);
    await words(`/${id}`, 'รับรองรายงาน', 'confirmMinutes');
    expect((await agenda(`/${id}`)).slice(0, 4)).toEqual([
      ...['confirmMinutes รับรองรายงาน', 'forConsideration 1.2', 'forConsideration 1.1', 'forConsideration 1.3'],
    ]);
  });

  it('M3 items, documents and words stand in the order of the sections; an item and a document once', async () => {
    const path = await bed.plan();
    const { database } = bed.server;
    const documents = database.selectFrom('document').select(['id', 'kind']).where('cycleId', '=', bed.world.cycle);
    const overview = await documents.where('kind', '=', 'overview').executeTakeFirstOrThrow();
    const evidence = await documents.where('kind', '=', 'evidence').executeTakeFirstOrThrow();
    const own = await documents.where('meetingId', '=', path.slice(1)).executeTakeFirstOrThrow();
    await words(path, ' เรื่องอื่น  ๆ ');
    const same = { kind: 'item', section: 'forConsideration', item: '3.3' };
    await Promise.all([add(path, same), add(path, same), add(path, { ...same, section: 'others' })]);
    await add(path, { kind: 'document', section: 'mattersArising', document: overview.id });
    await add(path, { kind: 'document', section: 'mattersArising', document: overview.id });
    const placed = (await agenda(path)).filter((entry) => !entry.endsWith(' 3.3'));
    expect(placed).toEqual(['mattersArising overview', 'others เรื่องอื่น ๆ']);
    expect((await bed.read(path)).agenda.filter(({ item }) => item === '3.3')).toHaveLength(1);
    expect(refusal(await add(path, { kind: 'item', item: '9.9' }))).toBe('404 notFound');
    expect(refusal(await add(path, { kind: 'document', document: 'none' }))).toBe('404 notFound');
    for (const { id } of [evidence, own])
      expect(refusal(await add(path, { kind: 'document', document: id }))).toBe('422 invalid');
  });

  it.each([
    ['words without a title', { kind: 'text', title: ' ' }],
    ['words that are too long', { kind: 'text', title: 'x'.repeat(501) }],
    ['an unknown section', { kind: 'text', title: 'x', section: 'first' }],
    ['an unknown kind', { kind: 'song', title: 'x' }],
    ['a detail with NUL', { kind: 'text', title: 'x', detail: '\u0000' }],
  ])('%s: 422 invalid', async (_what, wrong) => {
    expect(refusal(await add(await bed.plan(), wrong))).toBe('422 invalid');
  });

  it('a request with a key that is sent twice is done once, also at once; other words under it are refused', async () => {
    const path = await bed.plan();
    const json = { kind: 'text', title: 'เรื่องเดียว', key: randomUUID() };
    const answers = await Promise.all([add(path, json), add(path, json), add(path, json)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await agenda(path)).toEqual(['others เรื่องเดียว']);
    expect(refusal(await add(path, { ...json, title: 'เรื่องอื่น' }))).toBe('409 keyUsed');
  });

  it('M3 all claims that wait are added once, by whoever asks how often; the body of a category takes its own', async () => {
    await setItem('3.3', { claimed: 'advance', approved: null, status: 'claimed' });
    await setItem('4.1', { claimed: 'basic', approved: null, status: 'returned' });
    const path = await bed.plan();
    await add(path, { kind: 'item', section: 'others', item: '3.3' });
    const ask = () => bed.ask('secretariat', 'POST', `${path}/waitingClaims`, {});
    const answers = await Promise.all([ask(), ask()]);
    const added = answers.map(({ body }) => (body as { added: string[] }).added);
    expect(added.map(({ length }) => length > 0).sort()).toEqual([false, true]);
    const entries = await agenda(path);
    expect(new Set(entries).size).toBe(entries.length);
    expect(entries).toContain('others 3.3');
    expect(entries).not.toContain('forConsideration 3.3');
    expect(entries).not.toContain('forConsideration 4.1');
    const before = await bed.chain();
    expect((await ask()).body).toEqual({ added: [] });
    expect(await bed.chain()).toHaveLength(before.length);

    const own = await bed.plan({ body: 'category-3' });
    const answer = await bed.ask('secretariat', 'POST', `${own}/waitingClaims`, {});
    const { added: codes } = answer.body as { added: string[] };
    expect(codes).toContain('3.3');
    expect(codes.every((code) => code.startsWith('3.'))).toBe(true);
    await setItem('4.1', { status: 'claimed' });
    expect((await ask()).body).toEqual({ added: ['4.1'] });
  });

  it('M4 two secretaries who move at once lose nothing; behind what has gone nothing moves', async () => {
    const path = await bed.plan();
    for (const title of ['ก', 'ข', 'ค', 'ง', 'จ', 'ฉ']) await words(path, title);
    const [second, last] = [await idOf(path, 'ข'), await idOf(path, 'ฉ')];
    const answers = await Promise.all([
      place(path, 'ก', 'others', second),
      place(path, 'ฉ', 'others', null),
      place(path, 'จ', 'forConsideration', null),
      place(path, 'ง', 'forConsideration', null),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const entries = await agenda(path);
    expect(entries.filter((entry) => entry.startsWith('others'))).toEqual(
      ['ฉ', 'ข', 'ก', 'ค'].map((title) => `others ${title}`),
    );
    expect(entries.filter((entry) => entry.startsWith('forConsideration')).sort()).toEqual([
      'forConsideration ง',
      'forConsideration จ',
    ]);
    await bed.done('secretariat', 'DELETE', `${path}/agenda/${last}`);
    const kept = await agenda(path);
    expect(refusal(await place(path, 'ค', 'others', last))).toBe('409 replaced');
    expect(refusal(await place(path, 'จ', 'others', await idOf(path, 'ง')))).toBe('409 replaced');
    expect(await agenda(path)).toEqual(kept);
  });

  it('M4 the number of an entry that was removed is given to no other', async () => {
    const path = await bed.plan();
    await words(path, 'หนึ่ง');
    const id = await idOf(path, 'หนึ่ง');
    await bed.done('secretariat', 'DELETE', `${path}/agenda/${id}`);
    await words(path, 'สอง');
    expect(await idOf(path, 'สอง')).not.toBe(id);
    expect(refusal(await bed.ask('secretariat', 'DELETE', `${path}/agenda/${id}`))).toBe('404 notFound');
    expect(refusal(await bed.ask('secretariat', 'PUT', `${path}/agenda/${id}`, { detail: 'x' }))).toBe('404 notFound');
  });

  it('M2 only the secretariat writes an agenda; an ended meeting keeps its own', async () => {
    const path = await bed.plan();
    await words(path, 'หนึ่ง');
    const id = await idOf(path, 'หนึ่ง');
    const calls = [
      ['POST', '/agenda', { kind: 'text', section: 'others', title: 'x' }],
      ['POST', '/waitingClaims', {}],
      ['PUT', `/agenda/${id}`, { title: 'x' }],
      ['PUT', `/agenda/${id}/place`, { section: 'others', after: null }],
      ['DELETE', `/agenda/${id}`, undefined],
      ['POST', '/papers', { evidence: 'x' }],
      ['DELETE', '/papers/x', undefined],
    ] as const;
    for (const event of ['publish', 'begin', 'end']) await bed.done('secretariat', 'PUT', `${path}/state`, { event });
    const before = await bed.read(path);
    for (const [method, part, json] of calls) {
      for (const login of ['steering-chair', 'observer', 'cat3-chair'])
        expect(refusal(await bed.ask(login, method, path + part, json))).toBe('403 forbidden');
      expect(refusal(await bed.ask('foreigner', method, path + part, json))).toBe('404 notFound');
      expect(refusal(await bed.ask('secretariat', method, path + part, json))).toBe('409 meetingState');
    }
    expect(await bed.read(path)).toEqual(before);
  });

  it('M7 an uploaded paper is opened by who sees the meeting, and is not swept; a register entry follows the register', async () => {
    const path = await bed.plan();
    const secretariat = await visitAs(bed.server, 'secretariat');
    const form = new FormData();
    form.set('file', new File(['เอกสารประกอบ'], 'ประกอบ.txt', { type: 'text/plain' }));
    const inCycle = `/api/cycles/${bed.world.cycle}`;
    const { id: file } = (await secretariat.ask('POST', `${inCycle}/files`, { body: form })).body as { id: string };
    const member = await visitAs(bed.server, 'steering-member');
    expect(refusal(await member.get(`/api/files/${file}`))).toBe('403 forbidden');
    await words(path, 'เรื่องหนึ่ง');
    const entry = await idOf(path, 'เรื่องหนึ่ง');
    const paper = { file, entry, title: 'เอกสารประกอบ 1' };
    await Promise.all([1, 2].map(() => bed.ask('secretariat', 'POST', `${path}/papers`, paper)));
    expect(refusal(await member.get(`/api/files/${file}`))).toBe('403 forbidden');
    await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'publish' });
    expect((await member.get(`/api/files/${file}`)).text).toBe('เอกสารประกอบ');
    expect(refusal(await (await visitAs(bed.server, 'cat3-chair')).get(`/api/files/${file}`))).toBe('403 forbidden');
    expect(refusal(await (await visitAs(bed.server, 'foreigner')).get(`/api/files/${file}`))).toBe('404 notFound');

    const { database } = bed.server;
    await database.updateTable('file').set({ at: 1 }).where('id', '=', file).execute();
    const swept = { database, now: Date.now, store: { remove: async () => undefined } };
    const commands = { run: () => Promise.reject(new Error('nothing is to be swept')) };
    await sweepFiles({ ...swept, commands } as unknown as Parameters<typeof sweepFiles>[0]);

    const [added] = (await bed.read(path)).papers;
    expect(added).toMatchObject({ title: 'เอกสารประกอบ 1', entry, evidence: null, file: { id: file } });
    await bed.done('secretariat', 'DELETE', `${path}/agenda/${entry}`);
    expect((await bed.read(path)).papers).toMatchObject([{ id: added?.id, entry: null }]);
    await bed.done('secretariat', 'DELETE', `${path}/papers/${added?.id}`);
    expect((await bed.read(path)).papers).toEqual([]);
    for (const wrong of [{ file: 'none' }, { evidence: 'none' }, { file, entry: '99' }])
      expect(refusal(await bed.ask('secretariat', 'POST', `${path}/papers`, wrong))).toBe('404 notFound');
    for (const wrong of [{}, { file, evidence: 'x' }])
      expect(refusal(await bed.ask('secretariat', 'POST', `${path}/papers`, wrong))).toBe('422 invalid');

    const json = { file, title: 'หลักฐาน', confidentiality: 'confidential' };
    const register = (await secretariat.ask('POST', `${inCycle}/evidence`, { json })).body as { id: string };
    await bed.done('secretariat', 'POST', `${path}/papers`, { evidence: register.id });
    const seen = async (login: string) => (await bed.done(login, 'GET', path)).papers;
    expect(await seen('steering-member')).toMatchObject([{ title: 'หลักฐาน', file: { id: file } }]);
    expect(await seen('observer')).toMatchObject([{ title: 'หลักฐาน', file: null }]);
    expect(refusal(await secretariat.ask('DELETE', `/api/evidence/${register.id}`))).toBe('409 inUse');
    const named = (await bed.read(path)).papers.find(({ evidence }) => evidence === register.id);
    await bed.done('secretariat', 'DELETE', `${path}/papers/${named?.id}`);
    expect((await secretariat.ask('DELETE', `/api/evidence/${register.id}`)).status).toBeLessThan(300);
  });

  it('M9 the pack has what an approval of the claimed level would hash', async () => {
    await setItem('3.3', { claimed: 'advance' });
    const path = await bed.plan();
    for (const item of ['3.3', '7.1']) await add(path, { kind: 'item', section: 'forConsideration', item });
    await words(path, 'เรื่องอื่น');
    const answer = await bed.ask('secretariat', 'GET', `${path}/pack`);
    const { texts } = packSchema.parse(answer.body);
    expect(texts.map(({ level }) => level)).toEqual(['advance', null]);
    const observer = await visitAs(bed.server, 'observer');
    const hashed = await observer.get(`/api/cycles/${bed.world.cycle}/items/3.3/hashed?level=advance`);
    expect(hashed.body).toEqual({ contentHash: texts[0]?.contentHash, hashed: texts[0]?.hashed });
  });
});
