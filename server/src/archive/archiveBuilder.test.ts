import { describe, expect, it } from 'vitest';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import { createArchiveBuilder } from './archiveBuilder.ts';

const broken = {
  archive: '{}',
  framework: await loadShippedFramework(),
  cycle: 'c',
  agency: 'a',
  people: {},
  files: {},
  at: 1,
};

describe('A5 what builds archives', () => {
  it('says what was wrong inside, and builds the next one', async () => {
    const archives = createArchiveBuilder();
    for (let time = 0; time < 2; time++) await expect(archives.build(broken)).rejects.toThrow('ZodError');
    archives.close();
  });

  it('lets four wait in all, and none when the server closes', async () => {
    const archives = createArchiveBuilder();
    const begun = [1, 2, 3, 4].map(() => archives.build(broken));
    const refused = begun.map((one) => expect(one).rejects.toMatchObject({ code: 'unavailable' }));
    await expect(archives.build(broken)).rejects.toMatchObject({ code: 'unavailable' });
    archives.close();
    await Promise.all(refused);
  });
});
