import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { createBackups } from './commands.ts';
import { backupOf, contentsOf, linesIn, makeFullWorld, noFiles } from './testBackup.ts';

describe.each(testStores)('backups of $name', ({ locate }) => {
  async function open() {
    const location = await locate(onTestFinished);
    const database = await openTestDatabase(location, onTestFinished);
    await makeFullWorld(database);
    const dataDir = temporaryDirectory(onTestFinished);
    writeFileSync(join(dataDir, 'restore.part'), 'left behind');
    const closed: string[] = [];
    const backups = createBackups({
      files: noFiles.store,
      database,
      location,
      dataDir,
      now: () => 7_000,
      async whileClosed(work) {
        closed.push('closed');
        return work().finally(() => closed.push('open'));
      },
      replaced(heads) {
        closed.push(`${heads.length} chains`);
        return Promise.resolve();
      },
    });
    onTestFinished(() => backups.close());
    return { location, database, dataDir, backups, closed };
  }

  it('what a killed process left behind is gone; one at a time, and a reader who leaves makes room', async () => {
    const { dataDir, backups } = await open();
    expect(existsSync(join(dataDir, 'restore.part'))).toBe(false);
    const first = await backups.write();
    await expect(backups.write()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(backups.restore(Readable.from([]))).rejects.toMatchObject({ code: 'unavailable' });
    await first.cancel();
    const lines = linesIn(await buffer(await backups.write()));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'ruam-backup', version: 1, at: 7_000 });
  });

  it('only a good backup closes the editors', async () => {
    const { location, database, dataDir, backups, closed } = await open();
    const good = readFileSync(await backupOf(location, onTestFinished));
    const before = await contentsOf(database);
    await expect(backups.restore(Readable.from([good.subarray(9)]))).rejects.toMatchObject({ code: 'invalid' });
    expect(closed).toEqual([]);
    expect(await contentsOf(database)).toEqual(before);
    const chains = before.auditChain.length;
    expect(await backups.restore(Readable.from([good]))).toMatchObject({ backupAt: 1_000 });
    expect(closed).toEqual(['closed', 'open', `${chains} chains`]);
    expect(existsSync(join(dataDir, 'restore.part'))).toBe(false);
  });

  it('a restore that is ended on the way has changed nothing', async () => {
    const { location, database, backups, closed } = await open();
    const good = readFileSync(await backupOf(location, onTestFinished));
    const before = await contentsOf(database);
    const restoring = backups.restore(Readable.from([good]));
    const refused = expect(restoring).rejects.toMatchObject({ code: 'unavailable' });
    backups.close();
    await refused;
    expect(closed).toEqual([]);
    expect(await contentsOf(database)).toEqual(before);
  });
});
