import { randomInt } from 'node:crypto';
import { type ContentElement, paragraph } from '@ruam/shared/document/content.ts';
import { contentAsUpdate, readContent } from '@ruam/shared/document/yjs.ts';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import * as Y from 'yjs';
import type { Database, DatabaseLocation } from '../database/database.ts';
import { openCommittedDoc } from '../sync/committedDoc.ts';
import { createUpdateLog } from '../sync/log.ts';
import { encodeUpdateList } from '../sync/updateList.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { createProjector, type Projector } from './projector.ts';
import { documentsBehind, writeReading } from './readings.ts';

/** Asks seldom enough to leave the store to the projector. */
async function until(isReached: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await isReached()).toBe(true), { interval: 50, timeout: 50_000 });
}

describe.each(testStores)('the projector on $name', { timeout: 60_000 }, ({ locate }) => {
  const atEnd = atEndOfSuite();
  let location: DatabaseLocation;
  let database: Database;
  let world: World;
  beforeAll(async () => {
    location = await locate(atEnd);
    database = await openTestDatabase(location, atEnd);
    world = await makeWorld(database);
  });

  function project(version = 1) {
    const changed: string[] = [];
    const unreadable: string[] = [];
    const failures: unknown[] = [];
    const projector: Projector = createProjector({
      database,
      version,
      changed: ({ id }) => changed.push(id),
      failed: (error) => failures.push(error),
      unreadable: (id) => unreadable.push(id),
    });
    onTestFinished(() => projector.close());
    return { projector, changed, unreadable, failures };
  }

  const behind = (version = 1) => documentsBehind(database, { version, after: '', limit: 10_000 });
  const caughtUp = (version = 1) => until(async () => (await behind(version)).length === 0);

  async function documentOf(item: string, kind: 'recommendations' | 'evidence'): Promise<string> {
    const row = await database
      .selectFrom('document')
      .select('id')
      .where('cycleId', '=', world.cycle)
      .where('item', '=', item)
      .where('kind', '=', kind)
      .orderBy('level')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  /** Appends as a person's edit does; `content` is what the log gets, whatever it is. */
  async function append(documentId: string, content: Uint8Array): Promise<void> {
    await database.transaction().execute(async (transaction) => {
      const { lastSequence: sequence } = await transaction
        .updateTable('document')
        .set((expression) => ({ lastSequence: expression('lastSequence', '+', 1) }))
        .where('id', '=', documentId)
        .returning('lastSequence')
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto('documentUpdate')
        .values({ documentId, sequence, personId: null, at: 1, content })
        .execute();
    });
  }

  const edit = (documentId: string, content: readonly ContentElement[]) =>
    append(documentId, encodeUpdateList([contentAsUpdate({ type: 'doc', content }, randomInt(1, 2 ** 32 - 1))]));

  const recommendation = (text: string): ContentElement => ({
    type: 'recommendation',
    attrs: { units: ['สำนักการคลังและงบประมาณ'] },
    content: [{ type: 'text', text }],
  });

  async function textsOf(documentId: string): Promise<string[]> {
    const rows = await database
      .selectFrom('recommendation')
      .select('text')
      .where('documentId', '=', documentId)
      .orderBy('position')
      .execute();
    return rows.map(({ text }) => text);
  }

  it('J4 at the start, what was never read is read; what has not moved on is not read again', async () => {
    const { projector, changed } = project();
    projector.catchUp();
    await caughtUp();
    expect(await textsOf(await documentOf('3.3', 'recommendations'))).toEqual(['ควรทบทวนแผนปฏิบัติการ']);
    expect(changed.length).toBeGreaterThan(20);
    const again = project();
    again.projector.catchUp();
    await again.projector.close();
    expect(again.changed).toEqual([]);
  });

  it('J2 an edit is read, once it rests; an edit that changes no row tells nobody', async () => {
    const id = await documentOf('3.3', 'recommendations');
    const { projector, changed } = project();
    await edit(id, [recommendation('ข้อเสนอแนะใหม่')]);
    projector.touched(id);
    projector.touched(id);
    await caughtUp();
    expect((await textsOf(id)).sort()).toEqual(['ข้อเสนอแนะใหม่', 'ควรทบทวนแผนปฏิบัติการ'].sort());
    await until(() => changed.length > 0);
    await edit(await documentOf('3.3', 'evidence'), [paragraph('เพียงข้อความ')]);
    projector.touched(await documentOf('3.3', 'evidence'));
    await caughtUp();
    expect(changed).toEqual([id]);
  });

  it('J4 a restart in the middle loses nothing: what the first had not read, the second reads', async () => {
    const ids = [];
    for (const code of ['1.1', '1.2', '1.3', '2.1', '2.2']) ids.push(await documentOf(code, 'recommendations'));
    for (const id of ids) await edit(id, [recommendation(`เพิ่ม ${id}`)]);
    const first = project();
    first.projector.catchUp();
    await until(async () => (await behind()).length < ids.length);
    await first.projector.close();
    const second = project();
    second.projector.catchUp();
    await caughtUp();
    for (const id of ids) expect(await textsOf(id)).toContain(`เพิ่ม ${id}`);
    expect([...first.failures, ...second.failures]).toEqual([]);
  });

  it('J4 newer readers read everything again; older ones leave it', async () => {
    await database.deleteFrom('recommendation').execute();
    const newer = project(2);
    newer.projector.catchUp();
    await caughtUp(2);
    const count = async () => (await database.selectFrom('recommendation').selectAll().execute()).length;
    const all = await count();
    expect(all).toBeGreaterThan(40);
    const older = project(1);
    const id = await documentOf('3.3', 'recommendations');
    older.projector.touched(id);
    older.projector.catchUp();
    await newer.projector.close();
    expect(await behind(1)).toEqual([]);
    await database.updateTable('projection').set({ version: 1 }).execute();
    expect(await count()).toBe(all);
  });

  it('J3 of two readings the one of the newer text stands, in whichever order they are written', async () => {
    const id = await documentOf('4.1', 'recommendations');
    const { generation, lockEpoch, lastSequence, cycleId } = await database
      .selectFrom('document')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const reading = (sequence: number, text: string) => ({
      document: {
        id,
        cycle: cycleId,
        item: '4.1',
        kind: 'recommendations' as const,
        level: null,
        authorId: null,
        submittedAt: null,
      },
      head: { cycleId, state: 'open' as const, lockEpoch, generation, lastSequence: sequence },
      version: 1,
      rows: {
        recommendations: [
          {
            documentId: id,
            position: 0,
            cycleId,
            item: '4.1',
            number: 1,
            text,
            marker: null,
            depth: 0,
            targetLevel: null,
            targetFiscalYear: null,
            units: '[]',
            responsibleText: null,
            origin: null,
            status: null,
            carriedFrom: null,
          },
        ],
        proofs: [],
        passages: [],
        references: [],
      },
    });
    const texts = ['เก่า', 'กลาง', 'ใหม่'];
    await Promise.all(texts.map((text, at) => writeReading(database, reading(lastSequence + at, text))));
    expect(await textsOf(id)).toEqual(['ใหม่']);
    expect(await writeReading(database, reading(lastSequence, 'เก่า'))).toBe(false);
    expect(await textsOf(id)).toEqual(['ใหม่']);
    await database.deleteFrom('projection').where('documentId', '=', id).execute();
  });

  it('J1 a document that cannot be read keeps its rows, and the others are read', async () => {
    const [bad, good] = [await documentOf('5.1', 'recommendations'), await documentOf('5.3', 'recommendations')];
    const { projector, unreadable, failures } = project();
    projector.catchUp();
    await caughtUp();
    const before = await textsOf(bad);
    const broken = { documentId: bad, blob: new Uint8Array([255, 255, 255]), stateVector: new Uint8Array([0]) };
    await database.insertInto('documentBlob').values(broken).execute();
    await edit(bad, [recommendation('ไม่มีใครอ่านได้')]);
    await edit(good, [recommendation('อ่านได้')]);
    projector.touched(bad);
    projector.touched(good);
    await until(async () => (await textsOf(good)).includes('อ่านได้') && unreadable.length > 0);
    expect(unreadable).toEqual([bad]);
    expect(failures).toEqual([]);
    expect(await textsOf(bad)).toEqual(before);
    await database.deleteFrom('documentBlob').where('documentId', '=', bad).execute();
  });

  it('a document that is gone leaves no rows, and is not asked for again', async () => {
    const id = await documentOf('6.4', 'recommendations');
    expect((await textsOf(id)).length).toBeGreaterThan(0);
    await database.deleteFrom('documentUpdate').where('documentId', '=', id).execute();
    await database.deleteFrom('document').where('id', '=', id).execute();
    expect(await textsOf(id)).toEqual([]);
    const { projector, failures, unreadable } = project();
    projector.touched(id);
    projector.catchUp();
    await caughtUp();
    expect([...failures, ...unreadable]).toEqual([]);
  });

  it('a document of 10 MB is read beside the loop', async () => {
    const id = await documentOf('2.3', 'recommendations');
    // Little of it is words: what the registers write is measured elsewhere, the reading here.
    const href = `https://example.org/${'x'.repeat(900)}`;
    const text = { type: 'text' as const, text: 'แผนงาน', marks: [{ type: 'link', attrs: { href } }] };
    const content = Array.from({ length: 12_000 }, (_, at) =>
      at % 100 === 0 ? recommendation('ควรทบทวน') : { type: 'paragraph', content: [text] },
    );
    const doc = new Y.Doc();
    Y.applyUpdate(doc, contentAsUpdate({ type: 'doc', content }, 7));
    const update = Y.encodeStateAsUpdate(doc);
    expect(update.length).toBeGreaterThan(9_000_000);
    await append(id, encodeUpdateList([update]));
    const { projector, failures } = project();
    const turns = watchTurns();
    projector.touched(id);
    await until(async () => (await textsOf(id)).length > 100);
    const { longestMs } = await turns.end();
    expect(failures).toEqual([]);
    const stored = await createUpdateLog(database, false).load(id);
    const begun = cpuMs();
    if (stored !== null) readContent(openCommittedDoc(stored).doc);
    // A keystroke of somebody else never waits as long as to read it here would take.
    expect(longestMs).toBeLessThan(cpuMs() - begun);
  });

  it('J1 the words of 10,000 paragraphs are indexed beside the loop, or a few at a time', async () => {
    const id = await documentOf('2.1', 'recommendations');
    const content = Array.from({ length: 10_000 }, (_, at) => paragraph(`${at} ${'ควรทบทวนแผนปฏิบัติการ '.repeat(6)}`));
    await append(id, encodeUpdateList([contentAsUpdate({ type: 'doc', content }, 9)]));
    const { projector, failures } = project();
    const turns = watchTurns();
    projector.touched(id);
    await caughtUp();
    const { longestMs, allMs } = await turns.end();
    expect(failures).toEqual([]);
    const passages = await database.selectFrom('passage').select('id').where('documentId', '=', id).execute();
    expect(passages.length).toBeGreaterThanOrEqual(10_000);
    console.log(`10,000 paragraphs: ${allMs.toFixed(0)} ms of the loop, ${longestMs.toFixed(0)} ms at once`);
    expect(longestMs).toBeLessThan(300);
  });
});

/** What this thread has worked so far, waiting for a processor left out. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** How much this thread works from now on, and the longest that it does in one turn of its loop. */
function watchTurns(): { end(): Promise<{ longestMs: number; allMs: number }> } {
  const begun = cpuMs();
  let [longestMs, isOver] = [0, false];
  onTestFinished(() => {
    isOver = true;
  });
  const watching = (async () => {
    for (let last = cpuMs(); !isOver; last = cpuMs()) {
      await new Promise((next) => setImmediate(next));
      longestMs = Math.max(longestMs, cpuMs() - last);
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return { longestMs, allMs: cpuMs() - begun };
    },
  };
}
