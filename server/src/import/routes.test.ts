import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cycleSchema, importAnswerSchema, importCommitSchema, itemSchema } from '@ruam/shared/api/api.ts';
import { reportSchema } from '@ruam/shared/import/report.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { type Answer, refusal, startTestServer, type TestServer, type Visitor, visitAs } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

const maxBytes = 200_000;
const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');

function upload(who: Visitor, content: Uint8Array<ArrayBuffer> | string, name = 'report.txt'): Promise<Answer> {
  const body = new FormData();
  body.set('file', new File([content], name));
  return who.ask('POST', '/api/imports', { body });
}

/** How many rows there are of everything that an import could leave behind. */
async function traces(database: Database): Promise<number[]> {
  const tables = ['importDraft', 'cycle', 'item', 'document', 'documentUpdate', 'seat', 'audit'] as const;
  return Promise.all(tables.map(async (table) => (await database.selectFrom(table).selectAll().execute()).length));
}

describe.each(testStores)('importing over HTTP, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let secretariat: Visitor;
  let report: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd, { LIMIT_IMPORT_BYTES: String(maxBytes) });
    world = await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
    report = new Uint8Array(await readFile(reportFile));
  });

  const readReport = async (who = secretariat, name = 'report.txt') =>
    importAnswerSchema.parse((await upload(who, report, name)).body);

  it('reads the report of FY 2562: understood, and what was not with line numbers', async () => {
    const answer = await upload(secretariat, report);
    expect(answer.status).toBe(201);
    const { format, understood, notUnderstood } = importAnswerSchema.parse(answer.body);
    expect(format).toBe('txt');
    expect(reportSchema.parse(understood).categories.flatMap(({ items }) => items)).toHaveLength(24);
    const ofAgency = notUnderstood.filter(({ reason }) => reason.includes('another agency'));
    expect(ofAgency).toHaveLength(1);
    expect(ofAgency[0]?.reason).toContain('กรมตัวอย่าง');
    for (const { line, text, reason } of notUnderstood) {
      expect(line).toBeGreaterThanOrEqual(0);
      expect([text, reason]).not.toContain('');
    }
  });

  it('until it is committed there is no cycle; then there is a new one, with its importer as secretariat', async () => {
    const before = z.array(cycleSchema).parse((await secretariat.get('/api/cycles')).body);
    const { id } = await readReport();
    expect((await secretariat.get('/api/cycles')).body).toEqual(before);
    const answer = await secretariat.ask('POST', `/api/imports/${id}/commit`);
    expect(answer.status).toBe(201);
    const { cycle } = importCommitSchema.parse(answer.body);
    const cycles = z.array(cycleSchema).parse((await secretariat.get('/api/cycles')).body);
    expect(cycles.map((each) => each.id).sort()).toEqual([...before.map((each) => each.id), cycle.id].sort());
    expect(cycles.find((each) => each.id === cycle.id)).toMatchObject({ agency: 'กรมตัวอย่าง', fiscalYearBE: 2562 });
    const items = z.array(itemSchema).parse((await secretariat.get(`/api/cycles/${cycle.id}/items`)).body);
    expect(items.filter(({ status }) => status === 'scheduled')).toHaveLength(24);
    const row = await server.database
      .selectFrom('cycle')
      .select('agencyAsRead')
      .where('id', '=', cycle.id)
      .executeTakeFirst();
    expect(row?.agencyAsRead).toContain('วุฒิสภา');
  });

  it('committing many times at once makes one cycle', async () => {
    const { id } = await readReport();
    const [, cyclesBefore = 0] = await traces(server.database);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => secretariat.ask('POST', `/api/imports/${id}/commit`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await traces(server.database))[1]).toBe(cyclesBefore + 1);
  });

  it('two readings of one file become two cycles', async () => {
    const [one, two] = [await readReport(), await readReport()];
    const ids = await Promise.all(
      [one, two].map(async ({ id }) => (await secretariat.ask('POST', `/api/imports/${id}/commit`)).text),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it.each(['admin', 'steering-chair', 'cat3-chair', 'observer', 'seatless'])('%s may not: 403', async (login) => {
    const who = await visitAs(server, login);
    const before = await traces(server.database);
    expect(refusal(await upload(who, report))).toBe('403 forbidden');
    expect(refusal(await who.ask('POST', '/api/imports/unknown/commit'))).toBe('403 forbidden');
    expect(await traces(server.database)).toEqual(before);
  });

  it("another agency's secretariat does not find the draft", async () => {
    const { id } = await readReport();
    const before = await traces(server.database);
    const foreigner = await visitAs(server, 'foreigner');
    expect(refusal(await foreigner.ask('POST', `/api/imports/${id}/commit`))).toBe('404 notFound');
    expect(refusal(await secretariat.ask('POST', '/api/imports/unknown/commit'))).toBe('404 notFound');
    expect(await traces(server.database)).toEqual(before);
  });

  it('a file of exactly the limit is read', async () => {
    const padded = new Uint8Array(maxBytes).fill(0x20);
    padded.set(report.subarray(0, maxBytes));
    expect((await upload(secretariat, padded)).status).toBe(201);
  });

  it('a strange file name is only a name', async () => {
    const names = ['../../etc/passwd', 'รายงาน "๒๕๖๒".txt', `${'ย'.repeat(500)}.txt`];
    const answers = await Promise.all(names.map((name) => upload(secretariat, report, name)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  });

  it('seats who is secretariat or administrator elsewhere in the agency, and nobody of another', async () => {
    const { id } = await readReport();
    const { cycle } = importCommitSchema.parse((await secretariat.ask('POST', `/api/imports/${id}/commit`)).body);
    const seats = await server.database
      .selectFrom('seat')
      .select(['personId', 'role'])
      .where('cycleId', '=', cycle.id)
      .execute();
    expect(seats.map(({ personId, role }) => `${personId} ${role}`).sort()).toEqual(
      [`${world.personIds.secretariat} secretariat`, `${world.personIds.admin} administrator`].sort(),
    );
  });
});

describe('what is no report', () => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let secretariat: Visitor;
  beforeAll(async () => {
    const [store] = testStores;
    if (!store) throw new Error('there is always SQLite');
    server = await startTestServer(await store.locate(atEnd), atEnd, { LIMIT_IMPORT_BYTES: String(maxBytes) });
    await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
  });

  const bytes = (...values: number[]) => Uint8Array.from(values);
  it.each([
    ['binary under .txt', bytes(...Array.from({ length: 2_000 }, (_, n) => (n * 37) % 256)), '415 unknownFormat'],
    ['NUL in text', 'หมวด ๑\u0000การนำองค์กร', '415 unknownFormat'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n', '415 unknownFormat'],
    ['a ZIP', bytes(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0), '415 unknownFormat'],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), '415 unknownFormat'],
    ['broken JSON', '{"schema": ', '415 unknownFormat'],
    ['nothing', '', '422 notUnderstood'],
    ['white space', ' \n\t\n', '422 notUnderstood'],
    ['a text about something else', 'ขนมปังกับเนย\nและน้ำตาล\n', '422 notUnderstood'],
    ['JSON of something else', '{"a": 1}', '422 notUnderstood'],
    ['JSON that is nested without end', '['.repeat(50_000), '422 notUnderstood'],
    ['too much', new Uint8Array(maxBytes + 1).fill(0x61), '413 tooLarge'],
    ['far too much', new Uint8Array(maxBytes * 5).fill(0x61), '413 tooLarge'],
  ])('%s leaves nothing behind', async (_what, content, expected) => {
    const before = await traces(server.database);
    expect(refusal(await upload(secretariat, content))).toBe(expected);
    expect(await traces(server.database)).toEqual(before);
  });

  it.each([
    ['no file', new FormData(), '422 invalid'],
    ['words instead of a file', Object.assign(new FormData()), '422 invalid'],
  ])('%s', async (what, body, expected) => {
    if (what.startsWith('words')) body.set('file', 'words');
    expect(refusal(await secretariat.ask('POST', '/api/imports', { body }))).toBe(expected);
  });

  it('the content counts, not the name', async () => {
    expect(refusal(await upload(secretariat, '%PDF-1.7', 'report.json'))).toBe('415 unknownFormat');
    expect(refusal(await upload(secretariat, '{"a": 1}', 'report.pdf'))).toBe('422 notUnderstood');
  });

  it('two files at once are no report; a broken form is 400', async () => {
    const body = new FormData();
    for (const name of ['a.txt', 'b.txt']) body.append('file', new File(['x'], name));
    expect(refusal(await secretariat.ask('POST', '/api/imports', { body }))).toBe('422 invalid');
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const broken = await secretariat.ask('POST', '/api/imports', { body: 'nonsense', headers });
    expect(refusal(broken)).toBe('400 badRequest');
    const asJson = await secretariat.ask('POST', '/api/imports', { json: { file: 'x' } });
    expect(refusal(asJson)).toMatch(/^(400 badRequest|415 unknownFormat|422 invalid)$/);
  });
});
