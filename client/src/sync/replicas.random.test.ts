import { contentAsText } from '@ruam/shared/document/text.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { DocumentSessions } from './documentSessions.ts';
import { fakeBrowser } from './fakeBrowser.ts';
import { FakeServer } from './fakeServer.ts';
import { type FakeSocket, fakeSockets } from './fakeSocket.ts';

/** 533: a word written while a tab was leaving the replica that another had retired. */
const seeds = [533, ...Array(40).keys()];
const person = { id: 'p1', name: 'เลขานุการ หมวด 3' };
const steps = 150;
const maxTabs = 3;

interface Tab {
  readonly sessions: DocumentSessions;
  readonly made: FakeSocket[];
  /** What the page of a living tab does; a dead one does nothing more. */
  isDead: boolean;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
});
afterEach(() => vi.useRealTimers());

/** In [0, 1), the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Lets IndexedDB and the locks do what is due, and time pass. */
async function pass(ms: number): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await nextTurn();
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 12; turn++) await nextTurn();
}

function nextTurn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

function write(doc: Y.Doc, word: string): void {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(word)]);
  doc.getXmlFragment('default').push([element]);
}

/** Plays one life of a document in a browser; gives the words that are nowhere at its end. */
async function play(seed: number): Promise<{ lost: string[]; leftDatabases: number; refusedInText: string[] }> {
  const random = randomOf(seed);
  const oneOf = (count: number): number => Math.floor(random() * count);
  const browser = fakeBrowser();
  const server = new FakeServer();
  const words: string[] = [];
  let tabs: Tab[] = [];
  const everyTab: Tab[] = [];
  let isPostFailing = false;

  const openTab = (): Tab => {
    const sockets = fakeSockets();
    const tab: Tab = { made: sockets.made, isDead: false, sessions: sessionsOf(() => tab, sockets.WebSocket) };
    tabs.push(tab);
    everyTab.push(tab);
    return tab;
  };
  const sessionsOf = (tab: () => Tab, WebSocket: typeof globalThis.WebSocket): DocumentSessions =>
    new DocumentSessions({
      syncUrl: 'ws://host/sync',
      WebSocket,
      replicas: browser.tab(),
      postRescue: async (_documentId, update) => {
        if (tab().isDead) return new Promise(() => {});
        if (isPostFailing) return { name: 'unreachable' };
        server.rescues.push(update);
        return { name: 'kept', id: 'r' };
      },
      readGeneration: async (_documentId, known) => known,
      now: Date.now,
      random: () => 0.5,
    });
  const socketOf = (tab: Tab): FakeSocket | undefined => tab.made.at(-1);
  const serve = (tab: Tab, limit?: number): void => {
    const socket = socketOf(tab);
    if (socket?.readyState === 0) server.accept(socket);
    if (socket?.readyState === 1) server.hear(socket, limit);
  };

  const act = async (): Promise<void> => {
    const tab = tabs[oneOf(tabs.length)] ?? openTab();
    const session = tab.sessions.current('d1', person);
    const socket = socketOf(tab);
    const dice = random();
    if (dice < 0.4) {
      const mayWrite = session?.view.hasSynced && session.view.status.name !== 'stopped';
      if (!mayWrite) return;
      const word = `คำ${words.length}ที่`;
      words.push(word);
      write(session.doc, word);
    } else if (dice < 0.74) serve(tab, random() < 0.3 ? 1 + oneOf(3) : undefined);
    else if (dice < 0.8) server.isLocked = !server.isLocked && random() < 0.4;
    else if (dice < 0.83 && socket?.readyState === 1) server.cut(socket, 1006);
    else if (dice < 0.86) isPostFailing = !isPostFailing;
    else if (dice < 0.93 && tabs.length < maxTabs) {
      const opened = openTab();
      if (random() < 0.5) void opened.sessions.sendLeftovers(person);
      opened.sessions.acquire('d1', person, 1);
    } else if (dice < 0.97 && session !== null) {
      // The page is closed: nobody asks it any more, what is unsent stays in the browser.
      tab.isDead = true;
      session.destroy();
      if (socket?.readyState === 1) server.cut(socket, 1001);
      tabs = tabs.filter((one) => one !== tab);
    } else if (dice > 0.985) {
      for (const one of tabs) one.isDead = true;
      tabs = [];
      server.forget();
      browser.crash();
    }
    await pass(oneOf(400));
  };
  openTab().sessions.acquire('d1', person, 1);
  for (let step = 0; step < steps; step++) await act();

  // In the end everything works again, and somebody comes back.
  server.isLocked = false;
  isPostFailing = false;
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 12; round++) {
      for (const tab of tabs) serve(tab);
      await pass(3_000);
    }
  };
  await settle();
  for (const tab of tabs) tab.sessions.current('d1', person)?.destroy();
  await pass(0);
  tabs = [];
  const last = openTab();
  await Promise.all([last.sessions.sendLeftovers(person), pass(100)]);
  const final = last.sessions.acquire('d1', person, 1);
  await settle();

  const text = contentAsText(readContent(server.doc));
  const rescued = createRescued(server);
  const kept = last.sessions.current('d1', person) ?? final;
  const result = {
    lost: words.filter((word) => !text.includes(word) && !rescued.includes(word)),
    leftDatabases: (await browser.databases.databases()).length - 1,
    refusedInText: words.filter((word) => contentAsText(readContent(kept.doc)).includes(word) && !text.includes(word)),
  };
  for (const { sessions } of everyTab) sessions.current('d1', person)?.destroy();
  return result;
}

function createRescued({ doc, rescues }: FakeServer): string {
  const all = new Y.Doc();
  Y.applyUpdate(all, Y.encodeStateAsUpdate(doc));
  for (const update of rescues) Y.applyUpdate(all, update);
  return contentAsText(readContent(all));
}

test.each(seeds)('S4 S5 S13 tabs, cuts, locks and crashes lose no word: seed %i', { timeout: 60_000 }, async (seed) => {
  expect(await play(seed)).toEqual({ lost: [], leftDatabases: 0, refusedInText: [] });
});
