import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Database, DatabaseLocation } from '../database/database.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { checkBackup } from './readBackup.ts';
import { checkFit, restoreBackup } from './restoreBackup.ts';
import { backupOf, contentsOf, fileOf, linesIn, makeFullWorld, noFiles } from './testBackup.ts';

/** The lines with another header or section, and a checksum that is right for them. */
function rewritten(lines: readonly string[], change: (value: Record<string, unknown>) => object | null): Buffer {
  const rows: Record<string, number> = {};
  let table = '';
  const content = lines.slice(0, -1).flatMap((line) => {
    const value: unknown = JSON.parse(line);
    if (Array.isArray(value) || typeof value !== 'object' || value === null) {
      rows[table] = (rows[table] ?? 0) + 1;
      return [line];
    }
    const changed = change(value as Record<string, unknown>);
    if (changed === null) return [];
    if ('table' in changed) {
      table = String(changed.table);
      rows[table] = 0;
    }
    return [JSON.stringify(changed)];
  });
  const sha256 = createHash('sha256')
    .update(`${content.join('\n')}\n`)
    .digest('hex');
  return fileOf([...content, JSON.stringify({ end: { rows, sha256 } })]);
}

const withTable = (name: string, change: (section: { columns: string[]; bytes: string[] }) => object) => {
  return (value: Record<string, unknown>) =>
    value.table === name ? { ...value, ...change(value as { columns: string[]; bytes: string[] }) } : value;
};

describe.each(testStores)('what is no good backup changes nothing on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let location: DatabaseLocation;
  let database: Database;
  let good: Buffer;
  let lines: string[];
  let before: unknown;
  beforeAll(async () => {
    location = await locate(atEnd);
    database = await openTestDatabase(location, atEnd);
    await makeFullWorld(database);
    good = await readFile(await backupOf(location, atEnd));
    lines = linesIn(good);
    // What is here now differs from the backup, so that a restore would be seen.
    await database.updateTable('agency').set({ name: 'ชื่อใหม่' }).execute();
    before = await contentsOf(database);
  });

  /** What the check, and a restore that did not check, say. */
  async function sayings(bytes: Buffer): Promise<string[]> {
    const path = `${temporaryDirectory(onTestFinished)}/file`;
    await writeFile(path, bytes);
    const saying = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'restored',
        (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
      );
    const said = [
      await saying(checkFit(database, location.kind, path)),
      await saying(restoreBackup(database, location.kind, noFiles, path, 1)),
    ];
    expect(await contentsOf(database)).toEqual(before);
    return said;
  }

  async function expectSaying(bytes: Buffer, words: RegExp): Promise<void> {
    for (const said of await sayings(bytes)) expect(said).toMatch(words);
  }

  it('one that is cut off, anywhere', async () => {
    for (const part of [0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      await expectSaying(good.subarray(0, Math.floor(good.length * part)), /^invalid: the backup is cut off/);
    }
    for (const missing of [1, 2, 3, 10])
      await expectSaying(good.subarray(0, good.length - missing), /^invalid: the backup is cut off/);
  });

  it('one that is cut off and packed again, anywhere', async () => {
    const text = Buffer.from(`${lines.join('\n')}\n`);
    const lastLine = (lines.at(-1)?.length ?? 0) + 1;
    for (const size of [1_000, text.length / 2, text.length - lastLine, text.length - lastLine - 1, text.length - 1]) {
      const words = size < 300 ? /^invalid: this is not/ : /^invalid: the backup is (cut off|damaged)/;
      await expectSaying(zstdCompressSync(text.subarray(0, Math.floor(size))), words);
    }
  });

  it('one with a byte changed, anywhere', async () => {
    for (let place = 0; place < 20; place += 1) {
      const bytes = Buffer.from(good);
      const position = Math.floor((good.length * place) / 20);
      bytes[position] = (bytes[position] ?? 0) ^ 0x55;
      await expectSaying(bytes, /^invalid: /);
    }
  });

  it('one with a letter changed and packed again', async () => {
    const changed = lines.map((line) => line.replace('กรมตัวอย่าง', 'กรมตัวอยาง'));
    await expectSaying(fileOf(changed), /^invalid: the backup is damaged: its checksum is another$/);
  });

  it('one with a row less, a row more, a row of another table, or something behind the end', async () => {
    const setting = lines.length - 2;
    await expectSaying(fileOf(lines.toSpliced(setting, 1)), /^invalid: .* setting has another count of rows$/);
    await expectSaying(fileOf(lines.toSpliced(setting, 0, '["other","row"]')), /^invalid: .* another count of rows$/);
    const row = lines.findIndex((line) => line.startsWith('['));
    for (const other of ['[1]', '[1,{},2]', '[', '{}', '""', ''])
      await expectSaying(fileOf(lines.toSpliced(row, 0, other)), /^invalid: the backup is damaged: /);
    await expectSaying(fileOf([...lines, '[]']), /^invalid: the backup is damaged: something follows its end$/);
    // Whether it is read at all depends on where the pieces end.
    for (const tail of [Buffer.from('x'), good, zstdCompressSync(Buffer.alloc(0))])
      await expectSaying(Buffer.concat([good, tail]), /^invalid: .* (something follows its end|cannot be unpacked)$/);
  });

  it('another file, packed or not', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('x'),
      Buffer.from('PK\u0003\u0004 a document'),
      Buffer.alloc(9_999),
    ])
      await expectSaying(bytes, /^invalid: this is not a backup of Ruam$/);
    for (const text of ['hello\n', '{"format":"other","version":1}\n', '[1]\n'])
      await expectSaying(zstdCompressSync(Buffer.from(text)), /^invalid: this is not a backup of Ruam$/);
  });

  it('one of another version: its format, its migrations, its tables, its columns', async () => {
    const header = (change: (value: Record<string, unknown>) => object) =>
      rewritten(lines, (value) => ('format' in value ? { ...value, ...change(value) } : value));
    const words = /^invalid: the backup was made by another version of Ruam: /;
    await expectSaying(
      header(() => ({ version: 2 })),
      words,
    );
    await expectSaying(
      header(({ migrations }) => ({ migrations: [...(migrations as string[]), '9999-later'] })),
      words,
    );
    await expectSaying(
      header(() => ({ migrations: ['0001-other'] })),
      words,
    );
    await expectSaying(
      rewritten(
        lines,
        withTable('unit', () => ({ table: 'later' })),
      ),
      words,
    );
    await expectSaying(
      rewritten(
        lines,
        withTable('unit', () => ({ table: 'session' })),
      ),
      words,
    );
    const renamed = ({ columns }: { columns: string[] }) => ({ columns: columns.with(0, 'later') });
    await expectSaying(rewritten(lines, withTable('unit', renamed)), words);
    const twice = ({ columns }: { columns: string[] }) => ({ columns: columns.with(0, columns[1] ?? '') });
    await expectSaying(rewritten(lines, withTable('unit', twice)), words);
    await expectSaying(
      rewritten(
        lines,
        withTable('documentBlob', () => ({ bytes: [] })),
      ),
      words,
    );
  });

  it('one whose rows refer to what is not there', async () => {
    const path = `${temporaryDirectory(onTestFinished)}/file`;
    await writeFile(
      path,
      rewritten(
        lines,
        withTable('agency', () => ({ columns: ['name', 'id', 'createdAt', 'signInPolicy'] })),
      ),
    );
    await checkBackup(path);
    await expect(restoreBackup(database, location.kind, noFiles, path, 1)).rejects.toMatchObject({
      code: 'invalid',
      message: 'the backup is damaged: the rows of person do not fit together',
    });
    expect(await contentsOf(database)).toEqual(before);
  });

  it('of an older program is taken: what was added since is as if it had been left out', async () => {
    const own = await locate(onTestFinished);
    const copy = await openTestDatabase(own, onTestFinished);
    const path = `${temporaryDirectory(onTestFinished)}/file`;
    const older = lines.filter((line) => !line.startsWith('{"table":"setting"'));
    const settings = lines.findIndex((line) => line.startsWith('{"table":"setting"'));
    const known = older.toSpliced(settings, lines.length - 2 - settings);
    await writeFile(
      path,
      rewritten(known, (value) => ('format' in value ? { ...value, migrations: [] } : value)),
    );
    await restoreBackup(copy, own.kind, noFiles, path, 1);
    const contents = await contentsOf(copy);
    expect(contents.setting).toEqual([]);
    expect(contents.person.length).toBeGreaterThan(0);
  });
});
