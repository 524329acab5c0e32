import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { auditHead } from '../events/audit.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { createCommands } from './commands.ts';

describe.each(testStores)('commands, on $name', ({ name, locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(await locate(atEnd), atEnd);
  });

  /** As `pg` throws it. */
  const endedByStore = (code: string) => Object.assign(new Error('ended'), { code });

  /** Runs a command whose first attempts end with `error`; what was published, and how often it was tried. */
  async function failing(chain: string, times: number, error: Error) {
    const published: string[] = [];
    let attempts = 0;
    const run = createCommands(database, Date.now, (each) => published.push(each)).run(null, async ({ audit }) => {
      attempts += 1;
      await audit(chain, 'test.done', { attempts });
      if (attempts <= times) throw error;
      return attempts;
    });
    const outcome = await run.catch((thrown: unknown) => thrown);
    return { outcome, attempts, published, head: await auditHead(database, chain) };
  }

  it.each(['40001', '40P01'])(
    'a transaction that the store ended because of others is begun anew: %s',
    async (code) => {
      const done = { outcome: 4, attempts: 4, published: [code], head: 1 };
      expect(await failing(code, 3, endedByStore(code))).toEqual(done);
    },
  );

  it('at most five times; then nothing was written or published', async () => {
    const error = endedByStore('40P01');
    const given = await failing('often', 100, error);
    expect(given).toEqual({ outcome: error, attempts: 5, published: [], head: 0 });
  });

  it('any other failure is thrown at once', async () => {
    const error = endedByStore('23505');
    expect(await failing('once', 1, error)).toEqual({ outcome: error, attempts: 1, published: [], head: 0 });
  });

  it('A2 a command that changes something and writes no audit entry fails, and nothing has changed', async () => {
    const commands = createCommands(database, Date.now, () => undefined);
    const agencies = () => database.selectFrom('agency').selectAll().execute();
    const agency = { id: 'a', name: 'ก', createdAt: 1 };
    const unaudited = 'wrote no audit entry';
    const insert = commands.run(null, ({ transaction }) => transaction.insertInto('agency').values(agency).execute());
    await expect(insert).rejects.toThrow(unaudited);
    expect(await agencies()).toEqual([]);
    await database.insertInto('agency').values(agency).execute();
    const update = (id: string) =>
      commands.run(null, ({ transaction }) =>
        transaction.updateTable('agency').set({ name: 'ข' }).where('id', '=', id).returning('id').execute(),
      );
    await expect(update('a')).rejects.toThrow(unaudited);
    const remove = commands.run(null, ({ transaction }) => transaction.deleteFrom('agency').execute());
    await expect(remove).rejects.toThrow(unaudited);
    expect(await agencies()).toMatchObject([agency]);
  });

  it('A2 a command that reads, takes or holds, or finds nothing to change, needs no entry', async () => {
    const commands = createCommands(database, Date.now, () => undefined);
    await commands.run(null, async ({ transaction, take }) => {
      await take('taken');
      await transaction.selectFrom('agency').selectAll().execute();
      await transaction
        .updateTable('agency')
        .set(({ ref }) => ({ name: ref('name') }))
        .execute();
      await transaction.updateTable('agency').set({ name: 'ค' }).where('id', '=', 'nobody').execute();
      await transaction.deleteFrom('agency').where('id', '=', 'nobody').execute();
    });
    expect(await auditHead(database, 'taken')).toBe(0);
  });

  // The embedded store has one connection: there is nobody to wait for crosswise.
  if (name === 'PostgreSQL') {
    it('two commands that wait for each other both come to their end', async () => {
      const commands = createCommands(database, Date.now, () => undefined);
      const { promise: bothHold, resolve } = Promise.withResolvers<void>();
      let holding = 0;
      const crossing = (first: string, second: string) =>
        commands.run(null, async ({ take, audit }) => {
          await take(first);
          holding += 1;
          if (holding === 2) resolve();
          await bothHold;
          await take(second);
          await audit(second, 'test.crossed', {});
        });
      await Promise.all([crossing('left', 'right'), crossing('right', 'left')]);
      expect(holding).toBeGreaterThan(2);
      expect([await auditHead(database, 'left'), await auditHead(database, 'right')]).toEqual([1, 1]);
    });
  }
});
