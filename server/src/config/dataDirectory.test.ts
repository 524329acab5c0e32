import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { DataDirectoryInUse, lockDataDirectory } from './dataDirectory.ts';

const script = `
  import { lockDataDirectory } from ${JSON.stringify(join(import.meta.dirname, 'dataDirectory.ts'))};
  try {
    globalThis.lock = lockDataDirectory(process.argv[1]);
    process.stdout.write('held');
    setInterval(() => {}, 1000);
  } catch (error) {
    process.stdout.write(error.constructor.name);
  }`;

/** Another process that tries to take the directory; resolves with what it says. */
async function tryElsewhere(dataDir: string): Promise<{ said: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
  return { said, child };
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

describe('one server holds a data directory', () => {
  it('a second holder in the same process is refused, and does not loosen the first', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const lock = lockDataDirectory(dataDir);
    onTestFinished(() => lock.release());
    expect(() => lockDataDirectory(dataDir)).toThrow(DataDirectoryInUse);
    expect(() => lockDataDirectory(dataDir)).toThrow(dataDir);
    expect((await tryElsewhere(dataDir)).said).toBe('DataDirectoryInUse');
  });

  it('another process is refused while this one holds it, and gets it after the release', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const lock = lockDataDirectory(dataDir);
    expect((await tryElsewhere(dataDir)).said).toBe('DataDirectoryInUse');
    lock.release();
    expect((await tryElsewhere(dataDir)).said).toBe('held');
    expect(() => lockDataDirectory(dataDir)).toThrow(DataDirectoryInUse);
  });

  it('a holder that was killed leaves nothing that stands in the way', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const { said, child } = await tryElsewhere(dataDir);
    expect(said).toBe('held');
    await killed(child);
    lockDataDirectory(dataDir).release();
  });

  it('makes the directory, for the owner only', () => {
    const dataDir = join(temporaryDirectory(onTestFinished), 'ข้อมูล', 'with space');
    lockDataDirectory(dataDir).release();
    expect(existsSync(dataDir)).toBe(true);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual(['ruam.lock']);
  });
});
