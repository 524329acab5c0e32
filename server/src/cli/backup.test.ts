import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { contentsOf } from '../backup/testBackup.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { signIn, startTestServer, type TestServer, testOrigin, type Visitor, visitAs } from '../testing/server.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { makeWorld } from '../testing/world.ts';
import { ruam } from './testCommand.ts';

describe('without a server', () => {
  async function withData() {
    const folder = temporaryDirectory(onTestFinished);
    const dataDir = join(folder, 'data');
    await ruam(dataDir, 'user', 'add', 'somchai', '--name', 'สมชาย น้ำใจ', '--agency', 'กรมตัวอย่าง');
    return { folder, dataDir, target: join(folder, 'backup.ruam') };
  }

  it('a backup is for its owner only and restores into an empty directory', async () => {
    const { folder, dataDir, target } = await withData();
    const made = await ruam(dataDir, 'backup', target);
    const { size, mode } = statSync(target);
    expect(made).toEqual({ code: 0, output: `${target}: 4 rows, ${size} bytes\n`, errors: '' });
    expect(mode & 0o777).toBe(0o600);
    const copyDir = join(folder, 'new/copy');
    const restored = await ruam(copyDir, 'restore', target);
    expect([restored.code, restored.errors]).toEqual([0, '']);
    expect(restored.output).toMatch(/^restored the backup of \d{4}-\S+Z: 4 rows; kept 0 refused edits, 0 sign-ins\n$/);
    const [one, other] = await Promise.all(
      [dataDir, copyDir].map((dir) =>
        openTestDatabase({ kind: 'sqlite', path: join(dir, 'ruam.sqlite') }, onTestFinished),
      ),
    );
    if (!one || !other) throw new Error('two were opened');
    expect((await contentsOf(other)).person).toEqual((await contentsOf(one)).person);
    expect(readdirSync(copyDir)).not.toContain('restore.part');
    expect(readdirSync(folder).sort()).toEqual(['backup.ruam', 'data', 'new']);
  });

  it('what is there is not replaced without --force', async () => {
    const { folder, dataDir, target } = await withData();
    writeFileSync(target, 'precious');
    const refused = await ruam(dataDir, 'backup', target);
    expect(refused).toEqual({ code: 2, output: '', errors: `${target} exists; --force replaces it\n` });
    expect(readFileSync(target, 'utf8')).toBe('precious');
    expect((await ruam(dataDir, 'backup', target, '--force')).code).toBe(0);
    expect(readFileSync(target).subarray(0, 4)).toEqual(Buffer.of(0x28, 0xb5, 0x2f, 0xfd));
    expect(readdirSync(folder).sort()).toEqual(['backup.ruam', 'data']);
  });

  it('a place that cannot be written, no data, no file, another file: said, and nothing is left behind', async () => {
    const { folder, dataDir, target } = await withData();
    const missing = join(folder, 'missing/backup.ruam');
    writeFileSync(join(folder, 'other'), 'not a backup');
    const runs = await Promise.all([
      ruam(dataDir, 'backup', missing),
      ruam(join(folder, 'empty'), 'backup', target),
      ruam(dataDir, 'restore', missing),
      ruam(dataDir, 'backup'),
    ]);
    expect(runs.map(({ code, output }) => [code, output])).toEqual(Array(4).fill([2, '']));
    expect(runs.map(({ errors }) => errors)).toEqual([
      expect.stringContaining(join(folder, 'missing')),
      expect.stringContaining('no data'),
      expect.stringContaining(missing),
      expect.stringMatching(/^npm run ruam/),
    ]);
    const other = await ruam(dataDir, 'restore', join(folder, 'other'));
    expect(other).toEqual({ code: 1, output: '', errors: 'invalid: this is not a backup of Ruam\n' });
    expect(readdirSync(folder).sort()).toEqual(['data', 'other']);
    expect(readdirSync(dataDir)).not.toContain('restore.part');
  });
});

describe('from a server that', () => {
  /** A stand-in for a server that fails on the way. */
  async function serve(answer: RequestListener) {
    const folder = temporaryDirectory(onTestFinished);
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const server = createServer(answer).listen(join(dataDir, 'ruam.sock'));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    return { folder, dataDir, target: join(folder, 'backup.ruam') };
  }

  it('dies on the way no file remains, and it is said', async () => {
    const { folder, dataDir, target } = await serve((_request, answer) => {
      answer.write(Buffer.alloc(100_000, 1), () => answer.destroy());
    });
    const run = await ruam(dataDir, 'backup', target);
    expect(run).toEqual({ code: 2, output: '', errors: 'the server ended before its answer was complete\n' });
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('sends half of it and calls it whole no file remains, and it is said', async () => {
    const { folder, dataDir, target } = await serve((_request, answer) => {
      answer.end(Buffer.of(0x28, 0xb5, 0x2f, 0xfd));
    });
    const run = await ruam(dataDir, 'backup', target);
    expect(run).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringMatching(/^invalid: the backup is cut off/),
    });
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('sends more than the disk takes no file remains, and it is said', async () => {
    const { folder, dataDir, target } = await serve((_request, answer) => {
      answer.end(Buffer.alloc(3_000_000));
    });
    const command = `ulimit -f 100; exec "$0" "$1" backup "$2"`;
    const args = [process.execPath, join(import.meta.dirname, 'main.ts'), target];
    const { promise, resolve } = Promise.withResolvers<number | null>();
    const child = spawn('sh', ['-c', command, ...args], { env: { ...process.env, DATA_DIR: dataDir } });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => {
      errors += text.toString();
    });
    child.once('close', resolve);
    expect(await promise).toBe(2);
    expect(errors).toMatch(/EFBIG/);
    expect(readdirSync(folder)).toEqual(['data']);
  });
});

describe.each(testStores)('over the socket of a running server on $name', ({ locate }) => {
  const sockets: { destroy(): void }[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  async function begin() {
    const server = await startTestServer(await locate(onTestFinished), onTestFinished);
    const world = await makeWorld(server.database);
    const target = join(temporaryDirectory(onTestFinished), 'backup.ruam');
    const { id } = await server.database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .where('item', '=', '3.1')
      .where('level', '=', 'basic')
      .executeTakeFirstOrThrow();
    return { server, world, target, id };
  }

  /** The stock client, signed in, and the code that its first connection is closed with. */
  function editor({ url }: TestServer, id: string, { cookie }: Visitor) {
    const { promise: closed, resolve } = Promise.withResolvers<number>();
    class SignedInSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie, origin: testOrigin } });
        this.on('close', resolve);
      }
    }
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`${url.replace('http:', 'ws:')}/sync`, id, doc, {
      WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    sockets.push(provider);
    return { doc, provider, closed };
  }

  function write(doc: Y.Doc, words: string): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment('default').push([paragraph]);
  }

  it('who is writing is closed with 4503; the restored text is served; the live channel reloads; sign-ins stay', async () => {
    const { server, world, target, id } = await begin();
    const member = await visitAs(server, 'cat3-member');
    const text = async () => (await member.get(`/api/documents/${id}/content?format=text`)).text;
    const first = editor(server, id, member);
    await vi.waitUntil(() => first.provider.synced);
    write(first.doc, 'ก่อนสำรอง');
    await vi.waitUntil(async () => (await text()).includes('ก่อนสำรอง'));
    const made = await ruam(server.dataDir, 'backup', target);
    expect([made.code, made.errors]).toEqual([0, '']);
    write(first.doc, 'หลังสำรอง');
    await vi.waitUntil(async () => (await text()).includes('หลังสำรอง'));
    expect((await member.get('/api/session')).status).toBe(200);
    const live = new WebSocket(`${server.url.replace('http:', 'ws:')}/live/${world.cycle}?last=1`, {
      headers: { cookie: member.cookie },
    });
    onTestFinished(() => live.terminate());
    const frames: { type: string; seq?: number }[] = [];
    live.on('message', (frame) => frames.push(JSON.parse(String(frame))));
    await once(live, 'open');

    first.provider.shouldConnect = false;
    const restored = await ruam(server.dataDir, 'restore', target);
    expect([restored.code, restored.errors]).toEqual([0, '']);
    expect(restored.output).toContain('1 sign-ins');
    expect(await first.closed).toBe(4503);
    first.provider.destroy();
    await vi.waitUntil(() => frames.some(({ type }) => type === 'reload'));
    expect(frames.find(({ type }) => type === 'reload')?.seq).toBe(1);
    expect(await text()).not.toContain('หลังสำรอง');

    const second = editor(server, id, member);
    await vi.waitUntil(() => second.provider.synced);
    expect(second.doc.getXmlFragment('default').toString()).toContain('ก่อนสำรอง');
    expect(second.doc.getXmlFragment('default').toString()).not.toContain('หลังสำรอง');
    write(second.doc, 'พิมพ์ต่อ');
    await vi.waitUntil(async () => (await text()).includes('พิมพ์ต่อ'));
    const facts = (await member.get(`/api/documents/${id}`)).body;
    expect(facts).toMatchObject({ generation: 2, lockEpoch: 1 });
  });

  it('the server answers while it restores, and its commands come before or after', async () => {
    const { server, world, target } = await begin();
    await ruam(server.dataDir, 'backup', target);
    const chair = await visitAs(server, 'cat3-chair');
    const restoring = ruam(server.dataDir, 'restore', target);
    let isOver = false;
    void restoring.then(() => {
      isOver = true;
    });
    const statuses = new Set<number>();
    let claims = 0;
    while (!isOver) {
      statuses.add((await fetch(`${server.url}/healthz`)).status);
      const path = `/api/cycles/${world.cycle}/items/3.3/claim`;
      statuses.add((await chair.ask('PUT', path, { json: { level: 'basic' } })).status);
      claims += 1;
    }
    expect((await restoring).errors).toBe('');
    expect([...statuses]).toEqual([200]);
    const { claim, audit } = await contentsOf(server.database);
    const said = audit.filter(({ type }) => type === 'item.claimed');
    expect(claim.length).toBe(said.length);
    expect(claim.length).toBeLessThanOrEqual(claims);
  });

  it('a backup that is sent only in part, or is none, changes nothing, and the next one is taken', async () => {
    const { server, target } = await begin();
    await ruam(server.dataDir, 'backup', target);
    const before = await contentsOf(server.database);
    const half = request({ socketPath: join(server.dataDir, 'ruam.sock'), path: '/restore', method: 'POST' });
    half.on('error', () => undefined);
    half.write(readFileSync(target).subarray(0, 1_000));
    await vi.waitUntil(() => readdirSync(server.dataDir).includes('restore.part'));
    const busy = await ruam(server.dataDir, 'restore', target);
    expect(busy).toMatchObject({ code: 1, errors: expect.stringMatching(/^unavailable: /) });
    half.destroy();
    await vi.waitUntil(() => !readdirSync(server.dataDir).includes('restore.part'));
    writeFileSync(`${target}.cut`, readFileSync(target).subarray(0, -5));
    const cut = await ruam(server.dataDir, 'restore', `${target}.cut`);
    expect(cut).toMatchObject({ code: 1, errors: expect.stringMatching(/^invalid: the backup is cut off/) });
    expect(await contentsOf(server.database)).toEqual(before);
    expect((await ruam(server.dataDir, 'restore', target)).errors).toBe('');
    expect((await signIn(server, 'observer')).cookie).not.toBe('');
  });
});
