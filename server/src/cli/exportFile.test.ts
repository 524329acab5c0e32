import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testStores } from '../testing/databases.ts';
import { runFile } from '../testing/processes.ts';
import { startTestServer } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld } from '../testing/world.ts';
import { ruam } from './testCommand.ts';

const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** `ruam` in a folder of its own. */
async function ruamIn(folder: string, dataDir: string, ...args: string[]) {
  const run = runFile('cli/main.ts', args, { DATA_DIR: dataDir }, folder);
  const code = await run.ended;
  return { code, output: run.output(), errors: run.errors() };
}

describe('export without a server', () => {
  it('writes the report under its own name, tells its hash, and writes over nothing', { timeout: 60_000 }, async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const folder = temporaryDirectory(onTestFinished);
    await ruam(dataDir, 'user', 'add', 'somchai', '--name', 'สมชาย', '--agency', 'กรมตัวอย่าง');
    const cycle = /^cycle (\S+)/.exec((await ruam(dataDir, 'import', reportFile)).output)?.[1] ?? '';
    const first = await ruamIn(folder, dataDir, 'export', cycle, 'markdown');
    const path = join(folder, 'รายงาน PMQA ปีงบประมาณ 2562.md');
    expect([first.code, first.errors]).toEqual([0, '']);
    expect(first.output).toBe(`${path}\n${readFileSync(path).length} bytes, SHA-256 ${sha256(path)}\n`);
    expect(readFileSync(path, 'utf8')).toContain('ผลการดำเนินงาน');
    const again = await ruamIn(folder, dataDir, 'export', cycle, 'markdown');
    expect([again.code, again.output]).toEqual([2, '']);
    expect(again.errors).toContain('--force');
    writeFileSync(path, 'ของเดิม');
    const forced = await ruamIn(folder, dataDir, 'export', cycle, 'markdown', '--force');
    expect([forced.code, readFileSync(path, 'utf8').length > 1_000]).toEqual([0, true]);
    expect(readdirSync(folder)).toEqual(['รายงาน PMQA ปีงบประมาณ 2562.md']);
    expect(readdirSync(join(dataDir, 'files', 'reports'))).toEqual([]);
  });

  it('without data there is nothing to export, and no format or cycle is the usage', async () => {
    const dataDir = join(temporaryDirectory(onTestFinished), 'new');
    const [missing, usage] = [await ruam(dataDir, 'export', 'x', 'docx'), await ruam(dataDir, 'export', 'x')];
    expect([missing.code, missing.errors]).toEqual([2, `there is no data in ${dataDir}\n`]);
    expect([usage.code, usage.errors]).toMatchObject([2, expect.stringContaining('export <cycle> <format>')]);
  });
});

describe.each(testStores)('export over the socket of a running server, on $name', ({ locate }) => {
  it('writes the file, and says what cannot be had', { timeout: 60_000 }, async () => {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished);
    const { cycle } = await makeWorld(server.database);
    const folder = temporaryDirectory(onTestFinished);
    const made = await ruamIn(folder, server.dataDir, 'export', cycle, 'markdown', '--out', 'x.md');
    expect([made.code, made.errors]).toEqual([0, '']);
    expect(made.output).toContain(sha256(join(folder, 'x.md')));
    const unknown = await ruamIn(folder, server.dataDir, 'export', 'nothing', 'markdown');
    expect([unknown.code, unknown.output]).toEqual([1, '']);
    expect(unknown.errors).toMatch(/^notFound: there is no cycle nothing; there is: /);
    expect(unknown.errors).toContain(cycle);
    const format = await ruamIn(folder, server.dataDir, 'export', cycle, 'exe');
    expect([format.code, format.errors]).toMatchObject([1, expect.stringMatching(/^invalid: .*docx/)]);
    const value = await ruamIn(folder, server.dataDir, 'export', cycle, 'markdown', '--value', 'wishes');
    expect([value.code, value.errors]).toMatchObject([1, expect.stringMatching(/^invalid: /)]);
    expect(readdirSync(folder)).toEqual(['x.md']);
  });
});
