import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, type ErrorCode, errorStatus } from '@ruam/shared/errors/errors.ts';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSessions } from '../auth/sessions.ts';
import { openDatabase } from '../database/database.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { createApp } from './app.ts';
import { healthRoutes } from './healthRoutes.ts';
import { createHttpApp, type HttpApp } from './openApi.ts';

const secret = 'select "passwordHash" from person at /srv/ruam';

/** A built client of two files. */
function builtClient(): string {
  const folder = temporaryDirectory(onTestFinished);
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>ร่วม</title>');
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {};');
  return folder;
}

/** The whole interface over a database that has gone away, with one route that throws. */
async function appThatThrows(error: Error, https = false): Promise<{ app: HttpApp; logged: string[] }> {
  const database = await openDatabase({ kind: 'sqlite', path: ':memory:' });
  await database.destroy();
  const logged: string[] = [];
  const throwing = createHttpApp();
  throwing.get('/api/throws', () => {
    throw error;
  });
  const app = createApp({
    database,
    sessions: createSessions(database, https),
    origins: ['https://ruam.test'],
    logger: pino({ level: 'error' }, { write: (line: string) => logged.push(line) }),
    https,
    commandsPerSecond: 0,
    clientDir: builtClient(),
    routes: [throwing],
    openRoutes: [healthRoutes({ database, metrics: new Registry(), metricsToken: 'token' })],
  });
  return { app, logged };
}

describe('an error leaves the server', () => {
  it.each(Object.keys(errorStatus) as ErrorCode[])('%s with its status and code', async (code) => {
    const { app, logged } = await appThatThrows(new AppError(code, 'why', { n: 1 }));
    const answer = await app.request('/api/throws');
    expect(answer.status).toBe(errorStatus[code]);
    expect(await answer.json()).toEqual({ error: { code, message: 'why', details: { n: 1 } } });
    expect(logged).toEqual([]);
  });

  it('a bug as internal, without stack, SQL or path; the log has it', async () => {
    const { app, logged } = await appThatThrows(new Error(secret));
    const answer = await app.request('/api/throws');
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      error: { code: 'internal', message: 'the server could not answer this request' },
    });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('/api/throws');
  });
});

describe('without a database', () => {
  it('it still serves /healthz, and /readyz says 503', async () => {
    const { app } = await appThatThrows(new Error('unused'));
    expect((await app.request('/healthz')).status).toBe(200);
    const ready = await app.request('/readyz');
    expect([ready.status, await ready.json()]).toMatchObject([503, { error: { code: 'unavailable' } }]);
  });
});

describe('behind https', () => {
  it('browsers are told to stay there; over http they are not', async () => {
    for (const https of [true, false]) {
      const { app } = await appThatThrows(new Error('unused'), https);
      const policy = (await app.request('/healthz')).headers.get('strict-transport-security');
      expect(policy === null).toBe(!https);
    }
  });
});

describe('the client', () => {
  it('is the answer to every address that is not the API, so that a page can be reloaded', async () => {
    const { app } = await appThatThrows(new Error('unused'));
    for (const path of ['/', '/cycles/1/items/3.3', '/apis', '/%E0%B8%A3']) {
      const answer = await app.request(path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.stringContaining('ร่วม')]);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });

  it('its assets are kept for ever by browsers; a missing one is 404, not a page', async () => {
    const { app } = await appThatThrows(new Error('unused'));
    const asset = await app.request('/assets/app-1a2b.js');
    expect([asset.status, asset.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await app.request('/assets/old-9f9f.js')).status).toBe(404);
  });

  it.each(['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fetc/passwd', '/.env'])(
    'nothing outside of it is served: %s',
    async (path) => {
      const { app } = await appThatThrows(new Error('unused'));
      const text = await (await app.request(path)).text();
      expect(text).not.toMatch(/"name"|root:/);
    },
  );
});
