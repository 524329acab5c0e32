import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal } from '../testing/server.ts';
import { type MeetingBed, openMeetingBed } from './testBed.ts';

describe.each(testStores)('M11 hands and notes, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: MeetingBed;
  beforeAll(async () => {
    bed = await openMeetingBed(await locate(atEnd), atEnd);
  });
  const step = (path: string, event: string) => bed.done('secretariat', 'PUT', `${path}/state`, { event });
  const raise = (path: string, login: string, raised = true) => bed.ask(login, 'PUT', `${path}/hand`, { raised });
  const write = (path: string, login: string, json: Readonly<Record<string, unknown>>) =>
    bed.ask(login, 'POST', `${path}/notes`, json);
  const hands = async (path: string) => (await bed.read(path)).hands.map(({ name }) => name);

  it('a hand is raised once while the meeting runs, lowered by its owner or the secretariat, and by the end', async () => {
    const path = await bed.plan();
    expect(refusal(await raise(path, 'steering-member'))).toBe('404 notFound');
    await step(path, 'publish');
    expect(refusal(await raise(path, 'steering-member'))).toBe('409 meetingState');
    await step(path, 'begin');
    const answers = await Promise.all([1, 2, 3].map(() => raise(path, 'steering-member')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await raise(path, 'steering-chair');
    expect(await hands(path)).toEqual(['ชื่อ steering-member', 'ชื่อ steering-chair']);
    const entries = (await bed.chain()).filter(({ type }) => type === 'meeting.handRaised');
    expect(entries).toHaveLength(2);
    await raise(path, 'steering-chair', false);
    expect(await hands(path)).toEqual(['ชื่อ steering-member']);
    const member = `${path}/hands/${bed.world.personIds['steering-member']}`;
    expect(refusal(await bed.ask('steering-chair', 'DELETE', member))).toBe('403 forbidden');
    expect((await bed.done('secretariat', 'DELETE', member)).hands).toEqual([]);
    expect((await bed.done('secretariat', 'DELETE', member)).hands).toEqual([]);
    await raise(path, 'steering-member');
    await step(path, 'end');
    expect(await hands(path)).toEqual([]);
    expect(refusal(await raise(path, 'steering-member'))).toBe('409 meetingState');
  });

  it.each([
    ['observer', '403 forbidden'],
    ['secretariat', '403 forbidden'],
    ['cat3-chair', '404 notFound'],
    ['foreigner', '404 notFound'],
  ])('%s sits not in the body: %s', async (login, code) => {
    const path = await bed.plan();
    await step(path, 'publish');
    expect(refusal(await raise(path, login))).toBe(code);
    expect(refusal(await write(path, login, { text: 'x' }))).toBe(code);
  });

  it('a note is read by the secretariat and its author alone, and stands in no audit entry', async () => {
    const path = await bed.plan();
    await step(path, 'publish');
    const json = { text: 'ขอเลื่อนข้อ 3.3', key: randomUUID() };
    await Promise.all([1, 2, 3].map(() => write(path, 'steering-member', json)));
    expect(refusal(await write(path, 'steering-member', { ...json, text: 'อื่น' }))).toBe('409 keyUsed');
    const notes = async (login: string) => (await bed.done(login, 'GET', path)).notes.map(({ text }) => text);
    expect(await notes('secretariat')).toEqual([json.text]);
    expect(await notes('steering-member')).toEqual([json.text]);
    for (const login of ['steering-chair', 'observer', 'admin']) expect(await notes(login)).toEqual([]);
    expect(JSON.stringify(await bed.chain())).not.toContain(json.text);

    const [note] = (await bed.read(path)).notes;
    const mark = (login: string, read: boolean) => bed.ask(login, 'PUT', `${path}/notes/${note?.id}`, { read });
    expect(refusal(await mark('steering-member', true))).toBe('403 forbidden');
    expect((await mark('secretariat', true)).status).toBe(200);
    expect((await bed.done('steering-member', 'GET', path)).notes[0]?.readAt).toEqual(expect.any(Number));
    expect((await mark('secretariat', false)).status).toBe(200);
    expect((await bed.read(path)).notes[0]?.readAt).toBeNull();
    const other = await bed.plan();
    expect(refusal(await bed.ask('secretariat', 'PUT', `${other}/notes/${note?.id}`, { read: true }))).toBe(
      '404 notFound',
    );
  });

  it.each([
    ['no words', { text: ' ' }],
    ['too many', { text: 'x'.repeat(4001) }],
    ['half a letter', { text: '\ud800' }],
  ])('%s: 422 invalid', async (_what, json) => {
    const path = await bed.plan();
    await step(path, 'publish');
    expect(refusal(await write(path, 'steering-member', json))).toBe('422 invalid');
  });

  it('a person sends at most a hundred notes in a meeting', async () => {
    const path = await bed.plan();
    await step(path, 'publish');
    const personId = bed.world.personIds['steering-member'] ?? '';
    const rows = Array.from({ length: 100 }, (_, at) => ({
      ...{ id: randomUUID(), meetingId: path.slice(1), personId, text: 'x', at },
      ...{ readAt: null, requestKey: null },
    }));
    await bed.server.database.insertInto('meetingNote').values(rows).execute();
    expect(refusal(await write(path, 'steering-member', { text: 'อีกหนึ่ง' }))).toBe('413 tooLarge');
  });
});
