import { describe, expect, it, onTestFinished } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import { cycleChain } from '../events/audit.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { makeWorld } from '../testing/world.ts';
import { createCycleFromArchive } from './createCycleFromArchive.ts';

const [here, gone] = ['a'.repeat(64), 'b'.repeat(64)];

describe.each(testStores)('a cycle that is put into the store, on $name', ({ locate }) => {
  it('A4 names no bytes that have gone since it was read what the agency has; the others stay for another day', async () => {
    const database = await openTestDatabase(await locate(onTestFinished), onTestFinished);
    const { cycle: known, personIds } = await makeWorld(database);
    const row = await database.selectFrom('cycle').selectAll().where('id', '=', known).executeTakeFirstOrThrow();
    const facts = {
      name: 'ก.pdf',
      mediaType: 'application/pdf',
      sizeBytes: 1,
      at: 1,
      isUsed: 1,
      sweptAt: null,
    } as const;
    const of = { cycleId: 'new', personId: personIds.secretariat ?? '', use: 'evidence', ...facts } as const;
    const file = [
      { ...of, id: 'f1', hash: here },
      { ...of, id: 'f2', hash: gone },
      { ...of, id: 'f3', hash: here, sweptAt: 3 },
    ];
    await database.insertInto('blob').values({ hash: here, at: 1 }).execute();
    const commands = createCommands(
      database,
      () => 7,
      () => undefined,
    );
    const framework = await loadShippedFramework();
    await commands.run(null, async (work) => {
      await createCycleFromArchive(work, framework, { rows: { cycle: [{ ...row, id: 'new' }], file }, told: [] });
      await work.audit(cycleChain('new'), 'cycle.imported', { cycle: 'new' });
    });
    const swept = database.selectFrom('file').select(['id', 'sweptAt']).where('cycleId', '=', 'new').orderBy('id');
    expect((await swept.execute()).map(({ id, sweptAt }) => [id, sweptAt])).toEqual([
      ['f1', null],
      ['f2', 7],
      ['f3', 3],
    ]);
    expect(await database.selectFrom('blob').selectAll().execute()).toEqual([{ hash: here, at: 7 }]);
  });
});
