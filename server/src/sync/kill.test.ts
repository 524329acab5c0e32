import { cpSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import type { Database, DatabaseLocation } from '../database/database.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { createCommittedDoc, openCommittedDoc } from './committedDoc.ts';
import { decodeSegment } from './compaction.ts';
import { createUpdateLog, type LogRow } from './log.ts';
import { type SeededRandom, seededRandom } from './seededRandom.ts';
import { startServerProcess } from './serverProcess.ts';
import { insertDocument, until } from './testBed.ts';
import { marksIn, TypingLoad, type Written } from './typingLoad.ts';
import { decodeUpdateList } from './updateList.ts';

/** KILLS: how many for each store and rate; KILL_RATES: updates/s, with commas between; KILL_SEED repeats a run. */
const { KILLS, KILL_SEED, KILL_RATES } = process.env;
const seed = KILL_SEED === undefined ? Date.now() % 1_000_000 : Number(KILL_SEED);
/** Documents of a round; new ones after so many rounds, so that none grows past its bound. */
const documentsPerRound = 2;
const roundsPerDocument = 25;
const longestLoadMs = 800;
const slowestStartMs = 500;

interface Totals {
  kills: number;
  /** Of these, while the server was starting on what the last one left. */
  killsAtStart: number;
  sent: number;
  acknowledged: number;
  /** By somebody else than the writer. */
  seen: number;
  lost: number;
  loadMs: number;
}

for (const store of testStores) {
  for (const perSecond of (KILL_RATES ?? '400,5000').split(',').map(Number)) {
    const kills = Number(KILLS ?? (store.name === 'SQLite' ? 4 : 2));
    it(`S3 kill -9, again and again, at ${perSecond} updates/s on ${store.name}: nothing acknowledged or seen is lost (seed ${seed})`, {
      timeout: 30_000 + kills * 10_000,
    }, async () => {
      const totals = await killAgainAndAgain(await store.locate(onTestFinished), kills, perSecond);
      const { sent, acknowledged, seen, lost, loadMs, killsAtStart } = totals;
      console.log(
        `${store.name}, ${perSecond} updates/s asked, ${Math.round((1_000 * sent) / loadMs)} reached: ${totals.kills} kills (${killsAtStart} at the start), ` +
          `${sent} updates sent, ${acknowledged} acknowledged, ${seen} seen, ${lost} lost (seed ${seed})`,
      );
      expect(lost).toBe(0);
      expect(acknowledged).toBeGreaterThan(0);
    });
  }
}

/** Every round goes on with the data that the last kill left. */
async function killAgainAndAgain(location: DatabaseLocation, kills: number, perSecond: number): Promise<Totals> {
  const random = seededRandom(seed + perSecond);
  const totals: Totals = { kills: 0, killsAtStart: 0, sent: 0, acknowledged: 0, seen: 0, lost: 0, loadMs: 0 };
  const written: Written[] = [];
  const generations = Math.ceil(kills / roundsPerDocument);
  await insertDocuments(location, Array.from({ length: generations }, (_, index) => documentsOf(index)).flat());
  for (let round = 0; round < kills; round++) {
    const documents = documentsOf(Math.floor(round / roundsPerDocument));
    const limits = {
      compactRows: random.pick([5, 50, 2_000]),
      restUpdates: random.pick([5, 500]),
      restMs: random.pick([1, 50]),
      documentBytes: 64 * 1024 * 1024,
    };
    const server = startServerProcess({ location, limits }, onTestFinished);
    if (round > 0 && random.chance(0.2)) {
      totals.killsAtStart += 1;
      await passed(random.below(slowestStartMs));
      await server.kill();
    } else {
      const load = new TypingLoad(await server.url, round, documents);
      await load.join();
      load.type(perSecond);
      await until(() => load.acknowledged > 0, 'the first ack');
      await passed(random.below(longestLoadMs));
      await server.kill();
      await load.over();
      totals.sent += load.sent;
      totals.acknowledged += load.acknowledged;
      totals.seen += load.seen;
      totals.loadMs += load.durationMs;
      written.push(...load.known());
    }
    totals.kills += 1;
    const isLast = round === kills - 1;
    const checked = isLast ? written : written.filter(({ documentId }) => documents.includes(documentId));
    totals.lost += await lostOf(left(location, random), checked, isLast);
  }
  return totals;
}

function documentsOf(generation: number): string[] {
  return Array.from({ length: documentsPerRound }, (_, index) => `d${generation}-${index}`);
}

async function insertDocuments(location: DatabaseLocation, ids: readonly string[]): Promise<void> {
  const database = await openTestDatabase(location, () => undefined);
  for (const id of ids) await insertDocument(database, id);
  await database.destroy();
}

function passed(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

/** What the kill left. Half the time a copy, so that the next server, and not this test, is who recovers the file. */
function left(location: DatabaseLocation, random: SeededRandom): DatabaseLocation {
  if (location.kind === 'postgres' || random.chance(0.5)) return location;
  const copy = temporaryDirectory(onTestFinished);
  const folder = dirname(location.path);
  for (const file of readdirSync(folder)) cpSync(join(folder, file), join(copy, file));
  return { kind: 'sqlite', path: join(copy, basename(location.path)) };
}

/** How much of what was known is not there; what is found is known from now on. */
async function lostOf(location: DatabaseLocation, written: readonly Written[], isLast: boolean): Promise<number> {
  const database = await openTestDatabase(location, () => undefined);
  try {
    let lost = 0;
    for (const documentId of new Set(written.map((one) => one.documentId))) {
      const marks = marksIn(await openStored(database, documentId, isLast));
      for (const one of written.filter((other) => other.documentId === documentId)) {
        const found = marks.get(one.name) ?? 0;
        lost += Math.max(0, one.known - found);
        one.known = Math.max(one.known, found);
      }
    }
    return lost;
  } finally {
    await database.destroy();
  }
}

/** Opens a document as the server does; its sequences have no gap from the first to the last. */
async function openStored(database: Database, documentId: string, replay: boolean): Promise<Y.Doc> {
  const stored = await createUpdateLog(database, false).load(documentId);
  if (stored === null) throw new Error('the document is gone');
  const { doc, skipped } = openCommittedDoc(stored);
  expect(skipped).toEqual([]);
  const segments = await database
    .selectFrom('historySegment')
    .select('content')
    .where('documentId', '=', documentId)
    .orderBy('fromSequence')
    .execute();
  const history: LogRow[] = [];
  for (const { content } of segments) history.push(...(await decodeSegment(content)));
  expect(history.length).toBe(stored.blobSequence);
  const rows = [...history, ...stored.tail];
  expect(rows.length).toBe(stored.head.lastSequence);
  expect(rows.findIndex(({ sequence }, index) => sequence !== index + 1)).toBe(-1);
  if (replay) {
    const replayed = createCommittedDoc();
    replayed.transact(() => {
      for (const { content } of rows) for (const update of decodeUpdateList(content)) Y.applyUpdate(replayed, update);
    });
    expect(marksIn(replayed)).toEqual(marksIn(doc));
  }
  return doc;
}
