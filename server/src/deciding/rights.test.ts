import { beforeAll, describe, expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { addPerson, addSeat } from '../testing/people.ts';
import { refusal } from '../testing/server.ts';
import { type DecidingBed, openDecidingBed } from './testBed.ts';

const people = [
  'admin',
  'secretariat',
  'advisor',
  'steering-chair',
  'steering-member',
  'observer',
  'cat3-chair',
  'cat3-secretary',
  'cat3-member',
  'cat4-chair',
  'cat7-chair',
  'both',
] as const;

const item = (call: string) => `items/3.3/${call}`;
const resolution = 'ที่ประชุมมีมติ';
/** Calls that change something, with who may. A call that may comes as far as the state of the item lets it. */
const calls: readonly (readonly [method: string, path: string, body: unknown, may: readonly string[]])[] = [
  ['PUT', item('claim'), { level: 'basic' }, ['cat3-chair', 'cat3-secretary']],
  ['DELETE', item('claim'), undefined, ['cat3-chair', 'cat3-secretary']],
  ['POST', item('decision'), { kind: 'noted', resolution }, ['secretariat', 'steering-chair']],
  ['POST', item('approval'), { level: 'basic', resolution }, ['secretariat', 'steering-chair']],
  ['PUT', item('conditions'), { met: true }, ['secretariat']],
  ['POST', item('reopeningRequest'), { reason: 'x' }, ['cat3-chair', 'cat3-secretary', 'cat3-member', 'both']],
  ['POST', item('reopening'), { reason: 'x' }, ['secretariat', 'steering-chair']],
  [
    'POST',
    'snapshots',
    { name: 'ก่อนประชุม' },
    ['secretariat', 'steering-chair', 'cat3-chair', 'cat3-secretary', 'cat4-chair', 'cat7-chair', 'both'],
  ],
];
const readings = ['claim', 'decisions', 'meetings', 'hashed?level=basic'].map(item);

describe.each(testStores)('who may do what with an item, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: DecidingBed;
  beforeAll(async () => {
    bed = await openDecidingBed(await locate(atEnd), atEnd);
    const { database } = bed.server;
    const both = await addPerson(database, bed.world.agency, 'both');
    await addSeat(database, bed.world.cycle, both, 'secretariat', 'secretariat');
    await addSeat(database, bed.world.cycle, both, 'category-3', 'member');
  });

  const ask = async (login: string, method: string, path: string, json?: unknown) =>
    (await bed.visit(login)).ask(method, `/api/cycles/${bed.world.cycle}/${path}`, json === undefined ? {} : { json });

  for (const [method, path, body, may] of calls) {
    it.each(people)(`${method} ${path} by %s`, async (login) => {
      const answer = await ask(login, method, path, body);
      if (may.includes(login)) expect(refusal(answer)).not.toMatch(/^40[34]/);
      else expect(refusal(answer)).toBe('403 forbidden');
    });
  }

  it.each(['foreigner', 'seatless'])('%s learns nothing: 404 for every call', async (login) => {
    for (const [method, path, body] of calls)
      expect(refusal(await ask(login, method, path, body))).toBe('404 notFound');
    for (const path of [...readings, 'snapshots']) expect(refusal(await ask(login, 'GET', path))).toBe('404 notFound');
    const { id } = await bed.server.database.selectFrom('snapshot').select('id').executeTakeFirstOrThrow();
    expect(refusal(await (await bed.visit(login)).get(`/api/snapshots/${id}/diff`))).toBe('404 notFound');
  });

  it.each(people)('%s reads all of it', async (login) => {
    for (const path of [...readings, 'snapshots']) expect((await ask(login, 'GET', path)).status).toBe(200);
    const { id } = await bed.server.database.selectFrom('snapshot').select('id').executeTakeFirstOrThrow();
    expect((await (await bed.visit(login)).get(`/api/snapshots/${id}/diff`)).status).toBe(200);
  });

  it('an item that is not there: 404', async () => {
    for (const [method, path, body] of calls.filter((call) => call[1].startsWith('items')))
      expect(refusal(await ask('secretariat', method, path.replace('3.3', '9.9'), body))).toBe('404 notFound');
    for (const path of readings)
      expect(refusal(await ask('observer', 'GET', path.replace('3.3', '9.9')))).toBe('404 notFound');
  });
});
