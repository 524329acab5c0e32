import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openBed, RawPeer, until, updateOf, varUint } from './testBed.ts';

const folder = mkdtempSync(join(tmpdir(), 'ruam-kill-'));
let child: ChildProcess | null = null;
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('S3 kill -9 while people type: whatever was acknowledged or seen is in the log', async () => {
  const path = join(folder, 'log.db');
  const server = spawn(process.execPath, [join(import.meta.dirname, 'killableServer.ts'), path, 'd']);
  child = server;
  let output = '';
  server.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await until(() => output.includes('\n'), 'the server listens');
  const joinAs = (name: string) =>
    new RawPeer(new WebSocket(`${output.trim()}/d`, { headers: { cookie: `person=${name}` } })).joined();
  const watcher = await joinAs('watcher');
  const writers = await Promise.all(['ann', 'bob', 'eve', 'fay'].map(joinAs));
  const typing = writers.map(async (writer, index) => {
    for (let n = 1; writer.closed === null; n++) {
      writer.sendUpdate(updateOf(writer.doc, () => writer.doc.getMap<number>('m').set(`${index}`, n)));
      writer.send([100, ...varUint(n)]);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  });
  await until(() => writers.every(({ acks }) => acks.length > 20), 'everyone has acks');
  server.kill('SIGKILL');
  await Promise.all(typing);
  await until(() => watcher.closed !== null, 'the watcher is cut off');

  const bed = await openBed({ location: { kind: 'sqlite', path }, documents: [] });
  try {
    for (const [index, writer] of writers.entries()) {
      const stored = await bed.sync.contentOf('d', (doc) => doc.getMap<number>('m').get(`${index}`) ?? 0);
      expect(stored).toBeGreaterThanOrEqual(writer.acks.at(-1) ?? 0);
      expect(stored).toBeGreaterThanOrEqual(watcher.doc.getMap<number>('m').get(`${index}`) ?? 0);
    }
  } finally {
    await bed.stop();
  }
});
