import { type ConsensusAnswer, consensusSchema } from '@ruam/shared/api/advice.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type AdviceBed, openAdviceBed } from '../advice/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs } from '../testing/server.ts';

const others = ['admin', 'secretariat', 'advisor', 'steering-chair', 'steering-member', 'observer', 'cat4-chair'];

describe.each(testStores)('private levels on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: AdviceBed;
  beforeAll(async () => {
    bed = await openAdviceBed(await locate(atEnd), atEnd);
  });

  const path = (code: string, last: string) => `/api/cycles/${bed.world.cycle}/items/${code}/${last}`;
  const give = (login: string, code: string, level: unknown) =>
    bed.ask(login, 'PUT', path(code, 'privateLevel'), { level });
  const reveal = (login: string, code: string) => bed.ask(login, 'POST', path(code, 'consensus/reveal'));
  const reset = (login: string, code: string) => bed.ask(login, 'POST', path(code, 'consensus/reset'));
  const list = async (login: string) =>
    z.array(consensusSchema).parse((await bed.ask(login, 'GET', `/api/cycles/${bed.world.cycle}/consensus`)).body);
  const standing = async (login: string, code: string): Promise<ConsensusAnswer> => {
    const found = (await list(login)).find(({ item }) => item === code);
    if (!found) throw new Error(`there is no ${code}`);
    return found;
  };

  it('before the reveal everybody sees how many, and only the own level', async () => {
    await give('cat3-chair', '3.1', 'basic');
    await give('cat3-member', '3.1', 'significance');
    const hidden = { item: '3.1', given: 2, seats: 3, revealed: null, spread: null, median: null };
    expect(await standing('cat3-chair', '3.1')).toEqual({ ...hidden, mine: { level: 'basic' } });
    expect(await standing('cat3-member', '3.1')).toEqual({ ...hidden, mine: { level: 'significance' } });
    for (const login of ['cat3-secretary', ...others])
      expect(await standing(login, '3.1')).toEqual({ ...hidden, mine: null });
  });

  it('no call, no audit entry and no live event tells a level before the reveal', async () => {
    const { cookie } = await visitAs(bed.server, 'cat3-secretary');
    const url = `${bed.server.url.replace('http:', 'ws:')}/live/${bed.world.cycle}`;
    const socket = new WebSocket(url, { headers: { cookie } });
    onTestFinished(() => socket.terminate());
    const frames: string[] = [];
    socket.on('message', (frame) => frames.push(String(frame)));
    await new Promise((opened) => socket.once('open', opened));
    socket.send(JSON.stringify({ last: 0 }));
    await give('cat3-member', '3.2', 'advance');
    await expect.poll(() => frames.join('\n')).toContain('level.given');
    const told = (await bed.chain()).filter(({ type }) => type === 'level.given');
    expect(told.at(-1)?.subject).toEqual({ cycle: bed.world.cycle, item: '3.2' });
    const about = frames.filter((frame) => frame.includes('level.given'));
    for (const word of ['basic', 'advance', 'significance']) expect(about.join()).not.toContain(word);
    const calls = ['items', 'documents', 'consensus'].map((last) => `/api/cycles/${bed.world.cycle}/${last}`);
    const before = await Promise.all(calls.map((call) => bed.ask('cat3-secretary', 'GET', call)));
    await give('cat3-member', '3.2', 'significance');
    const after = await Promise.all(calls.map((call) => bed.ask('cat3-secretary', 'GET', call)));
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
  });

  it('the reveal shows all to all together, the lowest first, with spread and middle', async () => {
    await give('cat3-chair', '3.3', 'significance');
    await give('cat3-secretary', '3.3', null);
    await give('cat3-member', '3.3', 'basic');
    expect((await reveal('cat3-secretary', '3.3')).status).toBe(200);
    for (const login of ['cat3-member', ...others]) {
      const { revealed, spread, median } = await standing(login, '3.3');
      expect(revealed?.levels.map(({ name, level }) => [name, level])).toEqual([
        ['ชื่อ cat3-secretary', null],
        ['ชื่อ cat3-member', 'basic'],
        ['ชื่อ cat3-chair', 'significance'],
      ]);
      expect([spread, median, revealed?.by.name]).toEqual([3, 'basic', 'ชื่อ cat3-secretary']);
    }
    expect((await list('observer'))[0]?.item).toBe('3.3');
  });

  it('V1 revealed twice at once it is revealed once, and who has seen the levels changes none', async () => {
    await give('cat3-chair', '3.4', 'basic');
    const answers = await Promise.all([1, 2, 3].map(() => reveal('cat3-chair', '3.4')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const told = (await bed.chain()).filter(
      ({ type, subject }) => type === 'levels.revealed' && subject.item === '3.4',
    );
    expect(told).toHaveLength(1);
    expect(refusal(await give('cat3-member', '3.4', 'advance'))).toBe('409 levelsRevealed');
    expect(refusal(await give('cat3-chair', '3.4', 'advance'))).toBe('409 levelsRevealed');
    expect(refusal(await bed.ask('cat3-chair', 'DELETE', path('3.4', 'privateLevel')))).toBe('409 levelsRevealed');
    expect(await standing('observer', '3.4')).toMatchObject({ spread: 0, given: 1 });
  });

  it('a new round hides and forgets; without a reveal it forgets nothing', async () => {
    await give('cat3-chair', '3.5', 'basic').then((answer) => expect(refusal(answer)).toBe('404 notFound'));
    await give('cat4-chair', '4.1', 'basic');
    await reset('cat4-chair', '4.1');
    expect((await standing('cat4-chair', '4.1')).mine).toEqual({ level: 'basic' });
    await reveal('cat4-chair', '4.1');
    await Promise.all([reset('cat4-chair', '4.1'), reset('cat4-chair', '4.1')]);
    expect(await standing('cat4-chair', '4.1')).toMatchObject({ mine: null, given: 0, revealed: null });
    expect((await bed.chain()).filter(({ type }) => type === 'levels.reset')).toHaveLength(1);
  });

  it('who leaves the body counts no more', async () => {
    await give('cat3-secretary', '3.1', 'advance');
    const { database } = bed.server;
    const person = bed.world.personIds['cat3-secretary'] ?? '';
    const seat = await database.selectFrom('seat').selectAll().where('personId', '=', person).executeTakeFirstOrThrow();
    await database.deleteFrom('seat').where('personId', '=', person).execute();
    expect(await standing('observer', '3.1')).toMatchObject({ given: 2, seats: 2 });
    await database.insertInto('seat').values(seat).execute();
    expect(await standing('observer', '3.1')).toMatchObject({ given: 3, seats: 3 });
  });

  it('only the body gives levels, only its chair and secretary reveal and begin anew', async () => {
    for (const login of others) expect(refusal(await give(login, '3.2', 'basic'))).toBe('403 forbidden');
    for (const login of ['cat3-member', ...others])
      for (const call of [reveal, reset]) expect(refusal(await call(login, '3.2'))).toBe('403 forbidden');
    for (const login of ['foreigner', 'seatless']) {
      for (const answer of [await give(login, '3.2', 'basic'), await reveal(login, '3.2'), await reset(login, '3.2')])
        expect(refusal(answer)).toBe('404 notFound');
      expect(refusal(await bed.ask(login, 'GET', `/api/cycles/${bed.world.cycle}/consensus`))).toBe('404 notFound');
      expect(refusal(await bed.ask(login, 'DELETE', path('3.2', 'privateLevel')))).toBe('404 notFound');
    }
  });

  it('a dimension has no levels, nothing given is not revealed, bad input is refused', async () => {
    expect(refusal(await give('cat7-chair', '7.1', 'basic'))).toBe('422 invalid');
    expect((await list('cat7-chair')).map(({ item }) => item)).not.toContain('7.1');
    expect(refusal(await reveal('cat4-chair', '4.2'))).toBe('422 invalid');
    for (const level of ['top', undefined, 3])
      expect(refusal(await give('cat3-chair', '3.1', level))).toBe('422 invalid');
  });
});
