import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { reportJobsSchema } from '@ruam/shared/api/reports.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import { openBlobStore } from '../files/blobStore.ts';
import { createPictures } from '../files/pictures.ts';
import { openSpool } from '../files/spool.ts';
import { sweepFiles } from '../files/sweep.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, visitAs } from '../testing/server.ts';
import { openReportBed, type ReportBed, untilMade } from './testBed.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const markdown = { format: 'markdown' } as const;

describe.each(testStores)('reports as jobs, on $name', { timeout: 90_000 }, ({ locate }) => {
  const atEnd = atEndOfSuite();
  let bed: ReportBed;
  beforeAll(async () => {
    bed = await openReportBed(await locate(atEnd), atEnd);
  });

  const file = (login: string, id: string) => bed.ask(login, 'GET', `${bed.path}/${id}/file`);
  const snapshots = () =>
    bed.server.database
      .selectFrom('snapshot')
      .select(['id', 'contentHash', 'hashed', 'personId'])
      .where('kind', '=', 'report')
      .execute();
  const foldersLeft = (): string[] => readdirSync(join(bed.server.dataDir, 'files', 'reports'));

  /** As the server does every hour. */
  async function sweepTwoDaysLater(): Promise<void> {
    const { database, dataDir } = bed.server;
    const now = () => Date.now() + 2 * 24 * 60 * 60_000;
    const store = openBlobStore({ kind: 'disk', directory: join(dataDir, 'files') });
    const spool = openSpool(join(dataDir, 'files', 'incoming'), Date.now(), randomUUID);
    const files = { store, spool, pictures: createPictures(store, spool, Date.now), newId: randomUUID, maxBytes: 1 };
    await sweepFiles({ ...files, database, now, commands: createCommands(database, now, () => undefined) });
  }

  it('O10 a report is made beside, bound to a version that is kept, and had again; the chain says so', async () => {
    const asked = await bed.ask202('observer', markdown);
    expect(asked).toMatchObject({ state: 'waiting', progress: 0, person: { name: 'ชื่อ observer' }, file: null });
    const made = await bed.finished('observer', asked.id);
    expect(made).toMatchObject({ state: 'done', progress: 100, step: null, error: null });
    const { contentHash = '', id: snapshot } = made.snapshot ?? {};
    const [first, again] = [await file('observer', asked.id), await file('observer', asked.id)];
    expect([first.status, first.text]).toEqual([200, again.text]);
    expect(sha256(first.text)).toBe(made.file?.hash);
    expect(first.headers.get('content-disposition')).toMatch(/^attachment; .*\.md/);
    expect(first.headers.get('x-content-hash')).toBe(contentHash);
    const kept = (await snapshots()).find(({ id }) => id === snapshot);
    expect(sha256(kept?.hashed ?? '')).toBe(contentHash);
    const told = (await bed.chain()).filter(({ subject }) => subject.report === asked.id);
    expect(told.map(({ type }) => type)).toEqual(['report.asked', 'report.bound', 'report.made']);
    expect(told.at(-1)?.subject).toMatchObject({ snapshot, contentHash, format: 'markdown', hash: made.file?.hash });
    expect(foldersLeft()).toEqual([]);
  });

  it('O11 the same text with the same score is kept once; an edited one is another version', async () => {
    const of = async () => (await bed.finished('observer', (await bed.ask202('observer', markdown)).id)).snapshot?.id;
    const [first, second] = [await of(), await of()];
    expect(second).toBe(first);
    await bed.write(await bed.documentId('basic'), { type: 'text', text: 'ข้อความใหม่ของหมวด ๓' });
    expect(await of()).not.toBe(first);
  });

  it('O11 what is begun anew is made of the version it was bound to, whatever was written since', async () => {
    const asked = await bed.finished('observer', (await bed.ask202('observer', markdown)).id);
    await bed.write(await bed.documentId('basic'), { type: 'text', text: 'เขียนหลังจากขอรายงาน' });
    const report = await bed.put({ snapshotId: asked.snapshot?.id ?? null });
    await bed.ask202('observer', markdown);
    const made = await bed.finished('observer', report);
    expect(made.snapshot).toEqual(asked.snapshot);
    expect((await file('observer', report)).text).not.toContain('เขียนหลังจากขอรายงาน');
  });

  it('O12 one request sent twice at once makes one report; its key makes no other', async () => {
    const request = { ...markdown, key: randomUUID() };
    const both = await Promise.all([1, 2, 3].map(() => bed.ask202('observer', request)));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    const other = await bed.ask('observer', 'POST', bed.path, { ...request, format: 'docx' });
    expect(refusal(other)).toBe('409 keyUsed');
    // Another person's key is another key.
    expect((await bed.ask202('cat3-member', request)).id).not.toBe(both[0]?.id);
  });

  it('everybody in the cycle asks and has the own ones, the secretariat all, others nothing', async () => {
    const logins = ['admin', 'secretariat', 'advisor', 'steering-chair', 'steering-member', 'cat3-chair', 'cat4-chair'];
    for (const login of logins) {
      const { id } = await bed.ask202(login, markdown);
      await bed.ask(login, 'DELETE', `${bed.path}/${id}`);
    }
    const { id } = await bed.ask202('observer', markdown);
    await bed.finished('observer', id);
    const one = `${bed.path}/${id}`;
    for (const [method, path] of [
      ['GET', one],
      ['GET', `${one}/file`],
      ['DELETE', one],
    ] as const) {
      for (const login of ['cat3-chair', 'admin', 'steering-chair'])
        expect([method, login, refusal(await bed.ask(login, method, path))]).toEqual([method, login, '403 forbidden']);
      for (const login of ['foreigner', 'seatless'])
        expect([method, login, refusal(await bed.ask(login, method, path))]).toEqual([method, login, '404 notFound']);
    }
    for (const login of ['foreigner', 'seatless']) {
      expect(refusal(await bed.ask(login, 'POST', bed.path, markdown))).toBe('404 notFound');
      expect(refusal(await bed.ask(login, 'GET', bed.path))).toBe('404 notFound');
    }
    const listed = async (login: string) => reportJobsSchema.parse((await bed.ask(login, 'GET', bed.path)).body);
    expect((await listed('cat4-chair')).map(({ person }) => person.name)).toEqual(['ชื่อ cat4-chair']);
    const all = await listed('secretariat');
    expect(all[0]?.id).toBe(id);
    expect(new Set(all.map(({ person }) => person.name)).size).toBeGreaterThan(7);
    expect((await file('secretariat', id)).status).toBe(200);
    // Of another cycle there is none.
    const elsewhere = `/api/cycles/${bed.world.foreignCycle}/reports/${id}`;
    expect(refusal(await bed.ask('foreigner', 'GET', elsewhere))).toBe('404 notFound');
  });

  it('bad requests get a clear code', async () => {
    for (const request of [{ format: 'exe' }, {}, { ...markdown, key: 'x' }, { ...markdown, options: { items: 'x' } }])
      expect(refusal(await bed.ask('observer', 'POST', bed.path, request))).toBe('422 invalid');
    expect(refusal(await bed.ask('observer', 'GET', `${bed.path}/nothing`))).toBe('404 notFound');
  });

  it('O13 what another makes, and what is made here is cancelled; what is finished goes', async () => {
    const elsewhere = await bed.put({ state: 'running', maker: 'another', heardAt: Date.now(), attempts: 1 });
    expect((await bed.ask('observer', 'DELETE', `${bed.path}/${elsewhere}`)).status).toBe(204);
    expect(await bed.read('observer', elsewhere)).toMatchObject({ state: 'cancelled', file: null });
    expect(refusal(await file('observer', elsewhere))).toBe('404 notFound');
    const { id } = await bed.ask202('observer', { format: 'pdf' });
    await untilMade(async () => (await bed.read('observer', id)).state === 'running', 'it is being made');
    await bed.ask('observer', 'DELETE', `${bed.path}/${id}`);
    const next = await bed.finished('observer', (await bed.ask202('observer', markdown)).id);
    expect(next.state).toBe('done');
    expect((await bed.read('observer', id)).state).toBe('cancelled');
    expect(foldersLeft()).toEqual([]);
    for (const report of [elsewhere, id, next.id]) {
      expect((await bed.ask('observer', 'DELETE', `${bed.path}/${report}`)).status).toBe(204);
      expect(refusal(await bed.ask('observer', 'GET', `${bed.path}/${report}`))).toBe('404 notFound');
    }
  });

  it('O14 a person has at most five that are not made and twenty that are, whatever others ask for', async () => {
    const { database } = bed.server;
    const put = (login: string, job: Parameters<ReportBed['put']>[0]) =>
      bed.put({ personId: bed.world.personIds[login] ?? '', ...job });
    const busy = await Promise.all(
      Array.from({ length: 5 }, () => put('advisor', { state: 'running', maker: 'another', heardAt: Date.now() })),
    );
    expect(refusal(await bed.ask('advisor', 'POST', bed.path, markdown))).toBe('429 tooManyRequests');
    const other = await bed.ask202('observer', markdown);
    await bed.finished('observer', other.id);
    await database.updateTable('reportJob').set({ state: 'cancelled', at: 1 }).where('id', 'in', busy).execute();
    const [large, small] = [await put('advisor', { state: 'done', at: 2, sizeBytes: 1_000 }), 5 * 1024 ** 3];
    const huge = await put('advisor', { state: 'done', at: 3, sizeBytes: small });
    for (let count = 0; count < 30; count++) await put('advisor', { state: 'failed', at: 4 });
    const one = await bed.ask202('advisor', markdown);
    await bed.finished('advisor', one.id);
    const kept = await database
      .selectFrom('reportJob')
      .select(['id', 'personId'])
      .where('personId', 'in', [bed.world.personIds.advisor ?? '', bed.world.personIds.observer ?? ''])
      .where('state', 'not in', ['waiting', 'running'])
      .execute();
    const own = kept.filter(({ personId }) => personId === bed.world.personIds.advisor).map(({ id }) => id);
    expect(kept.map(({ id }) => id)).toContain(other.id);
    expect(own).toContain(one.id);
    for (const id of [...busy, huge, large]) expect(own).not.toContain(id);
    expect(own.length).toBeLessThanOrEqual(20);
    const swept = (await bed.chain()).filter(({ type }) => type === 'report.swept');
    expect(swept.map(({ subject }) => subject.report)).toEqual(expect.arrayContaining(busy));
  });

  it('O15 the bytes stay as long as the report, and go when it goes', async () => {
    const options = { watermark: 'ลบภายหลัง' };
    const { id, file: made } = await bed.finished(
      'observer',
      (await bed.ask202('observer', { ...markdown, options })).id,
    );
    await bed.write(await bed.documentId('basic'), { type: 'text', text: 'ข้อความที่ทำให้ไฟล์ต่างจากไฟล์อื่น' });
    const { id: other, file: different } = await bed.finished('observer', (await bed.ask202('observer', markdown)).id);
    expect(different?.hash).not.toBe(made?.hash);
    await bed.ask('observer', 'DELETE', `${bed.path}/${other}`);
    await sweepTwoDaysLater();
    expect((await file('observer', id)).status).toBe(200);
    const at = (hash = ''): string => join(bed.server.dataDir, 'files', hash.slice(0, 2), hash);
    expect([existsSync(at(made?.hash)), existsSync(at(different?.hash))]).toEqual([true, false]);
  });

  it('O15 a file whose bytes are lost is said to be gone', async () => {
    const { id, file: made } = await bed.finished('observer', (await bed.ask202('observer', markdown)).id);
    const hash = made?.hash ?? '';
    rmSync(join(bed.server.dataDir, 'files', hash.slice(0, 2), hash));
    expect(refusal(await file('observer', id))).toBe('410 linkGone');
  });

  it('who has no seat any more gets no report', async () => {
    const { database } = bed.server;
    const person = bed.world.personIds['cat4-chair'] ?? '';
    const report = await bed.put({ personId: person });
    const seat = await database.selectFrom('seat').selectAll().where('personId', '=', person).executeTakeFirstOrThrow();
    await database.deleteFrom('seat').where('personId', '=', person).execute();
    await bed.ask202('observer', markdown);
    expect(await bed.finished('secretariat', report)).toMatchObject({ state: 'failed', error: 'notFound' });
    await database.insertInto('seat').values(seat).execute();
  });

  it('O16 what an ended process has left is made by one of those that there are; too often begun, it fails', async () => {
    const heardAt = Date.now() - 61_000;
    const left = await Promise.all(
      [1, 2].map(() => bed.put({ state: 'running', maker: 'ended', heardAt, attempts: 1 })),
    );
    const hopeless = await bed.put({ state: 'running', maker: 'ended', heardAt, attempts: 3 });
    const { location } = bed.server;
    // A second process where there may be one; else this one looks again.
    if (location.kind === 'postgres') await startTestServer(location, onTestFinished);
    await bed.ask202('secretariat', markdown);
    for (const report of left) expect(await bed.finished('observer', report)).toMatchObject({ state: 'done' });
    expect(await bed.finished('observer', hopeless)).toMatchObject({ state: 'failed', error: 'unavailable' });
    const made = (await bed.chain()).filter(({ type }) => type === 'report.made').map(({ subject }) => subject.report);
    for (const report of left) expect(made.filter((one) => one === report)).toHaveLength(1);
  });
});

describe.each(testStores)('a server that ends while reports are made, on $name', { timeout: 90_000 }, ({ locate }) => {
  it('O16 ends at once, leaves nothing behind, and the next one makes them', async () => {
    const location = await locate(onTestFinished);
    const bed = await openReportBed(location, onTestFinished);
    const { id } = await bed.ask202('observer', { format: 'pdf' });
    const second = await bed.ask202('observer', markdown);
    await untilMade(async () => (await bed.read('observer', id)).state === 'running', 'it is being made');
    const began = performance.now();
    await bed.server.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    const states = await bed.server.database.selectFrom('reportJob').select(['id', 'state', 'attempts']).execute();
    expect(states.find((job) => job.id === second.id)?.state).toBe('waiting');
    expect(states.find((job) => job.id === id)?.state).toBe('waiting');
    expect(readdirSync(join(bed.server.dataDir, 'files', 'reports'))).toEqual([]);
    const next = await startTestServer(location, onTestFinished);
    const observer = await visitAs(next, 'observer');
    await untilMade(
      async () => (await observer.get(`${bed.path}/${second.id}`)).text.includes('"state":"done"'),
      'the next server makes it',
    );
  });

  it('O15 files of a month ago are given up', async () => {
    const location = await locate(onTestFinished);
    const bed = await openReportBed(location, onTestFinished);
    const monthAgo = Date.now() - 31 * 24 * 60 * 60_000;
    const old = await bed.put({ state: 'done', at: monthAgo, finishedAt: monthAgo });
    const young = await bed.put({ state: 'failed', finishedAt: Date.now() });
    await bed.server.stop();
    const next = await startTestServer(location, onTestFinished);
    const observer = await visitAs(next, 'observer');
    await untilMade(async () => refusal(await observer.get(`${bed.path}/${old}`)) === '404 notFound', 'it is given up');
    expect((await observer.get(`${bed.path}/${young}`)).status).toBe(200);
  });
});
