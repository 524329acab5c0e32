import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import type { Schema } from '../database/schema.ts';
import { createDiskStore } from '../files/diskStore.ts';
import { loadPerson } from '../people/actor.ts';
import { openTestDatabase, type TestStore, testStores } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld } from '../testing/world.ts';
import { giveUpReport } from './jobs.ts';
import { createReportMaker, type MakerDependencies } from './maker.ts';
import { untilMade } from './testBed.ts';
import { openWorkFolders } from './workFolders.ts';

/** A cycle, and makers that are started by the test alone. */
async function openMakers(locate: TestStore['locate']) {
  const location = await locate(onTestFinished);
  const database = await openTestDatabase(location, onTestFinished);
  const world = await makeWorld(database);
  const dataDir = temporaryDirectory(onTestFinished);
  const personId = world.personIds.observer ?? '';
  const files = join(dataDir, 'files');
  const dependencies: MakerDependencies = {
    ...{ database, location, now: Date.now, newId: () => crypto.randomUUID() },
    commands: createCommands(database, Date.now, () => undefined),
    store: createDiskStore(files),
    files: { kind: 'disk', directory: files },
    folders: openWorkFolders({ dataDir, isShared: true }, Date.now(), () => crypto.randomUUID()),
    printer: { path: null, mayGoWithoutSandbox: true },
    failed: () => undefined,
  };
  return {
    ...{ database, dataDir, dependencies },
    start(more: Partial<MakerDependencies> = {}) {
      const maker = createReportMaker({ ...dependencies, ...more });
      onTestFinished(() => maker.close());
      return maker;
    },
    async put(job: Partial<Schema['reportJob']> = {}): Promise<string> {
      const id = crypto.randomUUID();
      await database
        .insertInto('reportJob')
        .values({
          ...{ id, cycleId: world.cycle, personId, format: 'markdown', options: '{}', state: 'waiting', step: null },
          ...{ progress: 0, error: null, at: 1, finishedAt: null, heardAt: null, maker: null, attempts: 0 },
          ...{ snapshotId: null, fileName: null, fileHash: null, mediaType: null, sizeBytes: null, requestKey: null },
          ...job,
        })
        .execute();
      return id;
    },
    read: (id: string) => database.selectFrom('reportJob').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    async giveUp(report: string): Promise<void> {
      const person = await loadPerson(database, personId);
      if (person === null) throw new Error('the observer is gone');
      await giveUpReport(dependencies, person, { cycle: world.cycle, report });
    },
    versions: async () => ({
      snapshots: (await database.selectFrom('snapshot').select('id').where('kind', '=', 'report').execute()).length,
      references: (await database.selectFrom('snapshotReference').select('target').execute()).length,
    }),
    foldersLeft: () => readdirSync(join(files, 'reports')),
  };
}

describe.each(testStores)('a maker of reports, on $name', { timeout: 90_000 }, ({ locate }) => {
  const ended = (id: string, makers: Awaited<ReturnType<typeof openMakers>>) =>
    untilMade(async () => (await makers.read(id)).finishedAt !== null, 'it is finished');

  it('O13 what is cancelled while it waits is not made', async () => {
    const makers = await openMakers(locate);
    const [first, second] = [await makers.put(), await makers.put({ at: 2 })];
    await makers.giveUp(first);
    makers.start();
    await ended(second, makers);
    expect(await makers.read(first)).toMatchObject({ state: 'cancelled', attempts: 0, fileHash: null });
  });

  it('O13 one that another process has cancelled is ended, its browser too', async () => {
    const makers = await openMakers(locate);
    const running = join(makers.dataDir, 'pid');
    const browser = join(makers.dataDir, 'browser');
    writeFileSync(browser, `#!/bin/sh\necho $$ > ${running}\nsleep 600\n`);
    chmodSync(browser, 0o700);
    const id = await makers.put({ format: 'pdf' });
    makers.start({ printer: { path: browser, mayGoWithoutSandbox: true } });
    await untilMade(() => Promise.resolve(existsSync(running)), 'its browser runs');
    await makers.giveUp(id);
    await untilMade(() => Promise.resolve(makers.foldersLeft().length === 0), 'its folder is gone');
    const pid = Number(readFileSync(running, 'utf8'));
    await untilMade(() => Promise.resolve(!isThere(pid)), 'its browser is gone');
    expect(await makers.read(id)).toMatchObject({ state: 'cancelled', fileHash: null });
    expect(await makers.database.selectFrom('blob').selectAll().execute()).toEqual([]);
  });

  it('O14 on a full disk it fails, and is not begun again', async () => {
    const makers = await openMakers(locate);
    const id = await makers.put();
    const begin = () => Promise.reject(new AppError('unavailable', 'no room'));
    makers.start({ folders: { begin } });
    await ended(id, makers);
    expect(await makers.read(id)).toMatchObject({ state: 'failed', error: 'unavailable', attempts: 1 });
  });

  it('O16 a server ends at once though the file store keeps it waiting, and the report is made by the next', async () => {
    const makers = await openMakers(locate);
    const id = await makers.put();
    const asked = Promise.withResolvers<void>();
    const put = (): Promise<void> => {
      asked.resolve();
      return new Promise(() => undefined);
    };
    const maker = makers.start({ store: { ...makers.dependencies.store, put } });
    await asked.promise;
    await maker.close();
    expect(await makers.read(id)).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(makers.foldersLeft()).toEqual([]);
    makers.start();
    await ended(id, makers);
    expect(await makers.read(id)).toMatchObject({ state: 'done' });
  });

  it('O16 one that was cancelled, or is made, is not said to have failed for being begun too often', async () => {
    const makers = await openMakers(locate);
    const cancelled = await makers.put({ state: 'cancelled', attempts: 3, heardAt: 1 });
    const made = await makers.put({ state: 'running', maker: 'another', attempts: 3, heardAt: Date.now() + 60_000 });
    const hopeless = await makers.put({ state: 'waiting', attempts: 3 });
    // Another server: on its own database it would free what it finds.
    makers.start({ location: { kind: 'postgres', url: 'postgres://nowhere' } });
    await ended(hopeless, makers);
    expect((await makers.read(hopeless)).error).toBe('unavailable');
    expect((await makers.read(cancelled)).state).toBe('cancelled');
    expect((await makers.read(made)).state).toBe('running');
  });

  it('O11 a version of reports goes with the last report that is made of it', async () => {
    const makers = await openMakers(locate);
    const [first, second] = [await makers.put(), await makers.put({ at: 2 })];
    makers.start();
    await ended(second, makers);
    const [{ snapshotId }, other] = [await makers.read(first), await makers.read(second)];
    expect([snapshotId === null, other.snapshotId]).toEqual([false, snapshotId]);
    const kind = 'evidence';
    const reference = { snapshotId: snapshotId ?? '', cycleId: other.cycleId, kind, target: 'e' } as const;
    await makers.database.insertInto('snapshotReference').values(reference).execute();
    await makers.giveUp(first);
    expect(await makers.versions()).toEqual({ snapshots: 1, references: 1 });
    await makers.giveUp(second);
    expect(await makers.versions()).toEqual({ snapshots: 0, references: 0 });
  });
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
