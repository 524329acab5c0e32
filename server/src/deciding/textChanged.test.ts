import { AppError } from '@ruam/shared/errors/errors.ts';
import { expect, it, onTestFinished } from 'vitest';
import { memoryDatabase } from '../testing/databases.ts';
import { makeWorld } from '../testing/world.ts';
import { tellTextChanged } from './textChanged.ts';

it('D6 a difference that cannot be told leaves the refusal as it is', async () => {
  const database = await memoryDatabase(onTestFinished);
  const { cycle } = await makeWorld(database);
  const hashed = JSON.stringify({ schemaVersion: 1, documents: [] });
  const of = { id: 's', cycleId: cycle, itemCode: '3.3', personId: null, contentHash: 'a', hashed, at: 1 };
  await database
    .insertInto('snapshot')
    .values({ ...of, name: null, score: null })
    .execute();
  const tell = (error: Error) =>
    tellTextChanged(
      { database, differ: { diff: () => Promise.reject(error), close: () => undefined } },
      { cycle, code: '3.3' },
      { expected: 'a', actual: { contentHash: 'b', hashed } },
    );
  const told = await tell(new AppError('unavailable', 'closed'));
  expect([told.code, told.details]).toEqual(['textChanged', { expected: 'a', actual: 'b' }]);
  await expect(tell(new Error('a fault'))).rejects.toThrow('a fault');
});
