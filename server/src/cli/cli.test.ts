import { statSync } from 'node:fs';
import { join } from 'node:path';
import { cycleSchema } from '@ruam/shared/api/api.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { verifyPassword } from '../auth/password.ts';
import { lockDataDirectory } from '../config/dataDirectory.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { refusal, signIn, startTestServer, visitor } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld } from '../testing/world.ts';
import { ruam } from './testCommand.ts';

const reportFile = join(import.meta.dirname, '../../sample/fy2562-report.txt');

/** `login  password`, as it is printed once. */
function passwordIn(output: string): string {
  return /^\S+ {2}(\S{16})\n$/.exec(output)?.[1] ?? `no password in: ${output}`;
}

describe('without a server', () => {
  const dataOf = (dataDir: string): Promise<Database> =>
    openTestDatabase({ kind: 'sqlite', path: join(dataDir, 'ruam.sqlite') }, onTestFinished);

  it('adds people: the first names the agency, the password is told once and stored as a hash', async () => {
    const dataDir = join(temporaryDirectory(onTestFinished), 'new');
    const first = await ruam(dataDir, 'user', 'add', 'somchai', '--name', 'สมชาย', '--agency', 'กรมตัวอย่าง');
    expect([first.code, first.errors]).toEqual([0, '']);
    const second = await ruam(dataDir, 'user', 'add', 'malee', '--name', 'มาลี');
    expect([second.code, second.errors]).toEqual([0, '']);
    const database = await dataOf(dataDir);
    const rows = await database.selectFrom('person').selectAll().orderBy('login').execute();
    expect(rows.map(({ login, name, sample, active }) => [login, name, sample, active])).toEqual([
      ['malee', 'มาลี', 0, 1],
      ['somchai', 'สมชาย', 0, 1],
    ]);
    expect(await verifyPassword(rows[1]?.passwordHash ?? '', passwordIn(first.output))).toBe(true);
    expect(new Set(rows.map(({ agencyId }) => agencyId)).size).toBe(1);
    const audit = await database.selectFrom('audit').selectAll().orderBy('seq').execute();
    expect(audit.map(({ seq, type, personId }) => [seq, type, personId])).toEqual([
      [1, 'person.added', null],
      [2, 'person.added', null],
    ]);
    expect(JSON.stringify(audit)).not.toContain(passwordIn(first.output));
  });

  it('imports a report into a new cycle, prints what was not understood; a seat in it can be given', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    await ruam(dataDir, 'user', 'add', 'somchai', '--name', 'สมชาย', '--agency', 'กรมตัวอย่าง');
    const imported = await ruam(dataDir, 'import', reportFile);
    expect([imported.code, imported.errors]).toEqual([0, '']);
    const cycle = /^cycle (\S+)\nnot understood: (\d+)\n/.exec(imported.output);
    expect(imported.output.trimEnd().split('\n')).toHaveLength(2 + Number(cycle?.[2]));
    expect(imported.output).toContain('another agency');
    const seat = ['--cycle', cycle?.[1] ?? '', '--body', 'secretariat', '--role', 'secretariat'];
    expect((await ruam(dataDir, 'user', 'add', 'malee', '--name', 'มาลี', ...seat)).code).toBe(0);
    const database = await dataOf(dataDir);
    const seats = await database.selectFrom('seat').select(['cycleId', 'body', 'role']).execute();
    expect(seats).toEqual([{ cycleId: cycle?.[1], body: 'secretariat', role: 'secretariat' }]);
  });

  it('what cannot be done is said on stderr, with a code', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const missing = join(dataDir, 'missing.txt');
    const [usage, unknown, wings, noFile, nobody] = await Promise.all([
      ruam(dataDir),
      ruam(dataDir, 'fly'),
      ruam(dataDir, 'user', 'add', 'x', '--wings', '2'),
      ruam(dataDir, 'import', missing),
      ruam(dataDir, 'user', 'reset', 'nobody'),
    ]);
    for (const run of [usage, unknown]) expect(run).toMatchObject({ code: 2, errors: usage.errors });
    expect(usage.errors).toMatch(/^npm run ruam -- <verb>/);
    expect(wings).toMatchObject({ code: 2, errors: expect.stringContaining('wings') });
    expect(noFile).toMatchObject({ code: 2, errors: expect.stringContaining(missing) });
    expect(nobody).toEqual({ code: 1, output: '', errors: 'notFound: nobody has the login nobody\n' });
    for (const { output, errors } of [usage, unknown, wings, noFile]) {
      expect(output).toBe('');
      expect(errors).not.toMatch(/ {4}at /);
    }
  });

  it('a directory that a process without a socket holds is left alone', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const lock = lockDataDirectory(dataDir);
    onTestFinished(() => lock.release());
    const run = await ruam(dataDir, 'user', 'add', 'x', '--name', 'x', '--agency', 'ก');
    expect(run.code).toBe(2);
    expect(run.errors).toContain('another Ruam server');
  });
});

describe.each(testStores)('over the socket of a running server on $name', ({ locate }) => {
  it('the socket is for its owner only; people and reports arrive in the running server', async () => {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished);
    const world = await makeWorld(server.database);
    const socket = statSync(join(server.dataDir, 'ruam.sock'));
    expect([socket.isSocket(), socket.mode & 0o777]).toEqual([true, 0o600]);

    const imported = await ruam(server.dataDir, 'import', reportFile, '--agency', 'กรมตัวอย่าง');
    expect(imported.errors).toBe('');
    const cycle = /^cycle (\S+)/.exec(imported.output)?.[1] ?? '';
    const seat = ['--cycle', cycle, '--body', 'observers', '--role', 'observer'];
    const added = await ruam(server.dataDir, 'user', 'add', 'new', '--name', 'ใหม่', '--agency', 'กรมตัวอย่าง', ...seat);
    const json = { login: 'new', password: passwordIn(added.output) };
    const answer = await visitor(server).ask('POST', '/api/session', { json });
    expect(answer.status).toBe(200);
    const person = visitor(server, answer.headers.get('set-cookie')?.split(';')[0]);
    const cycles = z.array(cycleSchema).parse((await person.get('/api/cycles')).body);
    expect(cycles.map(({ id }) => id)).toEqual([cycle]);
    expect(cycle).not.toBe(world.cycle);
  });

  it('a reset password signs the person out and the new one in', async () => {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished);
    await makeWorld(server.database);
    const before = await signIn(server, 'observer');
    const other = await signIn(server, 'admin');
    const run = await ruam(server.dataDir, 'user', 'reset', 'observer');
    expect([run.code, run.errors]).toEqual([0, '']);
    expect(refusal(await before.get('/api/session'))).toBe('401 notSignedIn');
    expect((await other.get('/api/session')).status).toBe(200);
    await expect(signIn(server, 'observer')).rejects.toThrow('badCredentials');
    const json = { login: 'observer', password: passwordIn(run.output) };
    expect((await visitor(server).ask('POST', '/api/session', { json })).status).toBe(200);
    const missing = await ruam(server.dataDir, 'user', 'reset', 'nobody/../x');
    expect([missing.code, missing.errors]).toEqual([1, 'notFound: nobody has the login nobody/../x\n']);
  });
});
