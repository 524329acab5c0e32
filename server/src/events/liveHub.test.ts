import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Commands, createCommands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { cycleChain } from './audit.ts';
import { createLiveHub, type LiveFrame, type LiveHub } from './liveHub.ts';

describe.each(testStores)('the live hub on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  let hub: LiveHub;
  let commands: Commands;
  beforeAll(async () => {
    database = await openTestDatabase(await locate(atEnd), atEnd);
    hub = createLiveHub(database, (error) => {
      throw error;
    });
    commands = createCommands(database, Date.now, (chain) => hub.published(chain));
  });

  async function write(cycle: string, count: number): Promise<void> {
    await commands.run(null, async ({ audit }) => {
      for (let n = 0; n < count; n++) await audit(cycleChain(cycle), 'item.claimed', { cycle, item: '3.3' });
    });
  }

  const received = () => {
    const frames: LiveFrame[] = [];
    const seqs = () => frames.map(({ seq }) => seq);
    return { frames, seqs, send: (frame: LiveFrame) => void frames.push(frame) };
  };

  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

  it('from now on: entries written after joining, each once, in order', async () => {
    const cycle = randomUUID();
    await write(cycle, 3);
    const reader = received();
    await hub.subscribe(cycle, null, reader);
    await Promise.all(Array.from({ length: 20 }, () => write(cycle, 1)));
    await vi.waitUntil(() => reader.frames.length >= 20);
    expect(reader.seqs()).toEqual(range(4, 23));
    expect(reader.frames[0]).toEqual({ seq: 4, type: 'item.claimed', cycle, item: '3.3' });
  });

  it('from the last seq on: what was missed, over more than one page, and what comes meanwhile', async () => {
    const cycle = randomUUID();
    await write(cycle, 450);
    const reader = received();
    const [leave] = await Promise.all([hub.subscribe(cycle, 7, reader), write(cycle, 5)]);
    await vi.waitUntil(() => reader.frames.length >= 448);
    expect(reader.seqs()).toEqual(range(8, 455));
    leave();
  });

  it('readers at different places each get their own', async () => {
    const cycle = randomUUID();
    await write(cycle, 10);
    const readers = [received(), received(), received()] as const;
    await Promise.all([
      hub.subscribe(cycle, 0, readers[0]),
      hub.subscribe(cycle, 9, readers[1]),
      hub.subscribe(cycle, null, readers[2]),
    ]);
    await write(cycle, 1);
    await vi.waitUntil(() => readers.every(({ frames }) => frames.at(-1)?.seq === 11));
    expect(readers.map(({ seqs }) => seqs())).toEqual([range(1, 11), [10, 11], [11]]);
  });

  it('too old, or from another life: one reload with the newest seq, then what follows', async () => {
    const cycle = randomUUID();
    await write(cycle, 1_002);
    const [old, justKnown, future] = [received(), received(), received()];
    await hub.subscribe(cycle, 1, old);
    await hub.subscribe(cycle, 2, justKnown);
    await hub.subscribe(cycle, 5_000, future);
    await write(cycle, 1);
    const last = (reader: ReturnType<typeof received>) => reader.frames.at(-1)?.seq;
    await vi.waitUntil(() => [old, justKnown, future].every((reader) => last(reader) === 1_003));
    for (const reader of [old, future]) {
      expect(reader.frames).toEqual([
        { seq: 1_002, type: 'reload' },
        { seq: 1_003, type: 'item.claimed', cycle, item: '3.3' },
      ]);
    }
    expect(justKnown.seqs()).toEqual(range(3, 1_003));
  });

  it('who has left gets nothing, and leaving twice takes nothing from those who stay', async () => {
    const cycle = randomUUID();
    const [gone, stays] = [received(), received()];
    const leave = await hub.subscribe(cycle, null, gone);
    leave();
    await hub.subscribe(cycle, null, stays);
    leave();
    await write(cycle, 1);
    await vi.waitUntil(() => stays.frames.length === 1);
    expect(gone.frames).toEqual([]);
  });

  it('a passing event reaches those of its cycle, without a seq', async () => {
    const [cycle, other] = [randomUUID(), randomUUID()];
    const [here, elsewhere] = [received(), received()];
    await hub.subscribe(cycle, null, here);
    await hub.subscribe(other, null, elsewhere);
    hub.announce(cycle, { type: 'document.edited', document: 'd' });
    expect([here.frames, elsewhere.frames]).toEqual([[{ type: 'document.edited', document: 'd' }], []]);
  });

  it('a restored backup: everybody reloads and goes on from its newest entry, also who comes back from before', async () => {
    const cycle = randomUUID();
    const chain = cycleChain(cycle);
    await write(cycle, 20);
    const here = received();
    await hub.subscribe(cycle, 20, here);
    await database.deleteFrom('audit').where('chain', '=', chain).where('seq', '>', 5).execute();
    await database.updateTable('auditChain').set({ seq: 5 }).where('id', '=', chain).execute();
    await hub.replaced(new Map([[chain, 20]]));
    expect(here.frames).toEqual([{ seq: 5, type: 'reload' }]);
    await write(cycle, 18);
    await vi.waitUntil(() => here.frames.length === 19);
    expect(here.seqs()).toEqual(range(5, 23));
    const [before, after] = [received(), received()];
    await hub.subscribe(cycle, 19, before);
    await hub.subscribe(cycle, 21, after);
    expect(before.frames).toEqual([{ seq: 23, type: 'reload' }]);
    await vi.waitUntil(() => after.frames.length === 2);
    expect(after.seqs()).toEqual([22, 23]);
  });

  it('a log that cannot be read is told, and the next event is read again', async () => {
    const cycle = randomUUID();
    const failures: unknown[] = [];
    const flakyHub = createLiveHub(database, (error) => failures.push(error));
    const reader = received();
    await flakyHub.subscribe(cycle, null, reader);
    await write(cycle, 2);
    const reading = vi.spyOn(database, 'selectFrom').mockImplementation(() => {
      throw new Error('the database is away');
    });
    flakyHub.published(cycleChain(cycle));
    await vi.waitUntil(() => failures.length > 0);
    reading.mockRestore();
    flakyHub.published(cycleChain(cycle));
    await vi.waitUntil(() => reader.frames.length === 2);
    expect(reader.seqs()).toEqual([1, 2]);
  });
});
