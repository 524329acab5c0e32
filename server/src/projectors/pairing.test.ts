import { type PairedProjector, pairedProjectorSchema } from '@ruam/shared/api/stage.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type MeetingBed, openMeetingBed } from '../meetings/testBed.ts';
import { joinLive, openMeeting, show } from '../stage/testBed.ts';
import { until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs, visitor } from '../testing/server.ts';
import { beginProjector, pairedProjector } from './testBed.ts';

describe.each(testStores)('pairing a projector, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: MeetingBed;
  beforeAll(async () => {
    bed = await openMeetingBed(await locate(atEnd), atEnd);
  });
  const pair = (path: string, code: string, login = 'secretariat') =>
    bed.ask(login, 'POST', `${path}/projectors`, { code });
  const list = async (path: string): Promise<PairedProjector[]> =>
    z.array(pairedProjectorSchema).parse((await bed.ask('secretariat', 'GET', `${path}/projectors`)).body);

  it('G8 it shows 8 letters without lookalikes, the same after a reload, and knows its meeting once it is paired', async () => {
    const path = await openMeeting(bed);
    const projector = await beginProjector(bed.server);
    expect(projector.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
    expect(await projector.read()).toMatchObject({ state: 'waiting', code: projector.code });
    const typed = ` ${projector.code.slice(0, 4).toLowerCase()}-${projector.code.slice(4)} `;
    expect((await pair(path, typed)).status).toBe(201);
    const paired = await projector.read();
    expect(paired).toMatchObject({
      state: 'paired',
      cycle: bed.world.cycle,
      meeting: path.slice(1),
      fiscalYearBE: 2562,
    });
    // Beginning again, as a page that was loaded anew may, ends nothing.
    const again = await visitor(bed.server, projector.cookie).ask('POST', '/api/projector');
    expect(again.body).toEqual(paired);
    expect(again.headers.get('set-cookie')).toContain(projector.cookie);
  });

  it('G8 its cookie is for this server and its own pages alone; neither token nor code are stored', async () => {
    const answer = await visitor(bed.server).ask('POST', '/api/projector');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^ruam_projector=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    const rows = JSON.stringify(await bed.server.database.selectFrom('projector').selectAll().execute());
    expect(rows).not.toContain(/=([\w-]{43});/.exec(cookie)?.[1]);
    expect(rows).not.toContain((answer.body as { code: string }).code);
    expect(refusal(await visitor(bed.server).ask('POST', '/api/projector', { headers: { origin: '' } }))).toBe(
      '403 badOrigin',
    );
  });

  it('G8 a code is used once, also by two at once, and sent twice by one it is done once', async () => {
    const [path, other] = [await openMeeting(bed), await openMeeting(bed, ['publish'])];
    const { code } = await beginProjector(bed.server);
    const answers = await Promise.all([pair(path, code), pair(other, code), pair(path, code)]);
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    expect([...(await list(path)), ...(await list(other))]).toHaveLength(1);
    const chain = (await bed.chain()).filter(({ type, subject }) => type === 'projector.paired' && subject.cycle);
    const [paired] = [...(await list(path)), ...(await list(other))];
    expect(chain.filter(({ subject }) => subject.projector === paired?.id)).toHaveLength(1);
  });

  it('G8 by the secretariat alone, in a meeting that has not ended', async () => {
    const path = await openMeeting(bed);
    const { code } = await beginProjector(bed.server);
    for (const login of ['observer', 'admin', 'steering-chair', 'steering-member', 'cat3-chair'])
      expect([login, refusal(await pair(path, code, login))]).toEqual([login, '403 forbidden']);
    for (const login of ['foreigner', 'seatless'])
      expect([login, refusal(await pair(path, code, login))]).toEqual([login, '404 notFound']);
    await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'end' });
    expect(refusal(await pair(path, code))).toBe('409 meetingState');
  });

  it('G8 a code is over after two minutes; what nobody paired is forgotten', async () => {
    const path = await openMeeting(bed);
    const projector = await beginProjector(bed.server);
    await bed.server.database.updateTable('projector').set({ expiresAt: 1 }).where('meetingId', 'is', null).execute();
    expect(refusal(await pair(path, projector.code))).toBe('404 projectorCode');
    await expect(projector.read()).rejects.toThrow('404 notFound');
    const next = await visitor(bed.server, projector.cookie).ask('POST', '/api/projector');
    expect((next.body as { code: string }).code).not.toBe(projector.code);
    const waiting = bed.server.database.selectFrom('projector').selectAll().where('meetingId', 'is', null);
    expect(await waiting.execute()).toHaveLength(1);
  });

  it('G8 guessing is over after 30 wrong codes of a person; nobody else is kept waiting', async () => {
    const path = await openMeeting(bed);
    const { database } = bed.server;
    const { id } = await database
      .selectFrom('person')
      .select('id')
      .where('login', '=', 'admin')
      .executeTakeFirstOrThrow();
    await database
      .insertInto('seat')
      .values({ cycleId: bed.world.cycle, personId: id, body: 'secretariat', role: 'secretariat' })
      .execute();
    const { code } = await beginProjector(bed.server);
    const wrong = await Promise.all(Array.from({ length: 40 }, (_, at) => pair(path, `WRONG${100 + at}`, 'admin')));
    expect(wrong.filter(({ status }) => status === 404)).toHaveLength(30);
    expect(wrong.filter((answer) => refusal(answer) === '429 tooManyAttempts')).toHaveLength(10);
    expect(refusal(await pair(path, code, 'admin'))).toBe('429 tooManyAttempts');
    expect((await pair(path, code)).status).toBe(201);
  });

  it('G9 the list says what is connected, and how soon it showed the last change', async () => {
    const path = await openMeeting(bed);
    const projector = await pairedProjector(bed, path);
    expect(await list(path)).toMatchObject([{ id: projector.id, isConnected: false, shown: null, delayMs: null }]);
    const { revision } = await show(bed, path, { zoom: 120 });
    const peer = await joinLive(bed, projector.cookie, onTestFinished, '?projector=1');
    peer.say({ meeting: path.slice(1) });
    await until(() => peer.stages.length === 1, 'it follows');
    peer.say({ shown: revision });
    await peer.settled();
    const [shows] = await list(path);
    expect(shows).toMatchObject({ isConnected: true, shown: revision, delayMs: expect.any(Number) });
    expect(shows?.delayMs).toBeLessThan(60_000);
    peer.say({ shown: revision + 1_000_000 });
    await peer.settled();
    expect((await list(path))[0]?.shown).toBe(revision);
    // What a person says they show is not heard.
    const person = await joinLive(bed, (await visitAs(bed.server, 'observer')).cookie, onTestFinished);
    person.say({ meeting: path.slice(1) });
    person.say({ shown: revision });
    await person.settled();
    expect(await list(path)).toHaveLength(1);
    expect(refusal(await bed.ask('observer', 'GET', `${path}/projectors`))).toBe('403 forbidden');
  });

  it('G9 revoked twice it has ended once; a projector of another meeting is not found here', async () => {
    const [path, other] = [await openMeeting(bed, ['publish']), await openMeeting(bed, ['publish'])];
    const projector = await pairedProjector(bed, path);
    const revoke = (from: string, login = 'secretariat') =>
      bed.ask(login, 'DELETE', `${from}/projectors/${projector.id}`);
    expect(refusal(await revoke(other))).toBe('404 notFound');
    for (const login of ['observer', 'steering-chair'])
      expect(refusal(await revoke(path, login))).toBe('403 forbidden');
    const answers = await Promise.all([revoke(path), revoke(path)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    const revoked = (await bed.chain()).filter(({ type }) => type === 'projector.revoked');
    expect(revoked.map(({ subject }) => subject)).toEqual([
      { cycle: bed.world.cycle, meeting: path.slice(1), projector: projector.id },
    ]);
    expect(await list(path)).toEqual([]);
  });

  it('G9 a projector gives itself up; the audit says so', async () => {
    const path = await openMeeting(bed);
    const projector = await pairedProjector(bed, path);
    const left = await visitor(bed.server, projector.cookie).ask('DELETE', '/api/projector');
    expect(left.status).toBe(204);
    expect(left.headers.get('set-cookie')).toMatch(/^ruam_projector=; Path=\/; Max-Age=0/);
    await expect(projector.read()).rejects.toThrow('404 notFound');
    expect((await bed.chain()).some(({ type, person }) => type === 'projector.left' && person === null)).toBe(true);
    const nobody = await visitor(bed.server).ask('DELETE', '/api/projector');
    expect(nobody.status).toBe(204);
  });
});

describe.each(testStores)('waiting projectors, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();

  it('G8 an address makes 20 a minute', async () => {
    const bed = await openMeetingBed(await locate(atEnd), atEnd);
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => visitor(bed.server).ask('POST', '/api/projector')),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.filter((answer) => refusal(answer) === '429 tooManyRequests')).toHaveLength(5);
  });
});
