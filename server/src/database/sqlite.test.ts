import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryDatabase, openTestDatabase } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';

describe('what node:sqlite would store wrongly is refused', () => {
  it.each([
    ['a Date (would be NULL)', new Date(0)],
    ['undefined', undefined],
    ['true', true],
    ['an object', { at: 1 }],
    ['an array', [1]],
  ])('%s', async (_what, value) => {
    const database = await memoryDatabase(onTestFinished);
    await expect(sql`select ${value} as value`.execute(database)).rejects.toThrow('cannot be stored');
  });

  it('an integer that a number cannot hold throws instead of losing digits', async () => {
    const database = await memoryDatabase(onTestFinished);
    await expect(sql`select 9007199254740993 as value`.execute(database)).rejects.toThrow(/too large/i);
  });
});

describe('the SQLite file', () => {
  it('is written through to the disk with every commit', async () => {
    const path = `${temporaryDirectory(onTestFinished)}/ruam.sqlite`;
    const database = await openTestDatabase({ kind: 'sqlite', path }, onTestFinished);
    const pragma = async (name: string) => {
      const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('busy_timeout')).toBe(5_000);
  });

  it('a commit is seen at once by another connection', async () => {
    const path = `${temporaryDirectory(onTestFinished)}/ruam.sqlite`;
    const database = await openTestDatabase({ kind: 'sqlite', path }, onTestFinished);
    const other = new DatabaseSync(path, { readOnly: true });
    onTestFinished(() => other.close());
    await database.insertInto('setting').values({ key: 'k', value: 'v' }).execute();
    expect({ ...other.prepare('select value from setting').get() }).toEqual({ value: 'v' });
  });

  it('a newer database than this server knows is refused, not used', async () => {
    const path = `${temporaryDirectory(onTestFinished)}/ruam.sqlite`;
    const database = await openTestDatabase({ kind: 'sqlite', path }, onTestFinished);
    await sql`insert into kysely_migration values ('9999-from-the-future', '2600-01-01')`.execute(database);
    await expect(openTestDatabase({ kind: 'sqlite', path }, onTestFinished)).rejects.toThrow('9999-from-the-future');
  });
});
