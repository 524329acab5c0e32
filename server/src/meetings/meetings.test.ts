import { randomUUID } from 'node:crypto';
import { meetingSchema } from '@ruam/shared/api/meetings.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs } from '../testing/server.ts';
import { type MeetingBed, openMeetingBed } from './testBed.ts';

describe.each(testStores)('meetings, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: MeetingBed;
  beforeAll(async () => {
    bed = await openMeetingBed(await locate(atEnd), atEnd);
  });
  const step = (path: string, event: string, login = 'secretariat') =>
    bed.ask(login, 'PUT', `${path}/state`, { event });
  const seen = async (login: string) =>
    z
      .array(meetingSchema)
      .parse((await bed.ask(login, 'GET', '')).body)
      .map(({ number }) => number);
  /** Types of the meeting's audit entries, oldest first. */
  const told = async (path: string) =>
    (await bed.chain())
      .filter(({ type, subject }) => type.startsWith('meeting.') && `/${subject.meeting}` === path)
      .sort((a, b) => a.seq - b.seq)
      .map(({ type }) => type.slice('meeting.'.length));

  it('M1 a number in Thai digits is the same as in Arabic ones, and unique in its body', async () => {
    const path = await bed.plan({ number: ' ๑๑ / ๒๕๖๒', time: '09:30', place: ' ห้องประชุม  1 ' });
    expect(await bed.read(path)).toMatchObject({
      ...{ number: '11/2562', body: 'steering', state: 'planned', time: '09:30', place: 'ห้องประชุม 1' },
      ...{ type: 'ordinary', quorum: { kind: 'atLeast', numerator: 1, denominator: 2 }, agenda: [] },
    });
    const again = { body: 'steering', number: '11/2562', date: null };
    expect(refusal(await bed.ask('secretariat', 'POST', '', again))).toBe('409 numberTaken');
    const imported = { body: 'steering', number: '6/2562', date: null };
    expect(refusal(await bed.ask('secretariat', 'POST', '', imported))).toBe('409 numberTaken');
    await bed.plan({ body: 'category-3', number: '11/2562' });
    expect(refusal(await bed.ask('secretariat', 'PUT', path, { number: '6/2562' }))).toBe('409 numberTaken');
    const together = { body: 'steering', number: '12/2562', date: null };
    const answers = await Promise.all([1, 2, 3].map(() => bed.ask('secretariat', 'POST', '', together)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('M1 a meeting has its minutes from the beginning', async () => {
    const path = await bed.plan();
    const documents = await bed.server.database
      .selectFrom('document')
      .select(['kind', 'state'])
      .where('meetingId', '=', path.slice(1))
      .execute();
    expect(documents).toEqual([{ kind: 'minutes', state: 'open' }]);
  });

  it.each([
    ['no number', { number: '6' }],
    ['a year of another calendar', { number: '6/2019' }],
    ['a day that is none', { date: '2019-02-30' }],
    ['an hour that is none', { time: '24:00' }],
    ['a body that does not meet', { body: 'observers' }],
    ['a body that the cycle does not have', { body: 'category-9' }],
    ['a share above the whole', { quorum: { kind: 'atLeast', numerator: 3, denominator: 2 } }],
    ['a place that is too long', { place: 'x'.repeat(301) }],
    ['a place with NUL', { place: 'a\u0000' }],
  ])('%s: 422 invalid', async (_what, wrong) => {
    const json = { body: 'steering', number: '90/2562', date: null, ...wrong };
    expect(refusal(await bed.ask('secretariat', 'POST', '', json))).toBe('422 invalid');
  });

  it('M2 the secretariat and who reads all see planned meetings, members their own once published, others none', async () => {
    const path = await bed.plan({ number: '30/2562' });
    for (const login of ['secretariat', 'observer', 'admin']) expect(await seen(login)).toContain('30/2562');
    for (const login of ['steering-chair', 'steering-member', 'cat3-chair', 'advisor']) {
      expect(await seen(login)).not.toContain('30/2562');
      expect(refusal(await bed.ask(login, 'GET', path))).toBe('404 notFound');
    }
    expect((await step(path, 'publish')).status).toBe(200);
    expect(await seen('steering-member')).toContain('30/2562');
    expect((await bed.ask('steering-chair', 'GET', path)).status).toBe(200);
    for (const login of ['cat3-chair', 'advisor']) {
      expect(await seen(login)).toEqual([]);
      for (const part of [path, `${path}/pack`])
        expect(refusal(await bed.ask(login, 'GET', part))).toBe('404 notFound');
    }
    for (const login of ['foreigner', 'seatless'])
      for (const [method, part, json] of [
        ['GET', '', undefined],
        ['GET', path, undefined],
        ['POST', '', { body: 'steering', number: '31/2562', date: null }],
      ] as const)
        expect(refusal(await bed.ask(login, method, part, json))).toBe('404 notFound');
  });

  it.each(['steering-chair', 'cat3-secretary', 'advisor', 'observer', 'admin'])(
    'M2 %s plans, changes and publishes nothing: 403',
    async (login) => {
      const path = await bed.plan();
      const before = await bed.read(path);
      const json = { body: 'steering', number: '40/2562', date: null };
      expect(refusal(await bed.ask(login, 'POST', '', json))).toBe('403 forbidden');
      expect(refusal(await bed.ask(login, 'PUT', path, { place: 'ที่อื่น' }))).toBe('403 forbidden');
      expect(refusal(await step(path, 'publish', login))).toBe('403 forbidden');
      expect(await bed.read(path)).toEqual(before);
    },
  );

  it('M8 a meeting goes through its states, each step once in the log, however often it is asked for', async () => {
    const path = await bed.plan();
    expect(refusal(await step(path, 'begin'))).toBe('409 meetingState');
    for (const event of ['publish', 'begin', 'end']) {
      const answers = await Promise.all([step(path, event), step(path, event), step(path, event)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
    expect(refusal(await step(path, 'begin'))).toBe('409 meetingState');
    expect(refusal(await bed.ask('secretariat', 'PUT', path, { place: 'ที่อื่น' }))).toBe('409 meetingState');
    expect(await told(path)).toEqual(['planned', 'published', 'begun', 'ended']);
    const { publishedAt, begunAt, endedAt } = await bed.read(path);
    expect([publishedAt, begunAt, endedAt].every((at) => at !== null)).toBe(true);
  });

  it('M8 one meeting of a body runs at a time, also when two are begun at once', async () => {
    const [one, other, elsewhere] = [await bed.plan(), await bed.plan(), await bed.plan({ body: 'category-3' })];
    for (const path of [one, other, elsewhere]) await step(path, 'publish');
    const answers = await Promise.all([step(one, 'begin'), step(other, 'begin')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.map(refusal)).toContain('409 meetingRunning');
    expect((await step(elsewhere, 'begin')).status).toBe(200);
    for (const path of [one, other, elsewhere]) await step(path, 'end');
    expect([(await bed.read(one)).state, (await bed.read(other)).state].sort()).toEqual(['ended', 'published']);
  });

  it('M8 a published meeting counts as a planned one for a decision', async () => {
    const { database } = bed.server;
    const set = { date: '2001-01-01', status: 'published' } as const;
    const path = await bed.plan();
    await database.updateTable('meeting').set(set).where('id', '=', path.slice(1)).execute();
    const item = { claimed: 'basic', status: 'claimed' } as const;
    const { cycle } = bed.world;
    await database.updateTable('item').set(item).where('cycleId', '=', cycle).where('code', '=', '3.1').execute();
    const chair = await visitAs(bed.server, 'steering-chair');
    const json = { level: 'basic', resolution: 'เห็นชอบ' };
    expect((await chair.ask('POST', `/api/cycles/${cycle}/items/3.1/approval`, { json })).status).toBe(201);
    const approval = await database.selectFrom('approval').select('meetingId').executeTakeFirstOrThrow();
    expect(`/${approval.meetingId}`).toBe(path);
  });

  it('changes what is named, once in the log; nothing for what stays the same', async () => {
    const path = await bed.plan({ place: 'ห้อง 1' });
    const quorum = { kind: 'count', count: 2 };
    await bed.done('secretariat', 'PUT', path, { place: 'ห้อง 2', quorum });
    await bed.done('secretariat', 'PUT', path, { place: 'ห้อง 2', quorum });
    expect(await bed.read(path)).toMatchObject({ place: 'ห้อง 2', quorum, date: '2019-11-04' });
    await step(path, 'publish');
    await bed.done('secretariat', 'PUT', path, { quorum: { kind: 'count', count: 3 } });
    await bed.done('secretariat', 'PUT', path, { date: '2019-11-05' });
    expect(await told(path)).toEqual(['planned', 'changed', 'published', 'changed', 'moved']);
  });

  it('M10 the members are told of the publication and of a new day, others are not', async () => {
    const path = await bed.plan();
    await step(path, 'publish');
    await bed.done('secretariat', 'PUT', path, { date: '2019-11-06', place: 'ห้องลับ' });
    const rows = () =>
      bed.server.database
        .selectFrom('notification')
        .innerJoin('person', 'person.id', 'personId')
        .select(['login', 'kind', 'subject'])
        .where('kind', '=', 'meeting')
        .execute();
    const own = async () => (await rows()).filter(({ subject }) => subject.includes(path.slice(1)));
    await expect.poll(async () => (await own()).length).toBe(4);
    const who = (await own()).map(({ login, subject }) => `${login} ${JSON.parse(subject).event}`).sort();
    expect(who).toEqual([
      'steering-chair meeting.moved',
      'steering-chair meeting.published',
      'steering-member meeting.moved',
      'steering-member meeting.published',
    ]);
    expect((await own()).map(({ subject }) => subject).join()).not.toContain('ห้องลับ');
  });

  it('M5 M6 members are the seats of the body until it begins, and then who they were; presence is noted by the secretariat', async () => {
    const path = await bed.plan();
    const { personIds } = bed.world;
    const members = async () => (await bed.read(path)).members.map(({ name, presence }) => `${name} ${presence}`);
    expect(await members()).toEqual(['ชื่อ steering-chair null', 'ชื่อ steering-member null']);
    const note = (login: string, presence: string | null, by = 'secretariat') =>
      bed.ask(by, 'PUT', `${path}/members/${personIds[login]}/presence`, { presence });
    expect((await note('steering-chair', 'present')).status).toBe(200);
    expect((await note('steering-chair', 'present')).status).toBe(200);
    expect(refusal(await note('cat3-chair', 'present'))).toBe('404 notFound');
    expect(refusal(await note('steering-chair', 'asleep'))).toBe('422 invalid');
    await step(path, 'publish');
    expect(refusal(await note('steering-member', 'present', 'steering-member'))).toBe('403 forbidden');
    await step(path, 'begin');
    const begun = (await bed.chain()).find(
      ({ type, subject }) => type === 'meeting.begun' && `/${subject.meeting}` === path,
    );
    expect(begun?.subject).toMatchObject({ present: 1, needed: 1, isReached: true });

    const { database } = bed.server;
    const seat = { cycleId: bed.world.cycle, personId: personIds['steering-member'] ?? '', body: 'steering' };
    const gone = database.deleteFrom('seat').where('personId', '=', seat.personId).where('body', '=', 'steering');
    await gone.execute();
    const late = { cycleId: seat.cycleId, personId: personIds['cat4-chair'] ?? '', body: 'steering' } as const;
    await database
      .insertInto('seat')
      .values({ ...late, role: 'steering-member' })
      .execute();
    expect(await members()).toEqual(['ชื่อ steering-chair present', 'ชื่อ steering-member null']);
    expect((await note('cat4-chair', 'present')).status).toBe(200);
    expect((await note('steering-member', 'excused')).status).toBe(200);
    expect(await members()).toEqual([
      'ชื่อ steering-chair present',
      'ชื่อ cat4-chair present',
      'ชื่อ steering-member excused',
    ]);
    await step(path, 'end');
    expect(refusal(await note('cat4-chair', 'absent'))).toBe('409 meetingState');
    await database.deleteFrom('seat').where('personId', '=', late.personId).where('body', '=', 'steering').execute();
    await database
      .insertInto('seat')
      .values({ ...seat, role: 'steering-member' })
      .execute();
    expect(await told(path)).toEqual([
      ...['planned', 'presenceNoted', 'published', 'begun', 'presenceNoted', 'presenceNoted', 'ended'],
    ]);
  });

  it('M13 a meeting planned by mistake goes with its empty minutes, by the secretariat alone', async () => {
    const path = await bed.plan();
    const { minutes } = await bed.read(path);
    await bed.done('secretariat', 'POST', `${path}/agenda`, { kind: 'text', section: 'others', title: 'เรื่องหนึ่ง' });
    for (const login of ['steering-chair', 'observer', 'admin'])
      expect(refusal(await bed.ask(login, 'DELETE', path))).toBe('403 forbidden');
    expect(refusal(await bed.ask('foreigner', 'DELETE', path))).toBe('404 notFound');
    const answers = await Promise.all([1, 2].map(() => bed.ask('secretariat', 'DELETE', path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(refusal(await bed.ask('secretariat', 'GET', path))).toBe('404 notFound');
    const document = bed.server.database
      .selectFrom('document')
      .select('id')
      .where('id', '=', minutes ?? '');
    expect(await document.executeTakeFirst()).toBeUndefined();
    expect((await bed.chain()).at(-1)).toMatchObject({ type: 'meeting.deleted', subject: { meeting: path.slice(1) } });
  });

  it('M13 not when it is published, when something is written in its minutes, decided, or they are on an agenda', async () => {
    const published = await bed.plan();
    await bed.done('secretariat', 'PUT', `${published}/state`, { event: 'publish' });
    expect(refusal(await bed.ask('secretariat', 'DELETE', published))).toBe('409 meetingState');
    const written = await bed.plan();
    await bed.server.database
      .updateTable('document')
      .set({ lastSequence: 1 })
      .where('meetingId', '=', written.slice(1))
      .execute();
    const listed = await bed.plan();
    const { minutes: document } = await bed.read(listed);
    await bed.done('secretariat', 'POST', `${published}/agenda`, {
      kind: 'document',
      section: 'confirmMinutes',
      document,
    });
    const decided = await bed.plan();
    const row = {
      id: randomUUID(),
      cycleId: bed.world.cycle,
      meetingId: decided.slice(1),
      itemCode: '3.3',
      kind: 'noted' as const,
    };
    await bed.server.database
      .insertInto('decision')
      .values({
        ...row,
        resolution: 'รับทราบ',
        reason: null,
        until: null,
        personId: bed.world.personIds.secretariat ?? '',
        at: 1,
      })
      .execute();
    for (const path of [written, listed, decided])
      expect(refusal(await bed.ask('secretariat', 'DELETE', path))).toBe('409 inUse');
    await bed.server.database.deleteFrom('decision').where('id', '=', row.id).execute();
  });
});
