import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { restoreBackup } from './restoreBackup.ts';
import {
  backupOf,
  type Contents,
  contentsOf,
  everyByte,
  hexOf,
  makeFullWorld,
  manyLetters,
  noFiles,
} from './testBackup.ts';

const pairs = testStores.flatMap((from) => testStores.map((to) => ({ from, to })));

/** Without what a restore writes itself: its audit entries, the agencies' heads, generations and epochs. */
function withoutRestore(contents: Contents): unknown {
  return {
    ...contents,
    audit: contents.audit.filter(({ type }) => type !== 'backup.restored'),
    auditChain: contents.auditChain.filter(({ id }) => String(id).startsWith('cycle:')),
    document: contents.document.map(({ generation, lockEpoch, ...document }) => document),
  };
}

describe.each(pairs)('a backup of $from.name, restored into $to.name', ({ from, to }) => {
  it('every table is the same, to the byte and to the letter; restored again it is, too', async () => {
    const source = await from.locate(onTestFinished);
    const before = await openTestDatabase(source, onTestFinished);
    await makeFullWorld(before);
    const expected = await contentsOf(before);
    for (const rows of Object.values(expected)) expect(rows.length).toBeGreaterThan(0);
    expect(expected.snapshot[0]?.hashed).toBe(manyLetters);
    expect(expected.rescue[0]?.content).toBe(hexOf(everyByte));
    const path = await backupOf(source, onTestFinished);
    const target = await to.locate(onTestFinished);
    const after = await openTestDatabase(target, onTestFinished);
    for (const generation of [2, 3]) {
      const restored = await restoreBackup(after, target.kind, noFiles, path, 2_000);
      expect(restored).toMatchObject({ backupAt: 1_000, sessionsKept: 0, rescuesKept: 0 });
      expect(restored.rows).toBe(Object.values(expected).reduce((sum, rows) => sum + rows.length, 0));
      const contents = await contentsOf(after);
      expect(withoutRestore(contents)).toEqual(withoutRestore(expected));
      expect(new Set(contents.document.map((document) => document.generation))).toEqual(new Set([generation]));
    }
  });
});

describe.each(testStores)('a backup of $name', ({ locate }) => {
  it('holds rows larger than a batch, many rows, and an empty table', async () => {
    const location = await locate(onTestFinished);
    const database = await openTestDatabase(location, onTestFinished);
    const content = (sequence: number) =>
      sequence % 1_000 === 7 ? Buffer.alloc(3 * 1024 * 1024, sequence) : Buffer.of(sequence % 256, 0, 255);
    for (let first = 1; first <= 2_500; first += 500) {
      const sequences = Array.from({ length: 500 }, (_, index) => first + index);
      const rows = sequences.map((sequence) => ({ documentId: 'd', sequence, personId: null, at: 1 }));
      await database
        .insertInto('documentUpdate')
        .values(rows.map((row) => ({ ...row, content: content(row.sequence) })))
        .execute();
    }
    const path = await backupOf(location, onTestFinished);
    await database.deleteFrom('documentUpdate').execute();
    expect(await restoreBackup(database, location.kind, noFiles, path, 1)).toMatchObject({ rows: 2_500 });
    const rows = await database.selectFrom('documentUpdate').selectAll().orderBy('sequence').execute();
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1));
    for (const row of rows) expect(Buffer.compare(row.content, content(row.sequence))).toBe(0);
  });

  it('is one moment, whoever writes meanwhile: no sequence is missing, none is ahead of its document', async () => {
    const location = await locate(onTestFinished);
    const database = await openTestDatabase(location, onTestFinished);
    await makeFullWorld(database);
    const { id } = await database
      .selectFrom('document')
      .select('id')
      .where('lastSequence', '=', 1)
      .executeTakeFirstOrThrow();
    let isOver = false;
    let written = 1;
    const typing = (async () => {
      while (!isOver) {
        await database.transaction().execute(async (transaction) => {
          const { lastSequence } = await transaction
            .updateTable('document')
            .set((expression) => ({ lastSequence: expression('lastSequence', '+', 1) }))
            .where('id', '=', id)
            .returning('lastSequence')
            .executeTakeFirstOrThrow();
          await transaction
            .insertInto('documentUpdate')
            .values({ documentId: id, sequence: lastSequence, personId: null, at: 1, content: everyByte })
            .execute();
          written = lastSequence;
        });
        await new Promise(setImmediate);
      }
    })();
    const counts: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const path = await backupOf(location, onTestFinished);
      const copy = await openDatabase({ kind: 'sqlite', path: ':memory:' });
      await restoreBackup(copy, 'sqlite', noFiles, path, 1);
      const document = await copy
        .selectFrom('document')
        .select('lastSequence')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const rows = await copy
        .selectFrom('documentUpdate')
        .select('sequence')
        .where('documentId', '=', id)
        .orderBy('sequence')
        .execute();
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, index) => index + 1));
      expect(rows.length).toBe(document.lastSequence);
      counts.push(rows.length);
      await copy.destroy();
    }
    isOver = true;
    await typing;
    expect(counts[2]).toBeGreaterThan(counts[0] ?? 0);
    expect(written).toBeGreaterThan(counts[0] ?? 0);
  });
});
