import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type SeededRandom, seededRandom } from './seededRandom.ts';
import { type Bed, openBed, type RawPeer, until, varUint } from './testBed.ts';

const clientCount = 5;
const steps = 120;

let folder: string | null = null;
let bed: Bed | null = null;
afterEach(async () => {
  await bed?.stop();
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
});

for (const seed of [7, 42, Date.now() % 1_000_000]) {
  it(`S3 S4 S11 everyone converges and nothing acknowledged or seen is lost (seed ${seed})`, async () => {
    await play(seed);
  });
}

/**
 * Stock clients write, hold back what they have, are cut off and come back; the server is stopped, or falls over, and
 * starts again from its file. In the end all documents are equal, and hold every mark that anyone but its author saw or
 * that was acknowledged.
 */
async function play(seed: number): Promise<void> {
  const random = seededRandom(seed);
  folder = mkdtempSync(join(tmpdir(), 'ruam-sync-'));
  const location = { kind: 'sqlite', path: join(folder, 'log.db') } as const;
  const limits = { quietMs: 5, unloadRows: 1, compactRows: 10, awarenessGapMs: 5 };
  let current = await openBed({ location, limits });
  bed = current;
  const docs = Array.from({ length: clientCount }, () => new Y.Doc());
  let providers = docs.map((doc, index) => current.provider(`person${index}`, 'd', doc));
  const witness = new Set<string>();
  let watcher = await watch(current, witness);
  const acknowledged = new Set<string>();
  let mark = 0;

  for (let step = 0; step < steps; step++) {
    const index = random.below(clientCount);
    const [doc, provider] = [docs[index], providers[index]];
    if (doc === undefined || provider === undefined) continue;
    switch (random.below(12)) {
      case 0:
        provider.disconnect();
        break;
      case 1:
        provider.connect();
        break;
      case 2:
        // A cut in the middle of whatever is under way.
        (provider.ws as unknown as WebSocket | null)?.terminate();
        break;
      case 3:
        if (random.chance(0.3)) {
          await restart(random.chance(0.5));
          break;
        }
        await new Promise((resolve) => setImmediate(resolve));
        break;
      case 4:
        await acknowledge(provider, doc);
        break;
      default:
        mark += 1;
        write(doc, random, `<${mark}>`);
    }
    if (random.chance(0.3)) await new Promise((resolve) => setImmediate(resolve));
  }
  for (const provider of providers) provider.connect();
  await until(() => providers.every((provider) => provider.synced), 'all are synced');
  const states = () => docs.map((doc) => doc.getText('t').toString());
  await until(() => new Set(states()).size === 1 && [...states()][0] !== undefined, 'all documents are equal');
  await until(async () => (await stored(current)) === states()[0], 'the store holds the same');
  const marks = new Set(states()[0]?.match(/<\d+>/g));
  const lost = [...witness, ...acknowledged].filter((one) => !marks.has(one));
  expect({ seed, lost }).toEqual({ seed, lost: [] });
  expect(docs.every((doc) => doc.store.pendingStructs === null)).toBe(true);
  expect(acknowledged.size + witness.size).toBeGreaterThan(0);

  async function restart(falls: boolean): Promise<void> {
    watcher.ws.terminate();
    if (falls) for (const provider of providers) (provider.ws as unknown as WebSocket | null)?.terminate();
    for (const provider of providers) provider.disconnect();
    await current.stop();
    current = await openBed({ location, limits, documents: [] });
    bed = current;
    providers = docs.map((doc, index) => current.provider(`person${index}`, 'd', doc));
    watcher = await watch(current, witness);
  }

  /** Asks for an ack on this connection; its marks count as acknowledged only if the answer comes. */
  async function acknowledge(provider: WebsocketProvider, doc: Y.Doc): Promise<void> {
    if (!provider.synced || provider.ws === null) return;
    const socket = provider.ws as unknown as WebSocket;
    const marks = doc.getText('t').toString().match(/<\d+>/g) ?? [];
    const answered = new Promise<boolean>((resolve) => {
      provider.messageHandlers[100] = () => resolve(true);
      provider.messageHandlers[101] = () => undefined;
      socket.once('close', () => resolve(false));
    });
    // Also after the answer to the server's step 1 on this connection: `synced` alone does not say that (S4).
    const state = Y.encodeStateAsUpdate(doc);
    socket.send(Uint8Array.from([0, 2, ...varUint(state.length), ...state]));
    socket.send(Uint8Array.of(100, 1));
    if (await answered) for (const one of marks) acknowledged.add(one);
  }
}

function write(doc: Y.Doc, random: SeededRandom, mark: string): void {
  const text = doc.getText('t');
  text.insert(placeBetween(text.toString(), random), mark);
  // Something else to delete, so that marks are only ever added.
  const list = doc.getArray<number>('a');
  if (list.length > 0 && random.chance(0.5)) list.delete(random.below(list.length), 1);
  else list.insert(0, [random.below(100)]);
}

/** A place between two marks. */
function placeBetween(text: string, random: SeededRandom): number {
  const places = [0, ...[...text.matchAll(/>/g)].map(({ index }) => index + 1)];
  return random.pick(places);
}

/** A bare reader that writes down every mark it ever sees. */
async function watch(bed: Bed, seen: Set<string>): Promise<RawPeer> {
  const peer = await bed.peer('watcher', 'd').joined();
  const look = () => {
    for (const mark of peer.doc.getText('t').toString().match(/<\d+>/g) ?? []) seen.add(mark);
  };
  peer.doc.on('update', look);
  look();
  return peer;
}

function stored(bed: Bed): Promise<string | null> {
  return bed.sync.contentOf('d', (doc) => doc.getText('t').toString());
}
