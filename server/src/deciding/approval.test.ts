import { createHash, randomUUID } from 'node:crypto';
import { approvalSchema, documentSchema } from '@ruam/shared/api/api.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import { loadPerson } from '../people/actor.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat } from '../testing/people.ts';
import { type Answer, refusal } from '../testing/server.ts';
import { approveItem, type DecidingDependencies } from './commands.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';
import { createTextReader } from './textReader.ts';

const approvalOf = ({ body }: Answer) => approvalSchema.parse(body).approval;

describe.each(testStores)('approving an item, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
  });

  const approvalRow = (id: string) =>
    bed.server.database.selectFrom('approval').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  const plannedMeeting = async () => {
    const meetings = bed.server.database.selectFrom('meeting').select('id').where('cycleId', '=', bed.world.cycle);
    return (await meetings.where('status', '=', 'planned').executeTakeFirstOrThrow()).id;
  };

  it('locks the evidence up to the level, and that alone', async () => {
    const approval = approvalOf(await bed.approve('3.2', { level: 'advance' }));
    expect(approval).toMatchObject({ level: 'advance', certificateId: expect.any(String), lockEpoch: 1 });
    expect((await approvalRow(approval.id)).certificateId).toBe(approval.certificateId);
    expect(await bed.item('3.2')).toMatchObject({ approved: 'advance', claimed: 'advance', status: 'approved' });
    const locks = ['basic locked 1', 'advance locked 1', 'significance open 0', 'recommendations open 0'];
    expect(await bed.locks('3.2')).toEqual(locks);
    const path = `/api/documents/${await bed.documentId('3.2', 'advance')}`;
    const document = documentSchema.parse((await (await bed.visit('cat3-chair')).get(path)).body);
    expect(document).toMatchObject({ state: 'locked', lockEpoch: 1, mayWrite: false });
  });

  it('keeps the exact text, the resolution and the meeting', async () => {
    const answer = await bed.approve('3.1', { level: 'basic', resolution: '  เห็นชอบ "ทุกข้อ"\n๓.๑ ' }, 'secretariat');
    expect(answer.status).toBe(201);
    const { id, snapshotId, contentHash } = approvalOf(answer);
    const { database } = bed.server;
    const snapshot = await database.selectFrom('snapshot').selectAll().where('id', '=', snapshotId).executeTakeFirst();
    expect(snapshot).toMatchObject({ cycleId: bed.world.cycle, itemCode: '3.1', contentHash });
    const sha256 = createHash('sha256').update(snapshot?.hashed ?? '');
    expect(contentHash).toBe(sha256.digest('hex'));
    expect(await approvalRow(id)).toMatchObject({
      resolution: 'เห็นชอบ "ทุกข้อ"\n๓.๑',
      meetingId: await plannedMeeting(),
      personId: bed.world.personIds.secretariat,
      reopeningId: null,
    });
  });

  it('writes it into the chain: ids, level, hash, resolution, meeting, and the locked documents', async () => {
    const { id, snapshotId, contentHash, certificateId } = approvalOf(
      await bed.approve('1.1', { level: 'basic', resolution: 'เห็นชอบ' }),
    );
    const entry = (await bed.chain()).at(-1);
    expect(entry).toMatchObject({ type: 'item.approved', person: bed.world.personIds['steering-chair'] });
    expect(entry?.subject).toEqual({
      cycle: bed.world.cycle,
      item: '1.1',
      approval: id,
      level: 'basic',
      contentHash,
      resolution: 'เห็นชอบ',
      snapshot: snapshotId,
      certificate: certificateId,
      meeting: await plannedMeeting(),
      inMeeting: { id: expect.any(String), number: expect.any(Number) },
      documents: [{ id: await bed.documentId('1.1', 'basic'), lockEpoch: 1 }],
    });
  });

  it('a higher level leaves the lower ones in their epoch', async () => {
    for (const level of levels) expect(approvalOf(await bed.approve('1.2', { level })).lockEpoch).toBe(1);
    const locked = levels.map((level) => `${level} locked 1`);
    expect(await bed.locks('1.2')).toEqual([...locked, 'recommendations open 0']);
    expect((await bed.item('1.2')).approved).toBe('significance');
  });

  it('a dimension has no level: its results are locked, once', async () => {
    expect(refusal(await bed.approve('7.1', { level: 'basic' }))).toBe('422 invalid');
    expect(approvalOf(await bed.approve('7.1', { level: null }))).toMatchObject({ level: null, lockEpoch: 1 });
    expect(await bed.item('7.1')).toMatchObject({ approved: null, status: 'approved' });
    expect(await bed.locks('7.1')).toEqual(['recommendations open 0', 'results locked 1']);
    expect(refusal(await bed.approve('7.1', { level: null }))).toBe('409 locked');
  });

  it('no claim takes an approved dimension back', async () => {
    await bed.approve('7.2', { level: null });
    const chair = await bed.visit('cat7-chair');
    const path = `/api/cycles/${bed.world.cycle}/items/7.2/claim`;
    expect(refusal(await chair.ask('PUT', path, { json: { level: null } }))).toBe('409 locked');
    expect((await bed.item('7.2')).status).toBe('approved');
  });

  it.each(['cat3-chair', 'cat3-secretary', 'advisor', 'steering-member', 'observer', 'admin'])(
    '%s may not: 403, and nothing changes',
    async (login) => {
      const before = await bed.everything('3.4');
      expect(refusal(await bed.approve('3.4', { level: 'basic' }, login))).toBe('403 forbidden');
      expect(await bed.everything('3.4')).toEqual(before);
    },
  );

  it('nobody decides an item of a body of which they are a member', async () => {
    const { database } = bed.server;
    const { agency, cycle } = bed.world;
    for (const role of ['steering-chair', 'secretariat'] as const) {
      const person = await addPerson(database, agency, `both-${role}`);
      await addSeat(database, cycle, person, role === 'secretariat' ? role : 'steering', role);
      await addSeat(database, cycle, person, 'category-3', 'member');
      expect(refusal(await bed.approve('3.4', { level: 'basic' }, `both-${role}`))).toBe('403 forbidden');
      expect(refusal(await bed.reopen('3.1', { reason: 'x' }, `both-${role}`))).toBe('403 forbidden');
    }
    expect((await bed.approve('1.3', { level: 'basic' }, 'both-secretariat')).status).toBe(201);
  });

  it.each(['foreigner', 'seatless'])('%s learns nothing of the cycle: 404', async (login) => {
    expect(refusal(await bed.approve('3.4', { level: 'basic' }, login))).toBe('404 notFound');
    expect(refusal(await bed.reopen('3.4', { reason: 'x' }, login))).toBe('404 notFound');
  });

  it('an item or a meeting that is not there: 404; a meeting that has ended: 409', async () => {
    const { database } = bed.server;
    expect(refusal(await bed.approve('9.9', { level: 'basic' }))).toBe('404 notFound');
    const foreign = await database
      .selectFrom('meeting')
      .select('id')
      .where('cycleId', '=', bed.world.foreignCycle)
      .executeTakeFirstOrThrow();
    for (const meetingId of [foreign.id, 'none', ''])
      expect(refusal(await bed.approve('3.4', { level: 'basic', meetingId }))).toBe('404 notFound');
    const ended = { id: randomUUID(), cycleId: bed.world.cycle, body: 'steering', number: '5/2562', date: null };
    await database
      .insertInto('meeting')
      .values({ ...ended, status: 'ended', createdAt: 1 })
      .execute();
    expect(refusal(await bed.approve('3.4', { level: 'basic', meetingId: ended.id }))).toBe('409 noMeeting');
  });

  it.each([
    ['no level', { level: undefined }],
    ['no level for a process item', { level: null }],
    ['an unknown level', { level: 'excellent' }],
    ['no resolution', { resolution: undefined }],
    ['an empty resolution', { resolution: '' }],
    ['a blank resolution', { resolution: ' \n\t　' }],
    ['a resolution with NUL', { resolution: 'a\u0000b' }],
    ['a resolution with half a letter', { resolution: '\ud800' }],
    ['a resolution that is too long', { resolution: 'x'.repeat(20_001) }],
    ['a meeting that is no id', { meetingId: 5 }],
    ['a hash that is none', { expectedContentHash: null }],
  ])('%s: 422 invalid', async (_what, wrong) => {
    expect(refusal(await bed.approve('3.4', { level: 'basic', ...wrong }))).toBe('422 invalid');
  });

  it('a level above the claim, or without a claim: 409 notClaimed, and nothing changes', async () => {
    await bed.claim('2.1', null);
    await bed.claim('2.2', 'basic');
    for (const [code, level] of [
      ['2.1', 'basic'],
      ['2.2', 'advance'],
      ['2.2', 'significance'],
    ] as const) {
      const before = await bed.everything(code);
      expect(refusal(await bed.approve(code, { level }))).toBe('409 notClaimed');
      expect(await bed.everything(code)).toEqual(before);
    }
  });

  it('at and below the approved level: 409 locked; above it goes on', async () => {
    await bed.approve('2.3', { level: 'advance' });
    const before = await bed.everything('2.3');
    for (const level of ['basic', 'advance']) expect(refusal(await bed.approve('2.3', { level }))).toBe('409 locked');
    expect(await bed.everything('2.3')).toEqual(before);
    expect((await bed.approve('2.3', { level: 'significance' })).status).toBe(201);
  });

  it('another text than the one that was shown: 409 textChanged with both hashes, and nothing changes', async () => {
    const before = await bed.everything('2.4');
    const expected = '0'.repeat(64);
    const refused = await bed.approve('2.4', { level: 'basic', expectedContentHash: expected });
    expect(refusal(refused)).toBe('409 textChanged');
    expect(await bed.everything('2.4')).toEqual(before);
    const { contentHash } = (await bed.hashed('2.4', '?level=basic')).body as { contentHash: string };
    expect(refused.body).toMatchObject({ error: { details: { expected, actual: contentHash } } });
    const approved = await bed.approve('2.4', { level: 'basic', expectedContentHash: contentHash });
    expect(approvalOf(approved).contentHash).toBe(contentHash);
  });

  it.each([
    ['a double click', '4.2', ['secretariat', 'secretariat']],
    ['two people', '4.3', ['secretariat', 'steering-chair']],
    ['five at once', '4.4', ['secretariat', 'steering-chair', 'secretariat', 'steering-chair', 'secretariat']],
  ])('%s: exactly one wins, the others hear locked', async (_what, code, logins) => {
    const answers = await Promise.all(logins.map((login) => bed.approve(code, { level: 'basic' }, login)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201);
    expect(others.map(refusal)).toEqual(others.map(() => '409 locked'));
    const entries = (await bed.chain()).filter(({ subject }) => subject.item === code);
    expect(entries.map(({ type }) => type)).toEqual(['item.approved']);
    expect(await bed.locks(code)).toContain('basic locked 1');
  });

  it('different items at once are all approved', async () => {
    const codes = ['5.1', '5.3', '5.4', '6.1'];
    const answers = await Promise.all(codes.map((code) => bed.approve(code, { level: 'advance' })));
    expect(answers.map(({ status }) => status)).toEqual(codes.map(() => 201));
  });

  it('an approval whose transaction fails changes nothing and tells no document', async () => {
    const { database } = bed.server;
    const taken = approvalOf(await bed.approve('6.2', { level: 'basic' })).id;
    const before = await bed.everything('6.3');
    const published: string[] = [];
    const told: string[] = [];
    const texts = createTextReader();
    onTestFinished(texts.close);
    const dependencies: DecidingDependencies = {
      database,
      commands: createCommands(database, Date.now, (chain) => published.push(chain)),
      newId: () => taken,
      certificates: { issue: () => Promise.resolve('none') },
      differ: { diff: () => Promise.resolve([]), close: () => undefined },
      hashedNow: () => Promise.reject(new Error('nobody looks')),
      texts,
      documentChanged: async (id) => void told.push(id),
      resolved: () => Promise.reject(new Error('nothing is resolved')),
    };
    const { cycle, personIds } = bed.world;
    const chair = await loadPerson(database, personIds['steering-chair'] ?? '');
    if (!chair) throw new Error('there is no steering chair');
    const none = { meetingId: undefined, expectedContentHash: undefined, conditions: null };
    const request = { cycle, code: '6.3', level: 'basic' as const, resolution: 'เห็นชอบ', ...none };
    const failure = await approveItem(dependencies, chair, request).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(AppError);
    expect([published, told]).toEqual([[], []]);
    expect(await bed.everything('6.3')).toEqual(before);
  });
});
