import { type VoteAnswer, voteSchema } from '@ruam/shared/api/stage.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type MeetingBed, openMeetingBed } from '../meetings/testBed.ts';
import { pairedProjector } from '../projectors/testBed.ts';
import { joinLive, openMeeting } from '../stage/testBed.ts';
import { until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat } from '../testing/people.ts';
import { refusal, visitAs } from '../testing/server.ts';

describe.each(testStores)('quick votes, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: MeetingBed;
  beforeAll(async () => {
    bed = await openMeetingBed(await locate(atEnd), atEnd);
    const { database } = bed.server;
    for (const login of ['steering-2', 'steering-3']) {
      const person = await addPerson(database, bed.world.agency, login);
      await addSeat(database, bed.world.cycle, person, 'steering', 'steering-member');
    }
  });
  const voters = ['steering-chair', 'steering-member', 'steering-2', 'steering-3'];
  const post = (path: string, vote: unknown, login = 'secretariat') => bed.ask(login, 'POST', `${path}/votes`, vote);
  const open = async (path: string, vote: object = {}): Promise<string> =>
    voteSchema.parse((await post(path, { question: 'เห็นชอบหรือไม่', ...vote })).body).id;
  const give = (path: string, vote: string, choice: unknown, login: string) =>
    bed.ask(login, 'PUT', `${path}/votes/${vote}/ballot`, { choice });
  const close = (path: string, vote: string, counted?: number[], login = 'secretariat') =>
    bed.ask(login, 'PUT', `${path}/votes/${vote}/state`, { state: 'closed', ...(counted ? { counted } : {}) });
  const read = async (path: string, vote: string, login = 'secretariat'): Promise<VoteAnswer> => {
    const votes = z.array(voteSchema).parse((await bed.ask(login, 'GET', `${path}/votes`)).body);
    const found = votes.find(({ id }) => id === vote);
    if (!found) throw new Error('there is no such vote');
    return found;
  };

  it('V1 a vote of the usual three choices, or of own ones, of the newest first', async () => {
    const path = await openMeeting(bed);
    const usual = await open(path, { question: '  เห็นชอบหรือไม่ ' });
    const own = await open(path, { question: 'วันประชุมครั้งต่อไป', choices: ['จันทร์', 'อังคาร', 'พุธ', 'พฤหัสบดี'] });
    expect(await read(path, usual)).toMatchObject({
      ...{ question: 'เห็นชอบหรือไม่', choices: null, counts: [0, 0, 0], state: 'open', voted: 0, voters: 4, own: null },
      ...{ entry: null, isCounted: false, closedAt: null },
    });
    expect(await read(path, own)).toMatchObject({ choices: ['จันทร์', 'อังคาร', 'พุธ', 'พฤหัสบดี'], counts: [0, 0, 0, 0] });
  });

  it.each([
    ['no question', { question: ' ' }],
    ['one choice', { question: 'ก', choices: ['ก'] }],
    ['seven choices', { question: 'ก', choices: ['1', '2', '3', '4', '5', '6', '7'] }],
    ['an entry that is not on the agenda', { question: 'ก', entry: '99' }],
  ])('V1 refused: %s', async (_what, vote) => {
    expect(refusal(await post(await openMeeting(bed), vote))).toBe('422 invalid');
  });

  it('V1 opened twice with one key it is open once; another question with it is refused', async () => {
    const path = await openMeeting(bed);
    const key = '33333333-3333-4333-8333-333333333333';
    const answers = await Promise.all([1, 2, 3].map(() => post(path, { question: 'ก', key })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => (body as VoteAnswer).id)).size).toBe(1);
    expect(refusal(await post(path, { question: 'ข', key }))).toBe('409 keyUsed');
  });

  it('V1 by the secretariat, while the meeting runs', async () => {
    const path = await openMeeting(bed);
    for (const login of ['observer', 'admin', ...voters.slice(0, 2), 'advisor'])
      expect([login, refusal(await post(path, { question: 'ก' }, login))]).toEqual([login, '403 forbidden']);
    for (const login of ['foreigner', 'seatless'])
      expect([login, refusal(await post(path, { question: 'ก' }, login))]).toEqual([login, '404 notFound']);
    expect(refusal(await post(await openMeeting(bed, ['publish']), { question: 'ก' }))).toBe('409 meetingState');
  });

  it('V2 who sits in the body votes once, and otherwise while it is open; nobody else', async () => {
    const path = await openMeeting(bed);
    const vote = await open(path);
    const presses = await Promise.all([0, 0, 0].map((choice) => give(path, vote, choice, 'steering-member')));
    expect(presses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await read(path, vote, 'steering-member')).toMatchObject({ voted: 1, own: 0 });
    await give(path, vote, 2, 'steering-member');
    expect(await read(path, vote, 'steering-member')).toMatchObject({ voted: 1, own: 2 });
    for (const login of ['secretariat', 'observer', 'admin'])
      expect([login, refusal(await give(path, vote, 0, login))]).toEqual([login, '403 forbidden']);
    for (const login of ['foreigner', 'seatless', 'cat3-chair', 'advisor'])
      expect([login, refusal(await give(path, vote, 0, login))]).toEqual([login, '404 notFound']);
    for (const choice of [3, -1, 0.5, '0'])
      expect([choice, refusal(await give(path, vote, choice, 'steering-2'))]).toEqual([choice, '422 invalid']);
    expect(refusal(await give(path, 'nothing', 0, 'steering-2'))).toBe('404 notFound');
  });

  it('V2 all at once: each ballot counts once, and while it is open no number tells one', async () => {
    const path = await openMeeting(bed);
    const vote = await open(path);
    const answers = await Promise.all(voters.map((login, at) => give(path, vote, at % 2, login)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const login of ['secretariat', 'observer', ...voters])
      expect(await read(path, vote, login)).toMatchObject({ counts: [0, 0, 0], voted: 4, voters: 4 });
    expect(await read(path, vote, 'observer')).toMatchObject({ own: null });
    expect((await close(path, vote)).body).toMatchObject({
      counts: [2, 2, 0],
      voted: 4,
      state: 'closed',
      isCounted: false,
    });
  });

  it('V3 closed it is over: pressed twice nothing changes, another result and late ballots are refused', async () => {
    const path = await openMeeting(bed);
    const vote = await open(path);
    await give(path, vote, 0, 'steering-chair');
    const closed = await Promise.all([close(path, vote), close(path, vote)]);
    expect(closed.map(({ status }) => status)).toEqual([200, 200]);
    expect(refusal(await give(path, vote, 1, 'steering-chair'))).toBe('409 voteClosed');
    expect(refusal(await give(path, vote, 1, 'steering-member'))).toBe('409 voteClosed');
    expect(refusal(await close(path, vote, [5, 0, 0]))).toBe('409 voteClosed');
    expect(await read(path, vote)).toMatchObject({ counts: [1, 0, 0], voted: 1 });
    for (const login of ['observer', ...voters])
      expect(refusal(await close(path, vote, undefined, login))).toBe('403 forbidden');
  });

  it('V3 what was counted in the room goes before the ballots, a number a choice', async () => {
    const path = await openMeeting(bed);
    const vote = await open(path);
    await give(path, vote, 1, 'steering-chair');
    expect(refusal(await close(path, vote, [12, 3]))).toBe('422 invalid');
    expect((await close(path, vote, [12, 3, 1])).body).toMatchObject({ counts: [12, 3, 1], isCounted: true });
    expect((await close(path, vote, [12, 3, 1])).status).toBe(200);
  });

  it('V3 a ballot and the end of the vote at once: it counts, or is refused', async () => {
    const path = await openMeeting(bed);
    for (let round = 0; round < 5; round++) {
      const vote = await open(path);
      const [ballot] = await Promise.all([give(path, vote, 0, 'steering-chair'), close(path, vote)]);
      const { counts } = await read(path, vote);
      expect(counts).toEqual(ballot.status === 200 ? [1, 0, 0] : [0, 0, 0]);
      if (ballot.status !== 200) expect(refusal(ballot)).toBe('409 voteClosed');
    }
  });

  it('V3 the end of the meeting closes its votes', async () => {
    const path = await openMeeting(bed);
    const vote = await open(path);
    await give(path, vote, 0, 'steering-chair');
    await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'end' });
    expect(await read(path, vote)).toMatchObject({ state: 'closed', counts: [1, 0, 0] });
    expect(refusal(await give(path, vote, 1, 'steering-chair'))).toBe('409 voteClosed');
  });

  it('V4 the audit has the question, who voted and the result, and nobody’s choice; so has the live channel', async () => {
    const path = await openMeeting(bed);
    const peer = await joinLive(bed, (await visitAs(bed.server, 'observer')).cookie, onTestFinished);
    await peer.settled();
    const vote = await open(path);
    await give(path, vote, 1, 'steering-chair');
    await give(path, vote, 0, 'steering-member');
    await close(path, vote);
    const told = (await bed.chain()).filter(({ subject }) => subject.vote === vote).sort((a, b) => a.seq - b.seq);
    const about = { cycle: bed.world.cycle, meeting: path.slice(1), vote };
    expect(told.map(({ type, subject }) => [type, subject])).toEqual([
      ['vote.opened', { ...about, question: 'เห็นชอบหรือไม่' }],
      ['vote.ballotGiven', about],
      ['vote.ballotGiven', about],
      ['vote.closed', { ...about, counts: [1, 1, 0], voted: 2, voters: 4, isCounted: false }],
    ]);
    await until(() => peer.events.some(({ type }) => type === 'vote.closed'), 'it is told');
    expect(peer.events.filter(({ vote: of }) => of === vote).map(({ type }) => type)).toEqual(
      told.map(({ type }) => type),
    );
  });

  it('V4 a projector shows a vote, and no own ballot', async () => {
    const path = await openMeeting(bed);
    const vote = await open(path);
    await give(path, vote, 1, 'steering-chair');
    const projector = await pairedProjector(bed, path);
    const shown = await projector.get(`/api/cycles/${bed.world.cycle}/meetings${path}/votes`);
    expect(shown.body).toMatchObject([{ id: vote, voted: 1, own: null, counts: [0, 0, 0] }]);
    expect(
      refusal(
        await projector.ask('PUT', `/api/cycles/${bed.world.cycle}/meetings${path}/votes/${vote}/ballot`, {
          choice: 0,
        }),
      ),
    ).toBe('403 forbidden');
  });
});
