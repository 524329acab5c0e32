import { approvalSchema, reopeningSchema } from '@ruam/shared/api/api.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import { scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal } from '../testing/server.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';

describe.each(testStores)('reopening an item, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  const approvalsOf = (code: string) =>
    bed.server.database.selectFrom('approval').selectAll().where('itemCode', '=', code).orderBy('at').execute();

  const claim = async (code: string, level: string) => {
    const path = `/api/cycles/${bed.world.cycle}/items/${code}/claim`;
    return (await bed.visit('cat3-chair')).ask('PUT', path, { json: { level } });
  };

  const approvedCounts = async () => {
    const answer = await (await bed.visit('observer')).get(`/api/cycles/${bed.world.cycle}/scoreboard?value=approved`);
    const { basic, advance, significance } = scoreboardSchema.parse(answer.body).counts;
    return { basic, advance, significance };
  };

  it('takes every approval back and opens all the evidence in a new epoch', async () => {
    for (const level of ['basic', 'advance']) await bed.approve('1.1', { level });
    const before = await approvalsOf('1.1');
    const answer = await bed.reopen('1.1', { reason: ' พบหลักฐานใหม่ ' }, 'secretariat');
    expect(answer.status).toBe(201);
    const { item } = reopeningSchema.parse(answer.body);
    expect(item).toMatchObject({ code: '1.1', approved: null, claimed: 'significance', status: 'reopened' });
    expect(item).toEqual(await bed.item('1.1'));
    const locks = ['basic open 2', 'advance open 2', 'significance open 1', 'recommendations open 0'];
    expect(await bed.locks('1.1')).toEqual(locks);
    const reopening = await bed.server.database
      .selectFrom('reopening')
      .selectAll()
      .where('itemCode', '=', '1.1')
      .executeTakeFirstOrThrow();
    expect(reopening).toMatchObject({ reason: 'พบหลักฐานใหม่', personId: bed.world.personIds.secretariat });
    // What was decided stays on record; only that it was taken back is added.
    expect(await approvalsOf('1.1')).toEqual(before.map((row) => ({ ...row, reopeningId: reopening.id })));
  });

  it('writes it into the chain: reason, approvals taken back, and the opened documents', async () => {
    for (const level of ['basic', 'advance']) await bed.approve('1.2', { level });
    await bed.reopen('1.2', { reason: 'เหตุผล' });
    const entry = (await bed.chain()).at(-1);
    expect(entry).toMatchObject({ type: 'item.reopened', person: bed.world.personIds['steering-chair'] });
    const ids = await Promise.all(levels.map((level) => bed.documentId('1.2', level)));
    const epochs = ids.map((id, index) => ({ id, lockEpoch: [2, 2, 1][index] }));
    const { subject } = entry ?? {};
    expect(subject).toMatchObject({ cycle: bed.world.cycle, item: '1.2', reason: 'เหตุผล' });
    expect(subject?.documents).toEqual(epochs.sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(new Set(subject?.approvals as string[])).toEqual(new Set((await approvalsOf('1.2')).map(({ id }) => id)));
  });

  it('the way of an item: claim, approve, claim more, approve more, reopen, approve again; the score follows', async () => {
    expect(await approvedCounts()).toEqual({ basic: 0, advance: 0, significance: 0 });
    await claim('3.3', 'advance');
    await bed.approve('3.3', { level: 'basic' });
    expect(await approvedCounts()).toEqual({ basic: 1, advance: 0, significance: 0 });
    expect(refusal(await claim('3.3', 'basic'))).toBe('409 locked');
    await bed.approve('3.3', { level: 'advance' });
    expect(refusal(await claim('3.3', 'advance'))).toBe('409 locked');
    expect((await claim('3.3', 'significance')).status).toBe(200);
    expect(await approvedCounts()).toEqual({ basic: 0, advance: 1, significance: 0 });
    expect(await bed.item('3.3')).toMatchObject({ approved: 'advance', claimed: 'significance', status: 'claimed' });
    await bed.reopen('3.3');
    expect(await approvedCounts()).toEqual({ basic: 0, advance: 0, significance: 0 });
    expect((await claim('3.3', 'basic')).status).toBe(200);
    const { approval } = approvalSchema.parse((await bed.approve('3.3', { level: 'basic' })).body);
    expect(approval.lockEpoch).toBe(3);
    expect((await bed.locks('3.3')).slice(0, 3)).toEqual(['basic locked 3', 'advance open 2', 'significance open 1']);
    expect(await approvedCounts()).toEqual({ basic: 1, advance: 0, significance: 0 });
  });

  it('a dimension: its results are open again, and can be approved again', async () => {
    await bed.approve('7.1', { level: null });
    expect(reopeningSchema.parse((await bed.reopen('7.1')).body).item.status).toBe('reopened');
    expect(await bed.locks('7.1')).toEqual(['recommendations open 0', 'results open 2']);
    expect(approvalSchema.parse((await bed.approve('7.1', { level: null })).body).approval.lockEpoch).toBe(3);
  });

  it('what is not approved, or not any more: 409 notApproved, and nothing changes', async () => {
    for (const code of ['3.1', '7.2']) {
      const before = await bed.everything(code);
      expect(refusal(await bed.reopen(code))).toBe('409 notApproved');
      expect(await bed.everything(code)).toEqual(before);
    }
    await bed.approve('3.1', { level: 'basic' });
    await bed.reopen('3.1');
    expect(refusal(await bed.reopen('3.1'))).toBe('409 notApproved');
  });

  it('two at once: one takes it back, the other hears notApproved', async () => {
    await bed.approve('3.4', { level: 'basic' });
    const answers = await Promise.all(
      ['secretariat', 'steering-chair'].map((who) => bed.reopen('3.4', undefined, who)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.filter(({ status }) => status === 409).map(refusal)).toEqual(['409 notApproved']);
    expect(await bed.locks('3.4')).toContain('basic open 2');
  });

  it.each(['cat3-chair', 'advisor', 'steering-member', 'observer', 'admin'])('%s may not: 403', async (login) => {
    await bed.approve('2.1', { level: 'basic' });
    const before = await bed.everything('2.1');
    expect(refusal(await bed.reopen('2.1', { reason: 'x' }, login))).toBe('403 forbidden');
    expect(await bed.everything('2.1')).toEqual(before);
  });

  it.each([{}, { reason: '' }, { reason: '  \n' }, { reason: null }, { reason: 'x'.repeat(20_001) }])(
    'without a reason: 422 invalid',
    async (json) => {
      expect(refusal(await bed.reopen('2.2', json))).toBe('422 invalid');
    },
  );

  it('an item that is not there: 404', async () => {
    expect(refusal(await bed.reopen('9.9'))).toBe('404 notFound');
  });
});
