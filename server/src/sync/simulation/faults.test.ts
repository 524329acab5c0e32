import type * as Zlib from 'node:zlib';
import { beforeAll, expect, it, vi } from 'vitest';
import { atEndOfSuite } from '../../testing/cleanUp.ts';
import { type Fault, faults } from './faults.ts';
import { openGround } from './ground.ts';
import { playRound, type RoundResult } from './round.ts';
import type { Ground } from './world.ts';

vi.mock(import('../passageReader.ts'), async () => (await import('./inProcess.ts')).passageReading);
vi.mock('node:zlib', async (original) => {
  const zlib = await original<typeof Zlib>();
  return { ...zlib, ...(await import('./inProcess.ts')).zlibIn(zlib) };
});

const maxRounds = 400;

const cleanUp = atEndOfSuite();
let ground: Ground;
beforeAll(async () => {
  ground = await openGround(cleanUp);
});

it.each(Object.entries(faults))(
  'the random rounds find a server that %s',
  { timeout: 120_000 },
  async (name, fault) => {
    const { seed, violations } = await playUntilFound(fault);
    console.log(`${name}: round ${seed}, ${violations[0]?.slice(0, 100)}`);
    // It is the fault that was found.
    expect((await playRound(ground, seed)).violations).toEqual([]);
  },
);

/** Rounds are numbered by their seeds. */
async function playUntilFound(fault: Fault): Promise<RoundResult> {
  const end = fault(ground.store);
  try {
    for (let seed = 1; seed <= maxRounds; seed++) {
      const result = await playRound(ground, seed);
      if (result.violations.length > 0) return result;
    }
  } finally {
    end();
  }
  return expect.fail(`not found in ${maxRounds} rounds`);
}
