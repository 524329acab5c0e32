import { cycleSchema, itemSchema } from '@ruam/shared/api/api.ts';
import { frameworkSchema } from '@ruam/shared/framework/framework.ts';
import { fy2562Levels } from '@ruam/shared/score/fixtures/fy2562.ts';
import { earlierScoreSchema, scoreboardSchema } from '@ruam/shared/score/scoreboard.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { addCycle, makeWorld, type World } from '../testing/world.ts';

const processCodes = fy2562Levels.flatMap((levels, category) => levels.map((_, n) => `${category + 1}.${n + 1}`));
const belowSignificance = ['3.2', '3.3', '4.1', '4.4', '5.1', '5.2', '5.3', '5.4', '6.2', '6.3', '6.4'];

describe.each(testStores)('a cycle over HTTP, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let observer: Visitor;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    observer = await visitAs(server, 'observer');
  });

  it('lists the cycles in which the person has a role, newest fiscal year first', async () => {
    const [cycle, ...others] = z.array(cycleSchema).parse((await observer.get('/api/cycles')).body);
    expect(others).toEqual([]);
    expect(cycle).toEqual({
      id: world.cycle,
      title: 'รายงานการประเมินตนเอง ปีงบประมาณ พ.ศ. 2562',
      agency: 'กรมตัวอย่าง',
      fiscalYearBE: 2562,
      round: 12,
      frameworkId: 'pmqa-4.0-2562',
      status: 'open',
    });
    expect((await (await visitAs(server, 'seatless')).get('/api/cycles')).body).toEqual([]);
  });

  it('a seat in the cycle of another agency opens nothing', async () => {
    const seat = { personId: world.personIds.observer ?? '', body: 'observers', role: 'observer' } as const;
    const elsewhere = await addCycle(server.database, await agencyOf(world.foreignCycle));
    await server.database
      .insertInto('seat')
      .values({ cycleId: elsewhere, ...seat })
      .execute();
    const cycles = z.array(cycleSchema).parse((await observer.get('/api/cycles')).body);
    expect(cycles.map(({ id }) => id)).toEqual([world.cycle]);
    expect(refusal(await observer.get(`/api/cycles/${elsewhere}/items`))).toBe('404 notFound');
  });

  it('tells what the same agency’s nearest year before came to, and nothing of another agency’s', async () => {
    const path = `/api/cycles/${world.cycle}/earlierScore`;
    const before = async (agency: string, fiscalYearBE: number, claimed: 'basic' | 'advance') => {
      const id = await addCycle(server.database, agency);
      await server.database.updateTable('cycle').set({ fiscalYearBE }).where('id', '=', id).execute();
      await server.database.updateTable('item').set({ claimed }).where('cycleId', '=', id).execute();
      await server.database
        .updateTable('item')
        .set({ claimed: null })
        .where('cycleId', '=', id)
        .where('kind', '=', 'dimension')
        .execute();
    };
    expect((await observer.get(path)).body).toBeNull();
    await before(await agencyOf(world.foreignCycle), 2561, 'advance');
    expect((await observer.get(path)).body).toBeNull();
    await before(world.agency, 2559, 'advance');
    await before(world.agency, 2561, 'basic');
    const answer = earlierScoreSchema.parse((await observer.get(path)).body);
    expect(answer.fiscalYearBE).toBe(2561);
    expect(answer.categories.filter(({ code }) => code !== '7').map(({ level }) => level)).toEqual(
      Array.from({ length: 6 }, () => 'basic'),
    );
    expect(refusal(await (await visitAs(server, 'foreigner')).get(path))).toBe('404 notFound');
  });

  it('items stand in the order of the framework, with their values and documents', async () => {
    const items = z.array(itemSchema).parse((await observer.get(`/api/cycles/${world.cycle}/items`)).body);
    const dimensions = ['7.1', '7.2', '7.3', '7.4', '7.5', '7.6'];
    expect(items.map(({ code }) => code)).toEqual([...processCodes, ...dimensions]);
    for (const item of items) {
      const isProcess = item.kind === 'process';
      expect(item.status).toBe(isProcess ? 'scheduled' : 'drafting');
      expect([item.advised, item.approved]).toEqual([null, null]);
      expect(item.title.th).not.toBe('');
      expect(item.documents.map(({ kind }) => kind).sort()).toEqual([
        ...(item.code === '5.2' ? ['advice'] : []),
        ...(isProcess ? ['evidence', 'evidence', 'evidence', 'recommendations'] : ['recommendations', 'results']),
      ]);
      const evidence = item.documents.filter(({ kind }) => kind === 'evidence').map(({ level }) => level);
      expect(evidence.sort()).toEqual(isProcess ? ['advance', 'basic', 'significance'] : []);
    }
    expect(items.map(({ claimed }) => claimed).slice(0, 24)).toEqual(fy2562Levels.flat());
  });

  it('answers the framework edition that the cycle is pinned to', async () => {
    const answer = await observer.get(`/api/cycles/${world.cycle}/framework`);
    expect(frameworkSchema.parse(answer.body).id).toBe('pmqa-4.0-2562');
  });

  describe('the scoreboard', () => {
    const board = async (query: string) =>
      scoreboardSchema.parse((await observer.get(`/api/cycles/${world.cycle}/scoreboard${query}`)).body);

    it.each(['', '?value=claimed&profile=weakest-link', '?value=latest', '?profile=points-500'])(
      'FY 2562 as claimed%s',
      async (query) => {
        const score = await board(query);
        expect(score.overall).toEqual({ level: 'basic', points: 445.83 });
        expect(score.counts).toEqual({ basic: 2, advance: 9, significance: 13, none: 0 });
        expect(score.limitedBy).toEqual({ advance: ['3.3', '4.1'], significance: belowSignificance });
        expect(score.categories.map(({ level }) => level)).toEqual([
          'significance',
          'significance',
          'basic',
          'basic',
          'advance',
          'advance',
          null,
        ]);
        expect(score.categories.map(({ points }) => points)).toEqual([500, 500, 425, 425, 400, 425, null]);
        expect(score.categories.slice(0, 3).map(({ limitedBy }) => limitedBy)).toEqual([[], [], ['3.3']]);
      },
    );

    it('says which value and profile it was asked for', async () => {
      expect(await board('')).toMatchObject({ value: 'claimed', profile: 'weakest-link' });
      for (const value of ['claimed', 'advised', 'approved', 'latest'] as const)
        for (const profile of ['weakest-link', 'points-500'] as const)
          expect(await board(`?value=${value}&profile=${profile}`)).toMatchObject({ value, profile });
    });

    it.each(['advised', 'approved'])('nothing is %s yet: no level, 0 points, none 24', async (value) => {
      const score = await board(`?value=${value}`);
      expect(score.overall).toEqual({ level: null, points: 0 });
      expect(score.counts).toEqual({ basic: 0, advance: 0, significance: 0, none: 24 });
      expect(score.limitedBy.advance).toEqual(processCodes);
    });

    it.each(['value=guessed', 'profile=best-link', 'value=', 'value=claimed&value=approved'])(
      '?%s: 422 invalid',
      async (query) => {
        expect(refusal(await observer.get(`/api/cycles/${world.cycle}/scoreboard?${query}`))).toBe('422 invalid');
      },
    );
  });

  async function agencyOf(cycleId: string): Promise<string> {
    const row = await server.database
      .selectFrom('cycle')
      .select('agencyId')
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
    return row.agencyId;
  }
});
