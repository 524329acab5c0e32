import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Database } from '../database/database.ts';
import { openCommittedDoc } from './committedDoc.ts';
import { decodeSegment } from './compaction.ts';
import { createUpdateLog, type DocumentBatch, type UpdateLog } from './log.ts';
import { insertDocument } from './testBed.ts';
import { decodeUpdateList } from './updateList.ts';

const update = (text: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
};

const batch = (documentId: string, authored: DocumentBatch['authored'], lockEpoch = 0): DocumentBatch => ({
  documentId,
  lockEpoch,
  at: 1_700_000_000_000,
  bindings: [],
  forgotten: [],
  authored,
});
const by = (personId: string | null, ...updates: Uint8Array[]) => ({ personId, updates });

/**
 * What every store of updates must do (docs/sync.md, "The log"). Each test gets its own database.
 *
 * @param openDatabase an empty database with the schema
 */
export function logContract(name: string, openDatabase: () => Promise<Database>, isShared: boolean): void {
  const withLog = async (test: (log: UpdateLog, database: Database) => Promise<void>) => {
    const database = await openDatabase();
    try {
      for (const id of ['a', 'b', 'c']) await insertDocument(database, id);
      await test(createUpdateLog(database, isShared), database);
    } finally {
      await database.destroy();
    }
  };

  describe(`the log on ${name}`, () => {
    it('loads what was appended: one row a document, batch and person, in order, with who and when', () =>
      withLog(async (log) => {
        const [one, two, three] = [update('1'), update('2'), update('3')];
        const outcomes = await log.append([
          batch('b', [by('ann', one, two), by(null, three)]),
          batch('a', [by('bob', three)]),
        ]);
        expect(outcomes).toEqual([
          { kind: 'committed', firstSequence: 1, lastSequence: 2 },
          { kind: 'committed', firstSequence: 1, lastSequence: 1 },
        ]);
        const stored = await log.load('b');
        expect(stored?.head).toEqual({ cycleId: 'cycle', state: 'open', lockEpoch: 0, generation: 1, lastSequence: 2 });
        expect(stored?.tail.map(({ sequence, personId, at }) => [sequence, personId, at])).toEqual([
          [1, 'ann', 1_700_000_000_000],
          [2, null, 1_700_000_000_000],
        ]);
        expect(stored?.tail.map(({ content }) => decodeUpdateList(content).map(bytes))).toEqual([
          [bytes(one), bytes(two)],
          [bytes(three)],
        ]);
        expect(await log.load('unknown')).toBeNull();
        expect(await log.head('unknown')).toBeNull();
      }));

    it('S5 writes nothing to a document that is locked, in another epoch or gone, and the rest all the same', () =>
      withLog(async (log, database) => {
        await database.updateTable('document').set({ state: 'locked' }).where('id', '=', 'a').execute();
        await database.updateTable('document').set({ lockEpoch: 2 }).where('id', '=', 'b').execute();
        const outcomes = await log.append(['a', 'b', 'gone', 'c'].map((id) => batch(id, [by('ann', update('x'))])));
        expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused', 'committed']);
        const rows = await database.selectFrom('documentUpdate').select(['documentId', 'sequence']).execute();
        expect(rows).toEqual([{ documentId: 'c', sequence: 1 }]);
        expect((await log.head('a'))?.lastSequence).toBe(0);
        expect(await log.append([batch('b', [by('ann', update('x'))], 2)])).toMatchObject([{ kind: 'committed' }]);
      }));

    it('S3 is all or nothing: a batch with a row that cannot be written writes none, and no sequence is taken', () =>
      withLog(async (log, database) => {
        const row = { documentId: 'b', sequence: 1, personId: null, at: 1, content: update('x') };
        await database.insertInto('documentUpdate').values(row).execute();
        const both = ['a', 'b'].map((id) => batch(id, [by('ann', update('y'))]));
        await expect(log.append(both)).rejects.toThrow();
        expect((await log.load('a'))?.tail).toEqual([]);
        expect((await log.head('b'))?.lastSequence).toBe(0);
      }));

    it('appends hundreds of rows in one commit', () =>
      withLog(async (log) => {
        const authored = Array.from({ length: 203 }, (_, index) => by(`person ${index}`, update(String(index))));
        await log.append([batch('a', authored)]);
        const stored = await log.load('a');
        expect(stored?.tail.map(({ personId }) => personId)).toEqual(authored.map(({ personId }) => personId));
      }));

    it('appends of many at once take every sequence once', () =>
      withLog(async (log) => {
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, () =>
            log.append(['c', 'a', 'b'].map((id) => batch(id, [by('ann', update('x'))]))),
          ),
        );
        const sequences = outcomes.map(([outcome]) => (outcome?.kind === 'committed' ? outcome.firstSequence : 0));
        expect(sequences.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
        expect((await log.load('a'))?.tail.length).toBe(20);
      }));

    it('gives the rows between two sequences', () =>
      withLog(async (log) => {
        for (let round = 0; round < 5; round++) await log.append([batch('a', [by('ann', update('x'))])]);
        expect((await log.rowsBetween('a', 1, 4)).map(({ sequence }) => sequence)).toEqual([2, 3]);
      }));

    it('compaction puts a ready state before the tail, and keeps who and when in the history', () =>
      withLog(async (log, database) => {
        const texts = ['1', '2', '3', '4'];
        for (const text of texts) await log.append([batch('a', [by(`by ${text}`, update(text))])]);
        const doc = new Y.Doc();
        const rows = (await log.load('a'))?.tail ?? [];
        for (const { content } of rows.slice(0, 3))
          for (const one of decodeUpdateList(content)) Y.applyUpdate(doc, one);
        const blob = Y.encodeStateAsUpdate(doc);
        const compaction = { generation: 1, sequence: 3, blob, stateVector: Y.encodeStateVector(doc), at: 5 };
        await log.compact('a', compaction);
        const stored = await log.load('a');
        expect(bytes(stored?.blob ?? new Uint8Array())).toEqual(bytes(blob));
        expect([stored?.blobSequence, stored?.tail.map(({ sequence }) => sequence)]).toEqual([3, [4]]);
        const segments = await database.selectFrom('historySegment').selectAll().execute();
        expect(segments.map(({ fromSequence, toSequence }) => [fromSequence, toSequence])).toEqual([[1, 3]]);
        const kept = await decodeSegment(segments[0]?.content ?? new Uint8Array());
        expect(kept.map((row) => [row.sequence, row.personId, row.at, bytes(row.content)])).toEqual(
          rows.slice(0, 3).map((row) => [row.sequence, row.personId, row.at, bytes(row.content)]),
        );
        const { sizeBytes } = await database
          .selectFrom('document')
          .select('sizeBytes')
          .where('id', '=', 'a')
          .executeTakeFirstOrThrow();
        expect(sizeBytes).toBe(blob.length + (rows[3]?.content.length ?? 0));
        // Once more with the same or an older state, or one from before a restore: nothing changes.
        await log.compact('a', { ...compaction, generation: 0, sequence: 4 });
        await log.compact('a', { ...compaction, sequence: 2 });
        await log.compact('a', compaction);
        expect((await log.load('a'))?.blobSequence).toBe(3);
        await log.append([batch('a', [by('ann', update('5'))])]);
        expect((await log.load('a'))?.tail.map(({ sequence }) => sequence)).toEqual([4, 5]);
      }));

    it('a reading during appends and compactions is one moment: every row up to its sequence, none twice', () =>
      withLog(async (log) => {
        const doc = new Y.Doc();
        const writing = (async () => {
          for (let n = 1; n <= 30; n++) {
            const before = Y.encodeStateVector(doc);
            doc.getText('t').insert(n - 1, 'x');
            await log.append([batch('a', [by('ann', Y.encodeStateAsUpdate(doc, before))])]);
            if (n % 5 > 0) continue;
            const blob = Y.encodeStateAsUpdate(doc);
            await log.compact('a', { generation: 1, sequence: n, blob, stateVector: Y.encodeStateVector(doc), at: 1 });
          }
        })();
        let isWriting = true;
        const written = writing.finally(() => {
          isWriting = false;
        });
        while (isWriting) {
          const stored = await log.load('a');
          if (stored === null) throw new Error('the document is gone');
          const { doc: read } = openCommittedDoc(stored);
          expect(read.getText('t').length).toBe(stored.head.lastSequence);
          // SQLite answers without letting the loop turn, which the compression needs.
          await new Promise((resolve) => setImmediate(resolve));
        }
        await written;
      }));

    it('compaction of what the log does not hold yet changes nothing', () =>
      withLog(async (log) => {
        await log.append([batch('a', [by('ann', update('x'))])]);
        await log.compact('a', { generation: 1, sequence: 2, blob: update('x'), stateVector: Uint8Array.of(0), at: 1 });
        expect(await log.load('a')).toMatchObject({ blob: null, blobSequence: 0, tail: [{ sequence: 1 }] });
      }));
  });
}

function bytes(content: Uint8Array): number[] {
  return [...content];
}
