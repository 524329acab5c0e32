import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sessionSchema } from '@ruam/shared/api/api.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import WebSocket from 'ws';
import { freePort, type Run, runFile } from './testing/processes.ts';
import { temporaryDirectory } from './testing/temporaryDirectory.ts';

const password = 'ทดลอง 2562';

interface Started extends Run {
  readonly url: string;
}

/** A server process on this directory; resolves when it serves. */
async function start(dataDir: string, environment: Record<string, string> = {}): Promise<Started> {
  const port = await freePort();
  const run = runFile('main.ts', ['trial'], { DATA_DIR: dataDir, PORT: String(port), SAMPLE: '0', ...environment });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitUntil(
    async () => {
      if (run.child.exitCode !== null) throw new Error(`it ended: ${run.errors()}`);
      return (await fetch(`${url}/healthz`).catch(() => null))?.ok;
    },
    { timeout: 25_000, interval: 50 },
  );
  return { ...run, url };
}

async function signIn(url: string, login: string): Promise<string | null> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  return answer.ok ? (answer.headers.get('set-cookie')?.split(';')[0] ?? null) : null;
}

describe('a server process', () => {
  it('a second one on the same data refuses to start; the first goes on', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const first = await start(dataDir);
    const second = runFile('main.ts', ['trial'], { DATA_DIR: dataDir, PORT: String(await freePort()), SAMPLE: '0' });
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(/^Ruam cannot start: another Ruam server is using /);
    expect(second.errors()).not.toMatch(/ {4}at /);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    expect(existsSync(join(dataDir, 'ruam.sock'))).toBe(true);
  });

  it('ends cleanly on SIGTERM within five seconds, sockets and half-sent requests or not', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const server = await start(dataDir, { SAMPLE: '1', SAMPLE_PASSWORD: password });
    const cookie = await signIn(server.url, 'observer');
    const { url } = server;
    const cycles: { id: string }[] = JSON.parse(
      await (await fetch(`${url}/api/cycles`, { headers: { cookie: cookie ?? '' } })).text(),
    );
    const address = `${url.replace('http', 'ws')}/live/${cycles[0]?.id}`;
    const socket = new WebSocket(address, { headers: { cookie: cookie ?? '' } });
    await once(socket, 'open');
    const closed = once(socket, 'close');
    const slow = new AbortController();
    onTestFinished(() => slow.abort());
    const endless = new ReadableStream({ pull: () => new Promise(() => undefined) });
    const headers = { origin: url, 'content-type': 'application/json' };
    const half = { method: 'POST', body: endless, duplex: 'half', headers, signal: slow.signal } as const;
    const broken = fetch(`${url}/api/session`, half).catch(() => null);
    const before = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(Date.now() - before).toBeLessThan(5_000);
    expect((await closed)[0]).toBe(4503);
    await broken;
    expect(readdirSync(dataDir)).not.toContain('ruam.sock');
  });

  it('after a kill -9 nothing stands in the way: the same data, the same sessions', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const environment = { SAMPLE: '1', SAMPLE_PASSWORD: password };
    const first = await start(dataDir, environment);
    const cookie = await signIn(first.url, 'secretariat');
    expect(cookie).not.toBeNull();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(readdirSync(dataDir)).toContain('ruam.sock');
    const second = await start(dataDir, environment);
    const answer = await fetch(`${second.url}/api/session`, { headers: { cookie: cookie ?? '' } });
    expect(sessionSchema.parse(await answer.json()).person.login).toBe('secretariat');
    const reset = runFile('cli/main.ts', ['user', 'reset', 'observer'], { DATA_DIR: dataDir });
    expect(await reset.ended).toBe(0);
    expect(reset.errors()).toBe('');
  });

  it('tells the address and the sign-ins, the made password once', async () => {
    const dataDir = temporaryDirectory(onTestFinished);
    const first = await start(dataDir, { SAMPLE: '1' });
    const made = /Password of all: (\S+) /.exec(first.output())?.[1] ?? '';
    expect(made).toMatch(/^[\w-]{12}$/);
    expect(first.output()).toContain(first.url);
    for (const login of ['admin', 'secretariat', 'cat3-chair', 'advisor', 'steering-chair', 'observer'])
      expect(first.output()).toContain(login);
    first.child.kill('SIGTERM');
    await first.ended;
    const second = await start(dataDir, { SAMPLE: '1' });
    expect(second.output()).toContain('as printed at the first start');
    expect(second.output() + second.errors()).not.toContain(made);
  });

  it('a port in use is said in words', async () => {
    const blocker = createServer();
    const port = await freePort();
    blocker.listen(port, '127.0.0.1');
    await once(blocker, 'listening');
    onTestFinished(() => void blocker.close());
    const dataDir = temporaryDirectory(onTestFinished);
    const run = runFile('main.ts', ['trial'], { DATA_DIR: dataDir, PORT: String(port), SAMPLE: '0' });
    expect(await run.ended).toBe(1);
    expect(run.errors()).toMatch(/^Ruam cannot start: the port is in use/);
  });

  it('production names what is missing and makes nothing', async () => {
    const dataDir = join(temporaryDirectory(onTestFinished), 'data');
    const run = runFile('main.ts', ['production'], { DATA_DIR: dataDir, SAMPLE: '1', PORT: 'x' });
    expect(await run.ended).toBe(1);
    expect(run.errors()).toMatch(/^Ruam cannot start: a setting is missing or wrong\.\nPORT: /);
    const valid = runFile('main.ts', ['production'], { DATA_DIR: dataDir, SAMPLE: '1' });
    expect(await valid.ended).toBe(1);
    expect(valid.errors()).toMatch(/ORIGIN: .*\nSAMPLE: /);
    expect(existsSync(dataDir)).toBe(false);
  });
});
