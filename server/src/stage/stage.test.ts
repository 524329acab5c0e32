import { firstStage } from '@ruam/shared/meetings/stage.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type MeetingBed, openMeetingBed } from '../meetings/testBed.ts';
import { until } from '../sync/testBed.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, visitAs } from '../testing/server.ts';
import { follow, laptop, openMeeting, show, stageOf, tablet } from './testBed.ts';

describe.each(testStores)('the stage of a meeting, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: MeetingBed;
  beforeAll(async () => {
    bed = await openMeetingBed(await locate(atEnd), atEnd);
  });
  const take = (path: string, console: string, isTaken: boolean, login = 'secretariat') =>
    bed.ask(login, 'POST', `${path}/stage/console`, { console, take: isTaken });
  const put = (path: string, changes: unknown, login = 'secretariat', console: string = tablet) =>
    bed.ask(login, 'PUT', `${path}/stage`, { console, changes });
  const read = async (path: string, login = 'secretariat') => stageOf(await bed.ask(login, 'GET', `${path}/stage`));
  const documentOf = async (kind: 'evidence' | 'advice', cycle = bed.world.cycle): Promise<string> => {
    const documents = bed.server.database.selectFrom('document').select('id').where('cycleId', '=', cycle);
    return (await documents.where('kind', '=', kind).limit(1).executeTakeFirstOrThrow()).id;
  };

  it('G1 before anybody chose there is a first stage; a change is of what is named, and stays', async () => {
    const path = await openMeeting(bed, ['publish']);
    expect(await read(path)).toMatchObject({ meeting: path.slice(1), revision: 0, stage: firstStage, console: null });
    const changed = await show(bed, path, { mode: 'scoreboard', zoom: 125 });
    expect(changed).toMatchObject({ stage: { ...firstStage, mode: 'scoreboard', zoom: 125 } });
    expect(changed.console).toMatchObject({ id: tablet, name: expect.any(String) });
    await show(bed, path, { isBlank: true });
    expect((await read(path, 'observer')).stage).toEqual({
      ...firstStage,
      mode: 'scoreboard',
      zoom: 125,
      isBlank: true,
    });
  });

  it('G2 the revision grows with every change, and the same again is no change', async () => {
    const path = await openMeeting(bed, ['publish']);
    const revisions: number[] = [];
    for (const page of [1, 2, 3, 4, 5]) revisions.push((await show(bed, path, { page })).revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    expect((await show(bed, path, { page: 5 })).revision).toBe(revisions.at(-1));
  });

  it('G2 many changes at once: each field has what was written last, nothing is lost, and nothing is audited', async () => {
    const path = await openMeeting(bed, ['publish']);
    await show(bed, path, {});
    const before = (await bed.chain()).length;
    const changes = [{ page: 7 }, { zoom: 150 }, { theme: 'dark' }, { message: 'พัก 10 นาที' }, { isFrozen: true }];
    const answers = await Promise.all(changes.map((change) => put(path, change)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await read(path)).stage).toMatchObject(Object.assign({}, ...changes));
    expect(new Set(answers.map((answer) => stageOf(answer).revision)).size).toBe(5);
    expect(await bed.chain()).toHaveLength(before);
  });

  it('G2 an answer has an ETag of what it says; the same is not sent again', async () => {
    const path = await openMeeting(bed, ['publish']);
    const who = await visitAs(bed.server, 'steering-member');
    const address = `/api/cycles/${bed.world.cycle}/meetings${path}/stage`;
    const etag = (await who.get(address)).headers.get('etag') ?? '';
    const again = () => who.ask('GET', address, { headers: { 'if-none-match': etag } });
    expect((await again()).status).toBe(304);
    await show(bed, path, { zoom: 110 });
    expect((await again()).status).toBe(200);
  });

  it('G3 an entry, a text or a vote that the meeting does not have, is not shown', async () => {
    const path = await openMeeting(bed);
    const advisor = await visitAs(bed.server, 'advisor');
    const drafted = { item: '3.3', type: 'observation', severity: 'minor' };
    await advisor.ask('POST', `/api/cycles/${bed.world.cycle}/advice`, { json: drafted });
    const wrong = [
      { entry: '99' },
      { document: 'nothing' },
      { document: await documentOf('evidence', bed.world.foreignCycle) },
      { document: await documentOf('advice') },
      { vote: 'nothing' },
      { mode: 'film' },
      { zoom: 400 },
      { whatIf: { 'not an item': 'basic' } },
    ];
    for (const changes of wrong) expect([changes, refusal(await put(path, changes))]).toEqual([changes, '422 invalid']);
    expect((await read(path)).revision).toBeLessThan(
      (await show(bed, path, { document: await documentOf('evidence') })).revision,
    );
  });

  it('G4 one console operates; another one is told who, and takes over when it says so; the first one then is told', async () => {
    const path = await openMeeting(bed);
    expect(stageOf(await take(path, tablet, false)).console).toMatchObject({ id: tablet });
    // A reload of the same tab.
    expect(stageOf(await take(path, tablet, false)).console).toMatchObject({ id: tablet });
    const refused = await take(path, laptop, false);
    expect(refusal(refused)).toBe('409 consoleTaken');
    expect(refused.body).toMatchObject({ error: { details: { name: expect.any(String), at: expect.any(Number) } } });
    expect(refusal(await put(path, { zoom: 110 }, 'secretariat', laptop))).toBe('409 consoleTaken');
    expect(stageOf(await take(path, laptop, true)).console).toMatchObject({ id: laptop });
    expect(refusal(await put(path, { zoom: 120 }))).toBe('409 consoleTaken');
    expect((await read(path)).stage.zoom).toBe(100);
    await show(bed, path, { zoom: 130 }, laptop);
  });

  it('G4 of two that take a free console at once, one has it', async () => {
    const path = await openMeeting(bed);
    const answers = await Promise.all([tablet, laptop].map((console) => take(path, console, false)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('G4 by the secretariat alone; others who see the meeting read it, and who does not see it learns nothing', async () => {
    const path = await openMeeting(bed);
    for (const login of ['observer', 'admin', 'steering-chair', 'steering-member']) {
      expect([login, refusal(await put(path, { zoom: 110 }, login))]).toEqual([login, '403 forbidden']);
      expect([login, refusal(await take(path, laptop, true, login))]).toEqual([login, '403 forbidden']);
      expect((await read(path, login)).revision).toBe(0);
    }
    for (const login of ['foreigner', 'seatless', 'cat3-chair', 'advisor'])
      expect([login, refusal(await bed.ask(login, 'GET', `${path}/stage`))]).toEqual([login, '404 notFound']);
    for (const login of ['foreigner', 'seatless'])
      expect([login, refusal(await put(path, { zoom: 110 }, login))]).toEqual([login, '404 notFound']);
    const planned = await bed.plan();
    expect(refusal(await bed.ask('steering-member', 'GET', `${planned}/stage`))).toBe('404 notFound');
  });

  it('G5 an entry that is left has the time that it was shown while the meeting ran, also at its end', async () => {
    const path = await openMeeting(bed, ['publish']);
    const words = (title: string) => ({ kind: 'text', section: 'others', title, minutes: 15 });
    await bed.done('secretariat', 'POST', `${path}/agenda`, words('ก'));
    const { agenda } = await bed.done('secretariat', 'POST', `${path}/agenda`, words('ข'));
    const [first, second] = agenda.map(({ id }) => id);
    const used = async () => (await bed.read(path)).agenda.map(({ usedMs }) => usedMs);
    await show(bed, path, { entry: first });
    await show(bed, path, { entry: second });
    expect(await used()).toEqual([0, 0]);
    const { agenda: begun } = await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'begin' });
    expect(begun.map(({ minutes }) => minutes)).toEqual([15, 15]);
    const at = (await read(path)).stage.entryAt ?? 0;
    await until(() => Date.now() > at + 5, 'a moment has passed');
    // Whatever a console says of the clock.
    const moved = await show(bed, path, { entry: first, entryAt: 1 });
    expect(moved.stage.entryAt).toBeGreaterThan(at);
    expect(await used()).toEqual([0, (moved.stage.entryAt ?? 0) - at]);
    await until(() => Date.now() > moved.now + 5, 'a moment has passed');
    await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'end' });
    expect((await used())[0]).toBeGreaterThan(0);
    expect(await read(path)).toMatchObject({ console: null, stage: { entry: first, entryAt: null } });
  });

  it('G5 the minutes of an entry are changed and taken back, within bounds', async () => {
    const path = await openMeeting(bed, []);
    const { agenda } = await bed.done('secretariat', 'POST', `${path}/agenda`, {
      ...{ kind: 'text', section: 'others', title: 'ก' },
    });
    const entry = `${path}/agenda/${agenda[0]?.id}`;
    expect(agenda[0]).toMatchObject({ minutes: null, usedMs: 0 });
    const changed = await bed.done('secretariat', 'PUT', entry, { minutes: 20 });
    expect(changed.agenda[0]).toMatchObject({ minutes: 20, title: 'ก' });
    expect((await bed.done('secretariat', 'PUT', entry, { minutes: null })).agenda[0]).toMatchObject({ minutes: null });
    for (const minutes of [-1, 601, 1.5])
      expect(refusal(await bed.ask('secretariat', 'PUT', entry, { minutes }))).toBe('422 invalid');
  });

  it('G4 after the end nobody operates it any more', async () => {
    const path = await openMeeting(bed);
    await show(bed, path, { zoom: 120 });
    await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'end' });
    expect(refusal(await put(path, { zoom: 130 }))).toBe('409 meetingState');
    expect(refusal(await take(path, tablet, true))).toBe('409 meetingState');
    expect(await read(path)).toMatchObject({ console: null, stage: { zoom: 120 } });
  });

  it('G6 who follows has the stage at once, and every change in its order, the newest last', async () => {
    const path = await openMeeting(bed);
    const { revision } = await show(bed, path, { zoom: 110 });
    const peers = await Promise.all(
      ['steering-member', 'observer', 'secretariat'].map((login) => follow(bed, login, path, onTestFinished)),
    );
    await until(() => peers.every(({ stages }) => stages.length > 0), 'all have it');
    for (const { stages } of peers) expect(stages[0]).toMatchObject({ revision, stage: { zoom: 110 } });
    for (let page = 1; page <= 20; page++) await show(bed, path, { page });
    await until(() => peers.every(({ stages }) => stages.at(-1)?.stage.page === 20), 'all have the last one');
    for (const { stages, events } of peers) {
      const revisions = stages.map((stage) => stage.revision);
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
      expect(stages.map(({ stage }) => stage.page)).toEqual(Array.from({ length: 21 }, (_, page) => page));
      expect(events.filter(({ seq }) => seq !== undefined)).toEqual([]);
    }
  });

  it('G6 who does not see the meeting gets none of it, and who follows another one, or none, neither', async () => {
    const path = await openMeeting(bed);
    const other = await openMeeting(bed, ['publish']);
    const [member, outsider, elsewhere] = await Promise.all([
      follow(bed, 'steering-member', path, onTestFinished),
      follow(bed, 'cat3-chair', path, onTestFinished),
      follow(bed, 'observer', other, onTestFinished),
    ]);
    const left = await follow(bed, 'observer', path, onTestFinished);
    await until(() => left.stages.length === 1, 'it follows');
    left.say({ meeting: null });
    await left.settled();
    await until(() => elsewhere.stages.length === 1 && member.stages.length === 1, 'they follow');
    await bed.server.database
      .updateTable('meeting')
      .set({ status: 'running' })
      .where('id', '=', path.slice(1))
      .execute();
    await show(bed, path, { zoom: 140 });
    await until(() => member.stages.at(-1)?.stage.zoom === 140, 'the member has it');
    await Promise.all([outsider, elsewhere, left].map((peer) => peer.settled()));
    expect(outsider.stages).toEqual([]);
    expect(elsewhere.stages.map(({ meeting }) => meeting)).toEqual([other.slice(1)]);
    expect(left.stages).toHaveLength(1);
    for (const wrong of [{ meeting: 7 }, { meeting: 'x'.repeat(200) }, { meeting: 'nothing' }]) outsider.say(wrong);
    await outsider.settled();
    expect(outsider.stages).toEqual([]);
  });

  it('G6 who loses the seat in the body stops getting it, and stays in the cycle', async () => {
    const path = await openMeeting(bed);
    const peer = await follow(bed, 'steering-member', path, onTestFinished);
    await until(() => peer.stages.length === 1, 'it follows');
    const person = bed.world.personIds['steering-member'];
    const seats = (...wanted: readonly object[]) =>
      visitAs(bed.server, 'admin').then((admin) =>
        admin.ask('PUT', `/api/cycles/${bed.world.cycle}/people/${person}/seats`, { json: { seats: wanted } }),
      );
    expect((await seats({ body: 'category-1', role: 'member' })).status).toBe(200);
    await peer.settled();
    await show(bed, path, { zoom: 145 });
    const observer = await follow(bed, 'observer', path, onTestFinished);
    await until(() => observer.stages.length === 1, 'others follow');
    await peer.settled();
    expect(peer.stages).toHaveLength(1);
    expect(peer.socket.readyState).toBe(peer.socket.OPEN);
    // And has it again with the seat.
    expect((await seats({ body: 'steering', role: 'steering-member' })).status).toBe(200);
    await until(() => peer.stages.at(-1)?.stage.zoom === 145, 'it follows again');
  });

  it('G6 a planned meeting is followed by the secretariat, by others when it is published and they ask again', async () => {
    const path = await openMeeting(bed, []);
    const [secretary, member] = [
      await follow(bed, 'secretariat', path, onTestFinished),
      await follow(bed, 'steering-member', path, onTestFinished),
    ];
    await until(() => secretary.stages.length === 1, 'the secretariat has it');
    await member.settled();
    expect(member.stages).toEqual([]);
    await bed.done('secretariat', 'PUT', `${path}/state`, { event: 'publish' });
    member.say({ meeting: path.slice(1) });
    await until(() => member.stages.length === 1, 'it is published');
  });
});
