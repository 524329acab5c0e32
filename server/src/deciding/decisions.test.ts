import { randomUUID } from 'node:crypto';
import { approvalSchema, itemSchema } from '@ruam/shared/api/api.ts';
import { decidingMeetingSchema, decisionSchema, historyEntrySchema } from '@ruam/shared/api/deciding.ts';
import { scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal } from '../testing/server.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';

describe.each(testStores)('decisions, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  const ask = async (login: string, method: string, code: string, call: string, json?: unknown) =>
    (await bed.visit(login)).ask(method, `/api/cycles/${bed.world.cycle}/items/${code}/${call}`, { json });
  const decide = (code: string, json: Record<string, unknown>, login = 'steering-chair') =>
    ask(login, 'POST', code, 'decision', { resolution: 'ที่ประชุมมีมติ', ...json });
  const meet = (code: string, login = 'secretariat', json: unknown = { met: true }) =>
    ask(login, 'PUT', code, 'conditions', json);
  const wish = (code: string, json: Record<string, unknown>, login = 'cat3-member') =>
    ask(login, 'POST', code, 'reopeningRequest', json);
  const history = async (code: string) =>
    z.array(historyEntrySchema).parse((await ask('observer', 'GET', code, 'decisions')).body);
  const newest = async () => (await bed.chain()).at(-1);
  const conditions = { text: 'ปรับปรุงข้อมูลผู้รับบริการให้ครบถ้วน', deadline: '2019-12-31' };

  it('approved with conditions: the status says so until the secretariat records that they are met', async () => {
    const { approval } = approvalSchema.parse((await bed.approve('3.3', { level: 'basic', conditions })).body);
    expect(await bed.item('3.3')).toMatchObject({ status: 'approvedWithConditions', approved: 'basic' });
    expect((await newest())?.subject).toMatchObject({ approval: approval.id, conditions });
    const [told] = await history('3.3');
    expect(told).toMatchObject({ type: 'approval', conditions: { ...conditions, metAt: null, metByName: null } });
    expect(itemSchema.parse((await meet('3.3')).body)).toMatchObject({ status: 'approved', approved: 'basic' });
    const subject = { cycle: bed.world.cycle, item: '3.3', approvals: [approval.id] };
    expect(await newest()).toMatchObject({ type: 'item.conditionsMet', subject });
    const [met] = await history('3.3');
    expect(met).toMatchObject({ conditions: { metAt: expect.any(Number), metByName: 'ชื่อ secretariat' } });
    expect(refusal(await meet('3.3'))).toBe('409 notApproved');
  });

  it('no conditions to meet: 409 notApproved, and nothing changes', async () => {
    await bed.approve('3.1', { level: 'basic' });
    for (const code of ['3.1', '3.2']) {
      const before = await bed.everything(code);
      expect(refusal(await meet(code))).toBe('409 notApproved');
      expect(await bed.everything(code)).toEqual(before);
    }
    expect(refusal(await meet('3.1', 'secretariat', { met: false }))).toBe('422 invalid');
  });

  it('met twice at once: one is recorded', async () => {
    await bed.approve('6.4', { level: 'basic', conditions });
    const answers = await Promise.all([meet('6.4'), meet('6.4'), meet('6.4')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it.each([
    ['returned', { reason: 'หลักฐานยังไม่ครอบคลุม', until: '2019-10-31' }],
    ['noted', {}],
    ['postponed', { until: '2019-11-30' }],
  ] as const)(
    '%s: recorded with its resolution and meeting, told in the chain, nothing is locked',
    async (kind, more) => {
      const code = { returned: '1.1', noted: '1.2', postponed: '1.3' }[kind];
      const before = await bed.locks(code);
      const answer = await decide(code, { kind, resolution: ' มติที่ประชุม ', ...more });
      expect(answer.status).toBe(201);
      const { decision, item } = decisionSchema.parse(answer.body);
      expect(item).toEqual(await bed.item(code));
      expect(item).toMatchObject({ status: kind, claimed: 'significance', approved: null });
      expect(decision).toMatchObject({ kind, resolution: 'มติที่ประชุม', reason: null, until: null, ...more });
      expect(await bed.locks(code)).toEqual(before);
      expect(await newest()).toMatchObject({
        type: `item.${kind}`,
        person: bed.world.personIds['steering-chair'],
        subject: { item: code, decision: decision.id, resolution: 'มติที่ประชุม', meeting: decision.meetingId },
      });
      expect((await history(code))[0]).toMatchObject({
        ...{ type: 'decision', kind, id: decision.id, personName: 'ชื่อ steering-chair' },
        meeting: { number: '6/2562', date: '2019-09-30' },
      });
    },
  );

  it('the same decision sent twice at once is recorded once; another one, or after a new claim, is its own', async () => {
    const seen = async () => (await bed.chain()).filter(({ type }) => type.startsWith('item.')).length;
    const before = await seen();
    const json = { kind: 'returned', reason: 'หลักฐานยังไม่ครบ' };
    const answers = await Promise.all([decide('2.1', json), decide('2.1', json), decide('2.1', json)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const idOf = (answer: { readonly body: unknown }) => decisionSchema.parse(answer.body).decision.id;
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(await seen()).toBe(before + 1);
    expect(idOf(await decide('2.1', json, 'secretariat'))).not.toBe(idOf(await decide('2.1', json)));
    const last = idOf(await decide('2.1', json));
    await bed.claim('2.1', 'advance');
    expect(idOf(await decide('2.1', json))).not.toBe(last);
  });

  it('what was returned can be claimed and approved again', async () => {
    await decide('4.2', { kind: 'returned', reason: 'ขาดหลักฐาน' });
    expect((await bed.approve('4.2', { level: 'basic' })).status).toBe(201);
    expect(refusal(await decide('4.1', { kind: 'returned' }))).toBe('422 invalid');
  });

  it('all that is claimed is approved: 409 locked', async () => {
    await bed.approve('7.1', { level: null });
    await bed.claim('2.1', 'basic');
    await bed.approve('2.1', { level: 'basic' });
    for (const code of ['7.1', '2.1']) {
      const before = await bed.everything(code);
      for (const kind of ['noted', 'postponed']) expect(refusal(await decide(code, { kind }))).toBe('409 locked');
      expect(await bed.everything(code)).toEqual(before);
    }
  });

  it('a meeting that is not there: 404; one that has ended: 409', async () => {
    expect(refusal(await decide('2.2', { kind: 'noted', meetingId: 'none' }))).toBe('404 notFound');
    const id = randomUUID();
    const ended = { id, cycleId: bed.world.cycle, body: 'steering', number: '5/2562', date: null, createdAt: 1 };
    await bed.server.database
      .insertInto('meeting')
      .values({ ...ended, status: 'ended' })
      .execute();
    expect(refusal(await decide('2.2', { kind: 'noted', meetingId: id }))).toBe('409 noMeeting');
    const answer = await ask('observer', 'GET', '2.2', 'meetings');
    expect(z.array(decidingMeetingSchema).parse(answer.body)).toMatchObject([
      { number: '6/2562', date: '2019-09-30', status: 'planned', isOnAgenda: true },
    ]);
  });

  it.each([
    ['an unknown kind', { kind: 'approved' }],
    ['a day that is none', { kind: 'postponed', until: '2019-02-30' }],
    ['a blank reason', { kind: 'returned', reason: '  ' }],
    ['no resolution', { kind: 'noted', resolution: ' ' }],
  ])('%s: 422 invalid', async (_what, json) => {
    expect(refusal(await decide('2.3', json))).toBe('422 invalid');
  });

  it.each([
    ['no deadline', { text: 'x' }],
    ['a deadline that is no day', { text: 'x', deadline: '31/12/2562' }],
    ['no text', { text: ' ', deadline: '2019-12-31' }],
  ])('conditions with %s: 422 invalid', async (_what, wrong) => {
    expect(refusal(await bed.approve('2.3', { level: 'basic', conditions: wrong }))).toBe('422 invalid');
  });

  it('a reopening is asked for by members of the body, and answers the request', async () => {
    expect(refusal(await wish('3.4', { reason: 'x' }))).toBe('409 notApproved');
    await bed.approve('3.4', { level: 'basic' });
    expect((await wish('3.4', { reason: 'พบหลักฐานใหม่' })).status).toBe(201);
    expect(await newest()).toMatchObject({
      type: 'item.reopeningRequested',
      subject: { cycle: bed.world.cycle, item: '3.4', reason: 'พบหลักฐานใหม่', rescues: [] },
    });
    expect((await history('3.4'))[0]).toMatchObject({ type: 'reopeningRequest', isAnswered: false });
    await bed.reopen('3.4', { reason: 'ตามคำขอ' });
    expect(await history('3.4')).toMatchObject([
      { type: 'reopening', reason: 'ตามคำขอ' },
      { type: 'reopeningRequest', isAnswered: true, personName: 'ชื่อ cat3-member' },
      { type: 'approval', isSuperseded: true, certificateId: expect.any(String) },
    ]);
    expect(refusal(await wish('3.4', { reason: ' ' }))).toBe('422 invalid');
  });

  it('a request names refused edits of the item that the person may read, and no others', async () => {
    await bed.approve('3.2', { level: 'basic' });
    const rescue = async (login: string, code: string) => {
      const id = randomUUID();
      const documentId = await bed.documentId(code, 'basic');
      const personId = bed.world.personIds[login] ?? '';
      const kept = { at: 1, generation: 1, lockEpoch: 0, content: Buffer.of(0, 0), passages: null };
      await bed.server.database
        .insertInto('rescue')
        .values({ id, documentId, personId, reason: 'locked', ...kept })
        .execute();
      return id;
    };
    const [own, foreign, other] = [
      await rescue('cat3-member', '3.2'),
      await rescue('observer', '3.2'),
      await rescue('cat3-member', '3.1'),
    ];
    for (const id of [foreign, other, 'none'])
      expect(refusal(await wish('3.2', { reason: 'x', rescues: [own, id] }))).toBe('404 notFound');
    expect((await wish('3.2', { reason: 'x', rescues: [own] })).status).toBe(201);
    expect((await wish('3.2', { reason: 'x', rescues: [own, foreign] }, 'cat3-chair')).status).toBe(201);
    expect((await history('3.2'))[0]).toMatchObject({ rescues: [own, foreign] });
  });

  it('the score of that moment stays with the approval', async () => {
    const { approval } = approvalSchema.parse((await bed.approve('5.1', { level: 'basic' })).body);
    const row = await bed.server.database
      .selectFrom('snapshot')
      .select(['kind', 'score'])
      .where('id', '=', approval.snapshotId)
      .executeTakeFirstOrThrow();
    expect(row.kind).toBe('approval');
    const now = await (await bed.visit('observer')).get(`/api/cycles/${bed.world.cycle}/scoreboard?value=approved`);
    expect(scoreboardSchema.parse(JSON.parse(row.score ?? ''))).toEqual(scoreboardSchema.parse(now.body));
  });

  it('another text than a version that is kept: 409 textChanged with the difference', async () => {
    const { approval } = approvalSchema.parse((await bed.approve('5.4', { level: 'basic' })).body);
    await bed.reopen('5.4');
    const id = await bed.documentId('5.4', 'recommendations');
    const before = await bed.server.database.selectFrom('snapshot').select(['id', 'hashed']).execute();
    await bed.type(id, 'ข้อความใหม่');
    const refused = await bed.approve('5.4', { level: 'basic', expectedContentHash: approval.contentHash });
    expect(refusal(refused)).toBe('409 textChanged');
    const details = { expected: approval.contentHash, changed: [id], documents: [{ id, change: 'changed' }] };
    expect(refused.body).toMatchObject({ error: { details } });
    expect(refused.text).toContain('"type":"inserted","text":"ข้อความใหม่"');
    expect(await bed.server.database.selectFrom('snapshot').select(['id', 'hashed']).execute()).toEqual(before);
  });
});
