import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCommands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { atEndOfSuite } from '../testing/cleanUp.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { createHeadSigner, type HeadSigner, signEvery } from './headSigner.ts';
import { checkHeadSignature, readHeads } from './heads.ts';
import { openSigningKey, type SigningKey } from './signingKey.ts';

describe.each(testStores)('signed heads, on $name', ({ locate }) => {
  const atEnd = atEndOfSuite();
  let database: Database;
  let key: SigningKey;
  let signer: HeadSigner;
  const failures: unknown[] = [];
  const newSigner = () => createHeadSigner({ database, key, now: () => 5, failed: (error) => failures.push(error) });
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    database = await openTestDatabase(await locate(atEnd), atEnd);
    key = openSigningKey(join(temporaryDirectory(atEnd), 'signing.pem'), null);
    signer = newSigner();
  });
  afterEach(async () => {
    await signer.close();
    vi.useRealTimers();
    expect(failures).toEqual([]);
  });

  /** One command that writes `entries` entries, told to these signers. */
  async function grow(chain: string, entries: number, told: readonly HeadSigner[] = [signer]): Promise<void> {
    const publish = (each: string): void => {
      for (const one of told) one.published(each);
    };
    await createCommands(database, () => 1, publish).run(null, async ({ audit }) => {
      for (let entry = 0; entry < entries; entry++) await audit(chain, 'test.done', { entry });
    });
  }
  const signed = async (chain: string) => (await readHeads(database, chain)).map(({ seq }) => seq);
  /** What was begun is done: `signNow` of another chain comes after it. */
  const settle = () => signer.signNow('nothing');

  it('H2 the head is signed after a hundred entries, in one command or in many', async () => {
    for (let command = 0; command < signEvery.entries - 1; command++) await grow('many', 1);
    await settle();
    expect(await signed('many')).toEqual([]);
    await grow('many', 1);
    await grow('one', 250);
    await settle();
    expect(await signed('many')).toEqual([100]);
    expect(await signed('one')).toEqual([250]);
    const [head] = await readHeads(database, 'many');
    if (!head) throw new Error('no head');
    expect(checkHeadSignature(key.publicKeys, head)).toBe('valid');
    expect(checkHeadSignature(key.publicKeys, { ...head, chain: 'one' })).toBe('invalid');
  });

  it('H2 the head is signed a minute after the first entry that is not; without entries nothing waits', async () => {
    const waits = vi.spyOn(globalThis, 'setTimeout');
    const begun = () => waits.mock.calls.filter(([, ms]) => ms === signEvery.ms).length;
    await settle();
    expect(begun()).toBe(0);
    await grow('a', 1);
    await settle();
    vi.advanceTimersByTime(signEvery.ms - 1);
    await settle();
    expect(await signed('a')).toEqual([]);
    await grow('a', 1);
    vi.advanceTimersByTime(1);
    await settle();
    expect(await signed('a')).toEqual([2]);
    expect(begun()).toBe(1);
    waits.mockRestore();
  });

  it('H2 closing signs what is not signed; the next start what a crash left', async () => {
    await grow('a', 3);
    await signer.close();
    expect(await signed('a')).toEqual([3]);
    await grow('a', 1, []);
    await newSigner().signNow(null);
    expect(await signed('a')).toEqual([3, 4]);
  });

  it('H2 several nodes sign the same head once', async () => {
    const other = newSigner();
    await grow('a', 100, [signer, other]);
    await Promise.all([signer.close(), other.close(), newSigner().signNow('a')]);
    expect(await signed('a')).toEqual([100]);
  });
});
