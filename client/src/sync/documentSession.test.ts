import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate, readContent } from '@ruam/shared/document/yjs.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { DocumentSession } from './documentSession.ts';
import { type FakeSocket, fakeSockets } from './fakeSocket.ts';
import { pacedView, savingPaceMs } from './pacedView.ts';
import { createReplicaDoc } from './replicaDoc.ts';
import { mergeUpdates } from './replicaStore.ts';
import type { SessionEnvironment } from './sessionEnvironment.ts';

const person = { id: 'p1', name: 'เลขานุการ หมวด 3' };
let made: FakeSocket[];
let environment: SessionEnvironment;
let open: DocumentSession[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
  const sockets = fakeSockets();
  made = sockets.made;
  environment = {
    syncUrl: 'ws://host/sync',
    WebSocket: sockets.WebSocket,
    replicas: null,
    postRescue: async () => ({ name: 'unreachable' }),
    readGeneration: async () => null,
    now: Date.now,
    random: () => 0.5,
  };
  open = [];
});

afterEach(() => {
  for (const session of open) session.destroy();
  vi.useRealTimers();
});

function start(): DocumentSession {
  const session = new DocumentSession('d1', person, environment, { generation: 1, refusal: null }, () => {});
  open.push(session);
  return session;
}

function last(): FakeSocket {
  const socket = made.at(-1);
  if (socket === undefined) throw new Error('no socket');
  return socket;
}

function serverDoc(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, contentAsUpdate({ type: 'doc', content: [paragraph('น้ำท่วม')] }, 1));
  return doc;
}

function write(doc: Y.Doc, text: string): void {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('default').push([element]);
}

/** Lets microtasks run. */
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('S1 S14 connects to /sync/<document>?schema=4&generation=1 and speaks the stock protocol first', () => {
  start();
  expect(last().url).toBe('ws://host/sync/d1?schema=4&generation=1');
  last().open();
  expect(last().said).toEqual(['awareness', 'step1', 'awareness']);
});

test('S4 the ack goes out behind the answer to the server’s step 1, and only its echo means saved', async () => {
  const session = start();
  write(session.doc, 'เขียนก่อนต่อ');
  last().open();
  expect(last().said).not.toContain('ack 1');
  last().join(serverDoc());
  await settled();
  const said = last().said;
  expect(said.indexOf('ack 1')).toBeGreaterThan(said.indexOf('step2'));
  expect(session.view).toMatchObject({ hasSynced: true, status: { name: 'saving', unsent: 1 } });
  last().numbers(100, 1);
  expect(session.view.status).toEqual({ name: 'saved', at: 1_000 });
});

test('S4 an update is sent before its ack; deletions count too', async () => {
  const session = start();
  last().open();
  last().join(serverDoc());
  await settled();
  last().numbers(100, 1);
  session.doc.getXmlFragment('default').delete(0, 1);
  expect(last().said.slice(-2)).toEqual(['update', 'ack 2']);
  expect(session.unsent).toBe(1);
  last().numbers(100, 2);
  expect(session.unsent).toBe(0);
});

test('S4 [101, epoch, state] is the lock', async () => {
  const session = start();
  last().open();
  last().join(serverDoc());
  await settled();
  last().numbers(100, 1);
  last().numbers(101, 4, 1);
  expect(session.view).toMatchObject({ lock: { epoch: 4, isLocked: true }, status: { name: 'locked', epoch: 4 } });
});

test('S4 on screen good news may wait 0.4 s, bad news never', async () => {
  const session = start();
  last().open();
  last().join(serverDoc());
  await settled();
  last().numbers(100, 1);
  const paced = pacedView(session);
  const names: string[] = [];
  const stop = paced.subscribe(() => names.push(paced.read().status.name));
  write(session.doc, 'ก');
  expect(names).toEqual(['saving']);
  last().numbers(100, 2);
  write(session.doc, 'ข');
  last().numbers(100, 3);
  expect(names).toEqual(['saving']);
  await vi.advanceTimersByTimeAsync(savingPaceMs);
  expect(names).toEqual(['saving', 'saved']);
  write(session.doc, 'ค');
  last().end(1006);
  expect(names.slice(2)).toEqual(['saving', 'offline']);
  stop();
});

test('5 s without an ack show as unsent', async () => {
  const session = start();
  last().open();
  last().join(serverDoc());
  await settled();
  last().numbers(100, 1);
  write(session.doc, 'ค้าง');
  await vi.advanceTimersByTimeAsync(4_999);
  expect(session.view.status.name).toBe('saving');
  await vi.advanceTimersByTimeAsync(1);
  expect(session.view.status).toMatchObject({ name: 'unsent', unsent: 1 });
});

test('S12 after a cut the replica is kept and comes back with jitter, offline edits first, then the ack', async () => {
  const session = start();
  const server = serverDoc();
  last().open();
  last().join(server);
  await settled();
  last().numbers(100, 1);
  last().end(1006);
  expect(session.view.status).toMatchObject({ name: 'offline', unsent: 0 });
  write(session.doc, 'ตอนหลุด');
  await vi.advanceTimersByTimeAsync(1_499);
  expect(made).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(made).toHaveLength(2);
  last().open();
  last().join(server);
  await settled();
  expect(session.view.status).toMatchObject({ name: 'offline', unsent: 1 });
  last().deliver(server);
  expect(JSON.stringify(readContent(server))).toContain('ตอนหลุด');
  last().numbers(100, 2);
  expect(session.view.status.name).toBe('saved');
});

test('close codes: 4401 keeps everything and connects again only when asked', async () => {
  const session = start();
  last().open();
  last().join(serverDoc());
  await settled();
  write(session.doc, 'ยังอยู่');
  last().end(4401);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(made).toHaveLength(1);
  expect(session.view.status).toMatchObject({ name: 'stopped', reason: 'signedOut', unsent: 1 });
  expect(JSON.stringify(readContent(session.doc))).toContain('ยังอยู่');
  session.reconnect();
  expect(made).toHaveLength(2);
});

test('close codes: a third 1007 in a row stops; an ack between forgives', async () => {
  const session = start();
  for (const code of [1007, 1007]) {
    last().end(code);
    await vi.advanceTimersByTimeAsync(20_000);
  }
  last().open();
  last().join(serverDoc());
  await settled();
  last().numbers(100, 1);
  for (const code of [1007, 1007]) {
    last().end(code);
    await vi.advanceTimersByTimeAsync(20_000);
  }
  expect(session.view.status.name).toBe('offline');
  last().end(1007);
  expect(session.view.status).toMatchObject({ name: 'stopped', reason: 'broken' });
});

test('S6 after a cut those who stayed are seen again, at the clock they had', async () => {
  const session = start();
  const server = serverDoc();
  last().open();
  last().join(server);
  await settled();
  const greet = (): void =>
    last().receive((encoder) => {
      const state = new TextEncoder().encode(JSON.stringify({ user: { id: 'p2', name: 'ที่ปรึกษา', color: 4 } }));
      const entries = [1, 77, 5, state.length, ...state];
      for (const byte of [1, entries.length, ...entries]) encoder.cbuf[encoder.cpos++] = byte;
    });
  greet();
  expect(session.view.people.map(({ id }) => id)).toEqual(['p2', 'p1']);
  last().end(1006);
  expect(session.view.people.map(({ id }) => id)).toEqual(['p1']);
  await vi.advanceTimersByTimeAsync(3_000);
  last().open();
  greet();
  expect(session.view.people.map(({ id, colorIndex }) => [id, colorIndex])).toContainEqual(['p2', 4]);
});

test('S10 reading changes neither state vector nor delete set', async () => {
  const session = start();
  const server = serverDoc();
  server.getXmlFragment('default').delete(0, 1);
  write(server, 'ย่อหน้า');
  last().open();
  last().join(server);
  await settled();
  readContent(session.doc);
  expect(Y.encodeStateAsUpdate(session.doc)).toEqual(Y.encodeStateAsUpdate(server));
});

test('S10 a reader’s replica does not tidy formatting marks: that would be a change', async () => {
  const server = createReplicaDoc();
  Y.applyUpdate(server, contentAsUpdate({ type: 'doc', content: [paragraph('น้ำท่วมซ้ำซาก')] }, 1));
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  for (const doc of [one, two]) {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
    const element = doc.getXmlFragment('default').get(0);
    const text = element instanceof Y.XmlElement ? element.get(0) : null;
    if (text instanceof Y.XmlText) text.format(0, 7, { bold: {} });
  }
  const session = start();
  last().open();
  last().join(server);
  await settled();
  last().numbers(100, 1);
  for (const doc of [one, two]) {
    const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
    Y.applyUpdate(server, update);
    last().update(update);
  }
  expect(Y.encodeStateAsUpdate(session.doc)).toEqual(Y.encodeStateAsUpdate(server));
  expect(last().said.at(-1)).toBe('ack 1');
  expect(mergeUpdates([Y.encodeStateAsUpdate(server)])).toEqual(Y.encodeStateAsUpdate(server));
});
