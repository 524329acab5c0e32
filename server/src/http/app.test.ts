import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { testStores } from '../testing/databases.ts';
import { refusal, startTestServer, type TestServer, type Visitor, visitAs, visitor } from '../testing/server.ts';
import { makeWorld, type World } from '../testing/world.ts';

describe.each(testStores)('the HTTP interface on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let server: TestServer;
  let world: World;
  let secretariat: Visitor;
  beforeAll(async () => {
    server = await startTestServer(await locate(atEnd), atEnd);
    world = await makeWorld(server.database);
    secretariat = await visitAs(server, 'secretariat');
  });

  it.each([
    '/api/cycles',
    '/api/cycles/x/items',
    '/api/cycles/x/documents',
    '/api/cycles/x/framework',
    '/api/cycles/x/scoreboard',
    '/api/documents/x',
    '/api/documents/x/content',
    '/api/audit?cycle=x',
  ])('nobody reads %s without signing in', async (path) => {
    expect(refusal(await visitor(server).get(path))).toBe('401 notSignedIn');
  });

  it.each([
    '/api/cycles/{id}/items',
    '/api/cycles/{id}/documents',
    '/api/cycles/{id}/framework',
    '/api/cycles/{id}/scoreboard',
    '/api/documents/{id}',
    '/api/documents/{id}/content?format=html',
    '/api/audit?cycle={id}',
  ])('an unknown id and one of another agency are the same: 404 notFound at %s', async (path) => {
    const foreignDocument = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.foreignCycle)
      .executeTakeFirstOrThrow();
    const foreign = path.includes('documents/{id}') ? foreignDocument.id : world.foreignCycle;
    const answers = await Promise.all(
      [foreign, 'unknown', '..', '%E0%B8%81', '%ff', `' or 1=1`, 'x'.repeat(4_000)].map((id) =>
        secretariat.get(path.replace('{id}', id === '..' ? '%2e%2e%2f' : id)),
      ),
    );
    expect(new Set(answers.map(refusal))).toEqual(new Set(['404 notFound']));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('NUL in an address is refused before any store sees it', async () => {
    expect(refusal(await secretariat.get('/api/documents/%00'))).toBe('400 badRequest');
    expect(refusal(await secretariat.get('/api/audit?cycle=%00'))).toBe('400 badRequest');
  });

  it.each([
    ['GET', '/api/nothing'],
    ['GET', '/api'],
    ['GET', '/api/'],
    ['GET', '/api/certificates/x/y/z'],
    ['GET', '/api/cycles/x/report?format=docx'],
    ['GET', '/api/cycles/x/items/1.1/approval'],
    ['POST', '/api/documents/x/unknown'],
    ['PATCH', '/api/session'],
    ['PUT', '/api/cycles'],
    ['OPTIONS', '/api/cycles'],
    ['POST', '/'],
    ['DELETE', '/healthz'],
  ])('%s %s, which is not there, is a JSON 404', async (method, path) => {
    expect(refusal(await secretariat.ask(method, path))).toBe('404 notFound');
  });

  it.each(['{', '', '"', 'level=null', '{"level":null}}', '\u0000'])(
    'a body that is not JSON: 400 (%j)',
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      for (const [method, path] of [
        ['POST', '/api/session'],
        ['PUT', `/api/cycles/${world.cycle}/items/3.3/claim`],
      ] as const) {
        expect(refusal(await secretariat.ask(method, path, { body, headers }))).toBe('400 badRequest');
      }
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', ''])(
    'a body of another type is not read as JSON: %j',
    async (type) => {
      const body = new TextEncoder().encode('{"login":"observer","password":"x"}');
      const headers = type === '' ? {} : { 'content-type': type };
      expect(refusal(await visitor(server).ask('POST', '/api/session', { body, headers }))).toBe('400 badRequest');
    },
  );

  it('a JSON body over a megabyte: 413, with and without its length told', async () => {
    const body = JSON.stringify({ login: 'x'.repeat(1_100_000), password: 'x' });
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect(refusal(await visitor(server).ask('POST', '/api/session', { body, headers }))).toBe('413 tooLarge');
    expect(await chunked(server, '/api/session', body)).toMatch(/^HTTP\/1\.1 413 .*"tooLarge"/s);
  });

  it('HEAD answers as GET, without a body', async () => {
    for (const path of ['/healthz', '/api/cycles', `/api/cycles/${world.cycle}/items`]) {
      const head = await secretariat.ask('HEAD', path);
      expect([head.status, head.text]).toEqual([200, '']);
    }
    expect((await visitor(server).ask('HEAD', '/api/cycles')).status).toBe(401);
  });

  it('every answer of the API is private and plain: no store, no sniffing, no frame, no powered-by', async () => {
    for (const path of ['/api/cycles', '/api/nothing', '/api/openapi.json']) {
      const { headers } = await secretariat.get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('answers survive what is said badly on the wire', async () => {
    for (const request of [
      'GET / HTTP/1.1\r\nHost: \r\n\r\n',
      'GET http://[/ HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET //api/cycles HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET /api/documents/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'BREW /api/session HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET /api/session HTTP/1.1\r\nHost: x y z\r\nConnection: close\r\n\r\n',
      'nonsense\r\n\r\n',
    ]) {
      expect(await raw(server, request)).toMatch(/^HTTP\/1\.1 [234]\d\d /);
    }
    expect((await visitor(server).get('/healthz')).status).toBe(200);
  });
});

describe('the description', () => {
  const atEnd = atEndOfSuite();
  let description: { openapi: string; paths: Record<string, Record<string, unknown>> };
  beforeAll(async () => {
    const [store] = testStores;
    if (!store) throw new Error('there is always SQLite');
    const server = await startTestServer(await store.locate(atEnd), atEnd);
    description = JSON.parse((await visitor(server).get('/api/openapi.json')).text);
  });

  it('is OpenAPI 3.1 and names every built call of the contract', () => {
    expect(description.openapi).toBe('3.1.0');
    const calls = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(calls).toEqual(
      expect.arrayContaining([
        'POST /api/session',
        'GET /api/session',
        'DELETE /api/session',
        'GET /api/cycles',
        'GET /api/cycles/{cycle}/items',
        'GET /api/cycles/{cycle}/documents',
        'GET /api/cycles/{cycle}/scoreboard',
        'PUT /api/cycles/{cycle}/items/{code}/claim',
        'GET /api/documents/{id}',
        'GET /api/documents/{id}/content',
        'POST /api/imports',
        'POST /api/imports/{id}/commit',
        'GET /api/audit',
      ]),
    );
  });

  it('can be read as JSON Schema: every reference resolves', () => {
    const text = JSON.stringify(description);
    for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = (pointer ?? '').split('/').reduce<unknown>((at, key) => Object(at)[key], description);
      expect(target, pointer).toBeDefined();
    }
  });
});

/** Writes bytes to the port and gives back what comes until the server closes or has answered. */
function raw({ url }: TestServer, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
      if (/\r\n\r\n/.test(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

function chunked(server: TestServer, path: string, body: string): Promise<string> {
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nOrigin: http://ruam.test\r\nConnection: close\r\n`;
  const type = 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  const size = Buffer.byteLength(body).toString(16);
  return raw(server, `${head}${type}${size}\r\n${body}\r\n0\r\n\r\n`);
}
