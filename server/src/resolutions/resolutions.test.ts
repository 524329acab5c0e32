import { randomUUID } from 'node:crypto';
import { resolutionSchema } from '@ruam/shared/api/resolutions.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkDecisions } from '../proof/checkDecisions.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs } from '../testing/server.ts';
import { openResolutionBed, type ResolutionBed } from './testBed.ts';

describe.each(testStores)('resolutions, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: ResolutionBed;
  beforeAll(async () => {
    bed = await openResolutionBed(await locate(atEnd), atEnd);
  });
  const words = (text: string) => ({ kind: 'resolved', text });

  it('R1 each decision on an item is a resolution of its meeting, numbered from 1, with the entry of the agenda', async () => {
    const path = await bed.run();
    for (const code of ['1.1', '1.2', '2.1', '2.2']) await bed.claim(code);
    const item = { kind: 'item', section: 'forConsideration', item: '1.1' };
    const { agenda } = await bed.done('secretariat', 'POST', `${path}/agenda`, item);
    const conditions = { text: 'จัดทำหลักฐานเพิ่ม', deadline: '2020-09-30' };
    const answers = [
      await bed.decide('1.1', 'approval', { level: 'basic', resolution: 'เห็นชอบ ๑' }),
      await bed.decide('1.2', 'approval', { level: 'basic', resolution: 'เห็นชอบ ๒', conditions }, 'secretariat'),
      await bed.decide('2.1', 'decision', { kind: 'returned', resolution: 'ส่งคืน', reason: 'หลักฐานไม่ครบ' }),
      await bed.decide('2.2', 'decision', { kind: 'postponed', resolution: 'เลื่อน', until: '2020-01-31' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const list = await bed.list(path);
    expect(list.map(({ number, kind, item: code }) => `${number} ${kind} ${code}`)).toEqual([
      '1 approved 1.1',
      '2 approvedWithConditions 1.2',
      '3 returned 2.1',
      '4 postponed 2.2',
    ]);
    const approval = z.object({ approval: z.record(z.string(), z.unknown()) }).parse(answers[0]?.body).approval;
    expect(list[0]).toMatchObject({
      ...{ entry: agenda[0]?.id, level: 'basic', text: 'เห็นชอบ ๑', personName: 'ชื่อ steering-chair' },
      ...{ contentHash: approval.contentHash, certificateId: approval.certificateId, snapshotId: approval.snapshotId },
    });
    expect(list[0]?.certificateNumber).toBeTruthy();
    expect(list[1]).toMatchObject({ conditions, entry: null });
    expect(list[2]).toMatchObject({ reason: 'หลักฐานไม่ครบ', certificateId: null });
    expect(list[3]).toMatchObject({ until: '2020-01-31' });
    expect(await checkDecisions(bed.server.database, bed.world.cycle)).toEqual([]);
  });

  it('R1 what is resolved at once has numbers without a gap; what is refused has none', async () => {
    const path = await bed.run();
    await bed.claim('1.3');
    await Promise.all([
      ...['ก', 'ข', 'ค'].map((text) => bed.resolve(path, words(text))),
      bed.decide('1.3', 'decision', { kind: 'noted', resolution: 'รับทราบ' }),
      bed.decide('1.3', 'approval', { level: 'significance', resolution: 'สูงเกิน' }),
    ]);
    expect((await bed.list(path)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  it('R2 a request with a key that is sent twice, also at once, is done once; a decision too', async () => {
    const path = await bed.run();
    const same = { ...words('มอบหมายฝ่ายเลขานุการ'), key: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => bed.resolve(path, same)));
    const ids = answers.map(({ body }) => (body as { id: string }).id);
    expect([answers.map(({ status }) => status), new Set(ids).size]).toEqual([[201, 201, 201], 1]);
    expect(refusal(await bed.resolve(path, { ...same, text: 'อื่น' }))).toBe('409 keyUsed');
    await bed.claim('2.3');
    const noted = () => bed.decide('2.3', 'decision', { kind: 'noted', resolution: 'รับทราบ' });
    await Promise.all([noted(), noted()]);
    expect(await bed.list(path)).toHaveLength(2);
  });

  it('R3 recorded while it runs; afterwards by the secretariat until the minutes are circulated', async () => {
    const planned = await bed.plan();
    expect(refusal(await bed.resolve(planned, words('เร็วไป')))).toBe('409 meetingState');
    const path = await bed.run();
    await bed.resolved(path, words('ระหว่างประชุม'));
    await bed.step(path, 'end');
    expect(refusal(await bed.resolve(path, words('ประธาน'), 'steering-chair'))).toBe('409 meetingState');
    await bed.resolved(path, words('ลืมบันทึก'));
    expect((await bed.ask('secretariat', 'PUT', `${path}/minutes/state`, { state: 'circulated' })).status).toBe(200);
    expect(refusal(await bed.resolve(path, words('สายไป')))).toBe('409 meetingState');
    expect(await bed.list(path)).toHaveLength(2);
  });

  it.each(['cat3-chair', 'steering-member', 'advisor', 'observer', 'admin'])('R3 %s records nothing', async (login) => {
    const path = await bed.run();
    const { id } = await bed.resolved(path, words('หนึ่ง'));
    expect(refusal(await bed.resolve(path, words('สอง'), login))).toBe('403 forbidden');
    expect(refusal(await bed.ask(login, 'PUT', `${path}/resolutions/${id}`, {}))).toBe('403 forbidden');
  });

  it('M2 who may not see the meeting finds nothing; members of the body read', async () => {
    const path = await bed.run();
    await bed.resolved(path, words('หนึ่ง'));
    for (const login of ['foreigner', 'seatless', 'cat3-chair', 'advisor'])
      expect(refusal(await bed.ask(login, 'GET', `${path}/resolutions`))).toBe('404 notFound');
    expect(refusal(await bed.resolve(path, words('สอง'), 'foreigner'))).toBe('404 notFound');
    for (const login of ['steering-member', 'observer', 'admin']) expect(await bed.list(path, login)).toHaveLength(1);
  });

  it('R5 observations on an item become recommendations of it, once, whatever is sent how often', async () => {
    const path = await bed.run();
    await bed.claim('4.1');
    await bed.decide('4.1', 'approval', { level: 'basic', resolution: 'เห็นชอบ' });
    const [made] = await bed.list(path);
    const vote = await bed.vote(path, [12, 1, 0]);
    const one = { text: 'จัดทำแผน', units: ['กองแผนงาน', 'สลธ.'], due: '2020-09-30' };
    const two = { text: 'รายงานผล', units: [], due: null };
    const put = (json: object) => bed.ask('secretariat', 'PUT', `${path}/resolutions/${made?.id}`, json);
    const answers = await Promise.all([put({ observations: [one], vote }), put({ observations: [one, two] })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [after] = await bed.list(path);
    expect(after?.observations.map(({ text, recommendation }) => `${text} ${recommendation}`).sort()).toEqual([
      'จัดทำแผน written',
      'รายงานผล written',
    ]);
    expect(after?.vote).toEqual({ question: 'เห็นชอบหรือไม่', choices: null, counts: [12, 1, 0] });
    const document = await bed.server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', bed.world.cycle)
      .where('item', '=', '4.1')
      .where('kind', '=', 'recommendations')
      .executeTakeFirstOrThrow();
    const visitor = await visitAs(bed.server, 'observer');
    const text = (await visitor.get(`/api/documents/${document.id}/content?format=text`)).text;
    expect(
      text
        .split('\n')
        .filter((line) => /จัดทำแผน|รายงานผล/.test(line))
        .sort(),
    ).toEqual(['จัดทำแผน ภายในวันที่ ๓๐ กันยายน ๒๕๖๓ (ผู้รับผิดชอบ กองแผนงาน สลธ.)', 'รายงานผล']);
    const json = (await visitor.get(`/api/documents/${document.id}/content`)).text;
    expect(json).toContain('"targetFiscalYear":2563');
    expect(json).toContain('"origin":"มติที่ประชุมคณะกรรมการอำนวยการ');
    expect((await put({ observations: [one] })).status).toBe(200);
    expect((await visitor.get(`/api/documents/${document.id}/content`)).text).toBe(json);
  });

  it('R5 where the recommendations are locked the observation stays with the resolution and says so', async () => {
    const path = await bed.run();
    await bed.claim('4.2');
    await bed.decide('4.2', 'decision', { kind: 'noted', resolution: 'รับทราบ' });
    const [made] = await bed.list(path);
    await bed.server.database
      .updateTable('document')
      .set({ state: 'locked' })
      .where('item', '=', '4.2')
      .where('kind', '=', 'recommendations')
      .execute();
    const json = { observations: [{ text: 'ติดตาม', units: [], due: null }] };
    const answer = await bed.ask('secretariat', 'PUT', `${path}/resolutions/${made?.id}`, json);
    expect(resolutionSchema.parse(answer.body).observations).toMatchObject([
      { text: 'ติดตาม', recommendation: 'refused' },
    ]);
  });

  it('R4 a correction is a new resolution; the old one stays and says so; two at once: one', async () => {
    const path = await bed.run();
    const first = await bed.resolved(path, words('นัดประชุมวันที่ 1'));
    const corrections = await Promise.all(
      ['วันที่ 2', 'วันที่ 3'].map((text) => bed.resolve(path, { ...words(text), corrects: first.id })),
    );
    expect(corrections.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(corrections.map(refusal)).toContain('409 replaced');
    const [old, correction] = await bed.list(path);
    expect(old).toMatchObject({ text: 'นัดประชุมวันที่ 1', correctedBy: correction?.id, correctedAt: { number: 2 } });
    expect(correction).toMatchObject({ corrects: first.id, correctsAt: { number: 1, meeting: path.slice(1) } });
    expect(refusal(await bed.resolve(path, { ...words('x'), corrects: 'none' }))).toBe('404 notFound');
    const body = await bed.plan({ body: 'category-3' });
    await bed.step(body, 'publish');
    await bed.step(body, 'begin');
    expect(refusal(await bed.resolve(body, { ...words('x'), corrects: correction?.id }))).toBe('404 notFound');
  });

  it('R4 correcting an approval in words leaves it approved', async () => {
    const path = await bed.run();
    await bed.claim('5.1');
    await bed.decide('5.1', 'approval', { level: 'basic', resolution: 'เห็นชอบ' });
    const [approved] = await bed.list(path);
    await bed.resolved(path, { ...words('แก้ถ้อยคำเป็น เห็นชอบตามที่เสนอ'), corrects: approved?.id });
    const item = await bed.server.database
      .selectFrom('item')
      .select(['approved', 'status'])
      .where('cycleId', '=', bed.world.cycle)
      .where('code', '=', '5.1')
      .executeTakeFirst();
    expect(item).toEqual({ approved: 'basic', status: 'approved' });
    expect(await checkDecisions(bed.server.database, bed.world.cycle)).toEqual([]);
  });

  it('R6 a declared level is what the server computes; another one on the screen is refused', async () => {
    const path = await bed.run();
    const wrong = { kind: 'declared', text: 'ประกาศผล', expected: { level: 'significance' } };
    const refused = await bed.resolve(path, wrong);
    expect(refusal(refused)).toBe('409 replaced');
    const level = z
      .object({ error: z.object({ details: z.object({ level: z.string().nullable() }) }) })
      .parse(refused.body).error.details.level;
    const made = await bed.resolved(path, { ...wrong, expected: { level } });
    expect(made).toMatchObject({ kind: 'declared', level, item: null });
    expect(made.points).toBeGreaterThan(0);
    expect(made.decided?.of).toBeGreaterThan(made.decided?.approved ?? 0);
    const { score } = await bed.server.database
      .selectFrom('resolution')
      .select('score')
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(score ?? '')).toMatchObject({ scoreboard: { trace: { subject: 'overall' } } });
  });

  it.each([
    ['without words', { text: ' ' }],
    ['an unknown kind', { kind: 'approved' }],
    [
      'too many observations',
      { observations: Array.from({ length: 51 }, () => ({ text: 'x', units: [], due: null })) },
    ],
    ['a day that is none', { observations: [{ text: 'x', units: [], due: '2020-02-31' }] }],
  ])('%s: 422 invalid', async (_what, wrong) => {
    expect(refusal(await bed.resolve(await bed.run(), { ...words('มติ'), ...wrong }))).toBe('422 invalid');
  });

  it('an entry or a vote that is not of the meeting is not found; an open vote is invalid', async () => {
    const path = await bed.run();
    const other = await bed.vote(await bed.plan(), [1, 0, 0]);
    for (const wrong of [{ entry: '99' }, { vote: 'none' }, { vote: other }])
      expect(refusal(await bed.resolve(path, { ...words('มติ'), ...wrong }))).toBe('404 notFound');
    const open = await bed.vote(path, [1, 0, 0]);
    await bed.server.database.updateTable('vote').set({ closedAt: null }).where('id', '=', open).execute();
    expect(refusal(await bed.resolve(path, { ...words('มติ'), vote: open }))).toBe('422 invalid');
  });
});
