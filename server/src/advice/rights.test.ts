import { type AdvisorSessionAnswer, advisorSessionSchema } from '@ruam/shared/api/advice.ts';
import { itemSchema } from '@ruam/shared/api/api.ts';
import { historyEntrySchema } from '@ruam/shared/api/deciding.ts';
import { scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat } from '../testing/people.ts';
import { refusal } from '../testing/server.ts';
import { type AdviceBed, openAdviceBed } from './testBed.ts';

const roles = [
  'admin',
  'secretariat',
  'advisor',
  'steering-chair',
  'steering-member',
  'observer',
  'cat3-chair',
  'cat3-secretary',
  'cat3-member',
  'cat4-chair',
] as const;

describe.each(testStores)('who may what with advice, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: AdviceBed;
  let draft: string;
  let submitted: string;
  let session: AdvisorSessionAnswer;
  beforeAll(async () => {
    bed = await openAdviceBed(await locate(atEnd), atEnd);
    const other = await addPerson(bed.server.database, bed.world.agency, 'advisor-2');
    await addSeat(bed.server.database, bed.world.cycle, other, 'advisors', 'advisor');
    draft = (await bed.draft('3.1')).document;
    submitted = (await bed.submitted('3.1')).document;
    session = await plan('2019-08-22', 'ครั้งที่ 1');
  });

  const inCycle = (path: string) => `/api/cycles/${bed.world.cycle}/${path}`;
  const plan = async (date: string, title: string) =>
    advisorSessionSchema.parse(
      (await bed.ask('secretariat', 'POST', inCycle('advisorSessions'), { date, title })).body,
    );
  const calls = (): Readonly<Record<string, readonly [string, string, unknown?]>> => ({
    read: ['GET', inCycle('advice')],
    annex: ['GET', inCycle('advice/annex')],
    sessions: ['GET', inCycle('advisorSessions')],
    create: ['POST', inCycle('advice'), { item: '3.1', type: 'observation', severity: 'minor' }],
    advise: ['PUT', inCycle('items/3.1/advised'), { level: 'basic' }],
    change: ['PUT', `/api/advice/${draft}`, { type: 'observation', severity: 'minor' }],
    plan: ['POST', inCycle('advisorSessions'), { date: '2019-08-28', title: 'ครั้งที่ 2' }],
    keep: ['PUT', inCycle(`advisorSessions/${session.id}/before`)],
    // Who may is told that a reason is missing; nothing changes, so that everybody meets the same note.
    answer: ['POST', `/api/advice/${submitted}/answer`, { answer: 'declined' }],
    submit: ['POST', `/api/advice/${submitted}/submission`],
    version: ['POST', `/api/advice/${draft}/version`],
  });
  const may: Readonly<Record<string, readonly string[]>> = {
    read: roles,
    annex: roles,
    sessions: roles,
    create: ['advisor'],
    advise: ['advisor'],
    change: ['advisor'],
    plan: ['secretariat'],
    keep: ['secretariat'],
    answer: ['secretariat', 'cat3-chair', 'cat3-secretary'],
    submit: ['advisor'],
    version: ['advisor'],
  };

  it.each(Object.keys(may))('%s: those of its row, everybody else of the cycle 403', async (name) => {
    const [method, path, json] = calls()[name] ?? ['', ''];
    const allowed: string[] = [];
    for (const login of roles) {
      const answer = await bed.ask(login, method, path, json);
      if (answer.status === 403) expect(refusal(answer)).toBe('403 forbidden');
      else allowed.push(login);
    }
    expect(allowed.sort()).toEqual([...(may[name] ?? [])].sort());
  });

  it.each(Object.keys(may))('%s: 404 for another agency and for who has no seat, 401 for nobody', async (name) => {
    const [method, path, json] = calls()[name] ?? ['', ''];
    for (const login of ['foreigner', 'seatless'])
      expect(refusal(await bed.ask(login, method, path, json))).toBe('404 notFound');
  });

  it('another advisor does not touch the note of the first', async () => {
    const { change, submit, version } = calls();
    for (const [method, path, json] of [change, submit, version].filter((call) => call !== undefined))
      expect(refusal(await bed.ask('advisor-2', method, path, json))).toBe('403 forbidden');
  });

  it('a note that is none, and a document of another kind: 404', async () => {
    for (const document of ['none', await bed.documentId('3.1', 'recommendations')])
      for (const [method, path, json] of [
        ['PUT', '', { type: 'observation', severity: 'minor' }],
        ['POST', '/submission', undefined],
        ['POST', '/version', undefined],
        ['POST', '/answer', { answer: 'accepted' }],
      ] as const)
        expect(refusal(await bed.ask('advisor', method, `/api/advice/${document}${path}`, json))).toBe('404 notFound');
  });

  describe('the advised level', () => {
    const item = async (code: string) =>
      z
        .array(itemSchema)
        .parse((await bed.ask('observer', 'GET', inCycle('items'))).body)
        .find((each) => each.code === code);
    const advise = (code: string, json: unknown) => bed.ask('advisor', 'PUT', inCycle(`items/${code}/advised`), json);

    it('stands beside the claimed one and mixes with none', async () => {
      const before = await item('3.3');
      expect((await advise('3.3', { level: 'significance', statement: 'ทำได้จริง' })).status).toBe(200);
      expect(await item('3.3')).toMatchObject({ claimed: before?.claimed, approved: null, advised: 'significance' });
      const entry = (await bed.chain()).at(-1);
      expect(entry).toMatchObject({ type: 'item.advised', person: bed.world.personIds.advisor });
      expect(entry?.subject).toMatchObject({ item: '3.3', from: null, level: 'significance' });
      const board = async (value: string) =>
        (await bed.ask('observer', 'GET', inCycle(`scoreboard?value=${value}`))).body as { counts: unknown };
      expect((await board('advised')).counts).toMatchObject({ significance: 1 });
      expect(await advise('3.3', { level: null })).toMatchObject({ status: 200, body: { advised: null } });
    });

    it('brings a claim one step on, and nothing else', async () => {
      const claim = { level: 'basic' };
      expect((await bed.ask('cat3-chair', 'PUT', inCycle('items/3.4/claim'), claim)).status).toBe(200);
      expect((await advise('3.4', { level: 'basic' })).body).toMatchObject({ status: 'advised', claimed: 'basic' });
      expect((await advise('3.3', { level: 'basic' })).body).toMatchObject({ status: 'scheduled' });
    });

    it('is in the history of the item with who said why', async () => {
      const statement = 'หลักฐานครบทุกข้อ';
      await advise('3.2', { level: 'advance', statement });
      const path = inCycle('items/3.2/decisions');
      const [told] = z.array(historyEntrySchema).parse((await bed.ask('observer', 'GET', path)).body);
      expect(told).toMatchObject({
        ...{ type: 'advised', from: null, level: 'advance', statement },
        personName: 'ชื่อ advisor',
      });
    });

    it('a dimension has none, an unknown item is none', async () => {
      expect(refusal(await advise('7.1', { level: 'basic' }))).toBe('422 invalid');
      expect(refusal(await advise('9.9', { level: 'basic' }))).toBe('404 notFound');
      for (const json of [{}, { level: 'top' }, { level: 'basic', statement: 'ก'.repeat(4_001) }])
        expect(refusal(await advise('3.3', json))).toBe('422 invalid');
    });
  });

  it('the version before a visit is kept once, also when it is clicked three times', async () => {
    const { id } = await plan('2019-08-28', 'ครั้งที่ 3');
    const keep = (side: string) => bed.ask('secretariat', 'PUT', inCycle(`advisorSessions/${id}/${side}`));
    const answers = await Promise.all([keep('before'), keep('before'), keep('before')]);
    const [first] = answers.map(({ body }) => advisorSessionSchema.parse(body));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const after = advisorSessionSchema.parse((await keep('after')).body);
    expect(after.before).toBe(first?.before);
    expect(after.after).not.toBe(after.before);
    const snapshot = await bed.server.database
      .selectFrom('snapshot')
      .selectAll()
      .where('id', '=', after.after ?? '')
      .executeTakeFirstOrThrow();
    expect(snapshot).toMatchObject({ kind: 'named', itemCode: null, name: 'ครั้งที่ 3 (หลัง)' });
    expect(scoreboardSchema.safeParse(JSON.parse(snapshot.score ?? 'null')).success).toBe(true);
    const taken = (await bed.chain()).filter(({ type }) => type === 'snapshot.taken').slice(-2);
    expect(taken.map(({ subject }) => subject.snapshot)).toEqual([after.before, after.after]);
    const { documents } = JSON.parse(snapshot.hashed) as { documents: { id: string }[] };
    const ids = documents.map(({ id: document }) => document);
    expect([ids.includes(submitted), ids.includes(draft)]).toEqual([true, false]);
    expect(refusal(await bed.ask('secretariat', 'PUT', inCycle('advisorSessions/none/before')))).toBe('404 notFound');
    expect(refusal(await keep('during'))).toBe('422 invalid');
  });

  it.each([{ date: 'tomorrow', title: 'ก' }, { date: '2019-08-22', title: ' ' }, { date: '2019-08-22' }])(
    'a visit that is none: 422 %j',
    async (json) => {
      expect(refusal(await bed.ask('secretariat', 'POST', inCycle('advisorSessions'), json))).toBe('422 invalid');
    },
  );
});
