import { randomUUID } from 'node:crypto';
import type { RecommendationAnswer } from '@ruam/shared/api/recommendations.ts';
import { recommendationSchema } from '@ruam/shared/api/recommendations.ts';
import type { Report, ReportParagraph } from '@ruam/shared/import/report.ts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createArchiveBuilder } from '../archive/archiveBuilder.ts';
import { createCommands } from '../commands/commands.ts';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import type { Database } from '../database/database.ts';
import { createReportReader } from '../import/reportReader.ts';
import { readersVersion } from '../projection/projections.ts';
import { createProjector } from '../projection/projector.ts';
import { documentsBehind } from '../projection/readings.ts';
import { ensureSample } from '../sample/sample.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, visitAs, visitor } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { readUnits } from '../units/readUnits.ts';
import { readRegister } from './readRegister.ts';

describe.each(testStores)('the register of recommendations of FY 2562, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  let cycle: string;
  let report: Report;
  let register: readonly RecommendationAnswer[];
  beforeAll(async () => {
    database = await openTestDatabase(await locate(atEnd), atEnd);
    const reader = createReportReader();
    atEnd(() => reader.close());
    await ensureSample(
      {
        database,
        commands: createCommands(database, Date.now, () => undefined),
        framework: await loadShippedFramework(),
        reader,
        archives: createArchiveBuilder(),
        maxDocumentBytes: 10 * 1024 * 1024,
        newId: randomUUID,
        endSessionsOf: () => Promise.resolve(),
      },
      'ทดลอง',
    );
    cycle = (await database.selectFrom('cycle').select('id').executeTakeFirstOrThrow()).id;
    const draft = await database.selectFrom('importDraft').select('report').executeTakeFirstOrThrow();
    report = JSON.parse(draft.report) as Report;
    const projector = createProjector({
      database,
      changed: () => undefined,
      failed: (error) => {
        throw error;
      },
      unreadable: (id) => {
        throw new Error(`${id} is not read`);
      },
    });
    atEnd(() => projector.close());
    projector.catchUp();
    const page = { version: readersVersion, after: '', limit: 1 };
    await vi.waitFor(async () => expect(await documentsBehind(database, page)).toEqual([]), {
      interval: 50,
      timeout: 50_000,
    });
    register = await readRegister(database, cycle, {});
  }, 60_000);

  /** As the report has them, without opinions: those are advice notes. */
  const placesOf = (paragraphs: readonly ReportParagraph[]): readonly ReportParagraph[] =>
    paragraphs
      .filter(({ attribution }) => attribution === null)
      .flatMap((each) => [...(each.responsible ? [each] : []), ...placesOf(each.children)]);

  it('has all 35 places with responsible units, each with the units of the report', () => {
    const expected = report.categories.flatMap(({ items }) =>
      items.flatMap(({ code, observations }) =>
        placesOf(observations).map(({ responsible }) => [code, responsible?.text, responsible?.units]),
      ),
    );
    const found = register
      .filter(({ item, responsibleText }) => item !== null && responsibleText !== null)
      .map(({ item, responsibleText, units }) => [item, responsibleText, units.map(({ written }) => written)]);
    expect(found).toHaveLength(35);
    expect(found).toEqual(expected);
  });

  it('every unit of the texts is one of the register: 16 bureaus, 3 groups, a committee, 2 roles', async () => {
    const units = await readUnits(database, cycle);
    const named = register.flatMap((recommendation) => recommendation.units);
    expect(named.filter(({ unit }) => unit === null)).toEqual([]);
    const kinds = Map.groupBy(units, ({ kind }) => kind);
    expect([...kinds].map(([kind, all]) => [kind, all.length]).sort()).toEqual([
      ['bureau', 16],
      ['committee', 1],
      ['group', 3],
      ['person-role', 2],
    ]);
  });

  it('the to-do list of a bureau has what is given to it and to groups that hold it', async () => {
    const own = await readRegister(database, cycle, { unit: 'สำนักนโยบายและแผน' });
    const names = own.flatMap(({ units }) => units.map(({ unit }) => unit));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(register.length);
    expect(names).toContain('สำนักนโยบายและแผน');
  });

  it('is filtered by item, year, status and what is carried over', async () => {
    const of = async (query: Parameters<typeof readRegister>[2]) => readRegister(database, cycle, query);
    expect(new Set((await of({ item: '3.3' })).map(({ item }) => item))).toEqual(new Set(['3.3']));
    expect((await of({ year: 2563 })).length).toBe(register.filter((one) => one.targetFiscalYear === 2563).length);
    expect(await of({ status: 'done' })).toEqual([]);
    expect(await of({ status: 'none' })).toHaveLength(register.length);
    expect(await of({ carried: 'true' })).toEqual([]);
    expect(await of({ carried: 'false' })).toHaveLength(register.length);
  });
});

describe.each(testStores)('who reads the register of recommendations, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
  });
  const path = () => `/api/cycles/${world.cycle}/recommendations`;

  it.each(['observer', 'cat4-chair', 'advisor', 'admin'])('%s reads it', async (login) => {
    const answer = await (await visitAs(server, login)).get(path());
    expect(answer.status).toBe(200);
    z.array(recommendationSchema).parse(answer.body);
  });

  it.each(['foreigner', 'seatless'])('%s finds none', async (login) => {
    expect(refusal(await (await visitAs(server, login)).get(path()))).toBe('404 notFound');
  });

  it('nobody is told anything who is not signed in', async () => {
    expect(refusal(await visitor(server).get(path()))).toBe('401 notSignedIn');
  });

  it.each(['status=lost', 'year=soon', `unit=${'x'.repeat(300)}`, 'carried=perhaps'])(
    '%s is invalid',
    async (query) => {
      expect(refusal(await (await visitAs(server, 'observer')).get(`${path()}?${query}`))).toBe('422 invalid');
    },
  );
});
