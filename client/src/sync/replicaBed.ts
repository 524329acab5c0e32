import { paragraph } from '@ruam/shared/document/content.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { contentAsUpdate, readContent } from '@ruam/shared/document/yjs.ts';
import { expect, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentSession } from './documentSession.ts';
import { DocumentSessions } from './documentSessions.ts';
import { type FakeBrowser, fakeBrowser } from './fakeBrowser.ts';
import { type FakeSocket, fakeSockets } from './fakeSocket.ts';
import type { ReplicaEnvironment } from './replicaHome.ts';
import { openReplicaStore } from './replicaStore.ts';
import type { PostedRescue } from './rescuePost.ts';

export const person = { id: 'p1', name: 'เลขานุการ หมวด 3' };
export const other = { id: 'p2', name: 'ที่ปรึกษา' };

/** One tab of a browser: its sessions, its sockets, and what it posted. */
export interface Tab {
  readonly sessions: DocumentSessions;
  readonly made: FakeSocket[];
  readonly posted: Uint8Array[];
  /** What the server answers to a rescue; the last answer stays. */
  readonly answers: PostedRescue[];
  generation: number;
}

/** A browser, and a server's document with one paragraph, for tests of replicas; its clock is vitest's. */
export interface ReplicaBed {
  readonly browser: FakeBrowser;
  readonly server: Y.Doc;
  openTab(replicas?: ReplicaEnvironment | null): Tab;
  /** Opens the document in a tab, up to the first ack. */
  join(tab: Tab, count?: number): Promise<{ session: DocumentSession; socket: FakeSocket }>;
  /** The databases of the browser. */
  names(): Promise<string[]>;
  /** The own edits without an ack in the first of them. */
  unsentKept(): Promise<number>;
  /** The text that a database holds. */
  textKept(name: string): Promise<string>;
  stop(): void;
}

/** Starts with an empty browser, at the time 1,000. */
export function openReplicaBed(): ReplicaBed {
  vi.useFakeTimers({ now: 1_000, toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  const browser = fakeBrowser();
  const server = new Y.Doc();
  Y.applyUpdate(server, contentAsUpdate({ type: 'doc', content: [paragraph('น้ำท่วม')] }, 1));
  const tabs: Tab[] = [];
  const names = async (): Promise<string[]> =>
    (await browser.databases.databases()).map(({ name }) => name ?? '').sort();
  return {
    browser,
    server,
    names,
    openTab(replicas = browser.tab()) {
      const tab = makeTab(replicas);
      tabs.push(tab);
      return tab;
    },
    async join(tab, count = tab.made.length + 1) {
      const session = tab.sessions.current('d1', person) ?? tab.sessions.acquire('d1', person, 1);
      const socket = await socketOf(tab, count);
      socket.open();
      socket.join(server);
      await until(() => expect(socket.said).toContain('ack 1'));
      socket.numbers(100, 1);
      return { session, socket };
    },
    async unsentKept() {
      const store = await openReplicaStore(browser.databases, (await names())[0] ?? '', 'reader');
      const { unsent } = await store.readStanding();
      await store.close();
      return unsent;
    },
    async textKept(name) {
      const store = await openReplicaStore(browser.databases, name, 'reader');
      const { updates } = await store.peek();
      await store.close();
      const doc = new Y.Doc();
      for (const update of updates) Y.applyUpdate(doc, update);
      return textIn(doc);
    },
    stop() {
      for (const { sessions } of tabs) for (const one of [person, other]) sessions.current('d1', one)?.destroy();
      vi.useRealTimers();
    },
  };
}

/** Waits for a state; timers go on meanwhile. */
export const until = (assertion: () => unknown): Promise<unknown> =>
  vi.waitFor(assertion, { interval: 10, timeout: 5_000 });

/** The socket that a tab opens next, or its `count`th. */
export async function socketOf(tab: Tab, count = tab.made.length + 1): Promise<FakeSocket> {
  await until(() => expect(tab.made).toHaveLength(count));
  const socket = tab.made[count - 1];
  if (socket === undefined) throw new Error('no socket');
  return socket;
}

/** Adds a paragraph. */
export function write({ doc }: DocumentSession, text: string): void {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('default').push([element]);
}

/** The text of a document, a line a paragraph. */
export const textIn = (doc: Y.Doc): string => contentAsText(readContent(doc));

function makeTab(replicas: ReplicaEnvironment | null): Tab {
  const { made, WebSocket } = fakeSockets();
  const posted: Uint8Array[] = [];
  const answers: PostedRescue[] = [{ name: 'kept', id: 'r1' }];
  const sessions = new DocumentSessions({
    syncUrl: 'ws://host/sync',
    WebSocket,
    replicas,
    postRescue: async (_documentId, update) => {
      posted.push(update);
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? { name: 'unreachable' };
    },
    readGeneration: async () => tab.generation,
    now: Date.now,
    random: () => 0.5,
  });
  const tab: Tab = { sessions, made, posted, answers, generation: 1 };
  return tab;
}
