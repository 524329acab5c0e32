import { describe, expect, it, onTestFinished } from 'vitest';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { addAgency } from '../testing/people.ts';
import { atOneMoment } from './oneMoment.ts';

describe.each(testStores)('a reading at one moment, on $name', ({ locate }) => {
  it('does not see what is committed while it reads, and holds up nobody who writes', async () => {
    const location = await locate(onTestFinished);
    const [reader, writer] = [
      await openTestDatabase(location, onTestFinished),
      await openTestDatabase(location, onTestFinished),
    ];
    await addAgency(writer, 'ก่อน');
    const seen = await atOneMoment(reader, async (transaction) => {
      const names = transaction.selectFrom('agency').select('name');
      const before = await names.execute();
      await addAgency(writer, 'ระหว่าง');
      return [before, await names.execute()];
    });
    expect(seen).toEqual([[{ name: 'ก่อน' }], [{ name: 'ก่อน' }]]);
    expect(await reader.selectFrom('agency').select('name').execute()).toHaveLength(2);
  });
});
