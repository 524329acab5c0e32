import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, visitor } from '../testing/server.ts';

const token = randomUUID();
const bearer = (given: string) => ({ headers: { authorization: `Bearer ${given}` } });

describe.each(testStores)('health on $name', ({ locate }) => {
  it('/healthz and /readyz answer without a session', async () => {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished);
    for (const path of ['/healthz', '/readyz']) {
      const answer = await visitor(server).get(path);
      expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
    }
  });

  it('/metrics is Prometheus text for the machine itself, not through a proxy', async () => {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished);
    const own = await visitor(server).get('/metrics');
    expect(own.status).toBe(200);
    expect(own.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(own.text).toMatch(/^process_cpu_seconds_total \d/m);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const answer = await visitor(server).ask('GET', '/metrics', { headers: { [header]: '127.0.0.1' } });
      expect(refusal(answer)).toBe('403 forbidden');
    }
  });

  it('with METRICS_TOKEN /metrics needs it, wherever one comes from', async () => {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished, { METRICS_TOKEN: token });
    const asked = (question = {}) => visitor(server).ask('GET', '/metrics', question);
    expect((await asked(bearer(token))).status).toBe(200);
    expect((await asked({ headers: { ...bearer(token).headers, via: 'proxy' } })).status).toBe(200);
    for (const question of [{}, bearer(''), bearer(`${token}x`), { headers: { authorization: token } }])
      expect(refusal(await asked(question))).toBe('403 forbidden');
  });
});
