import type { Database } from '../database/database.ts';
import type { SigningKey } from './signingKey.ts';

/** Signs the heads of the audit chains while they grow (docs/proof.md H2). */
export interface HeadSigner {
  /** The chain has new entries. */
  published(chain: string): void;
  /** Signs the newest entry of a chain that is not signed yet; of every chain without one. */
  signNow(chain: string | null): Promise<void>;
  /** Signs what is not signed yet and stops. */
  close(): Promise<void>;
}

/** At least so often, in entries and in time of use. */
export const signEvery = { entries: 100, ms: 60_000 } as const;

interface Dependencies {
  readonly database: Database;
  readonly key: SigningKey;
  readonly now: () => number;
  /** A head could not be signed; the next entry of its chain tries again. */
  readonly failed: (error: unknown) => void;
}

/** Nothing runs while no chain grows. Several nodes may sign the same head: the first row stays. */
export function createHeadSigner({ database, key, now, failed }: Dependencies): HeadSigner {
  /** Chains with entries that are not signed: what waits for the minute to be over, and whether a look at it is due. */
  const grown = new Map<string, { readonly timer: NodeJS.Timeout; isLookDue: boolean }>();
  let running = Promise.resolve();
  let isClosed = false;

  const inOrder = (work: () => Promise<void>): Promise<void> => {
    const done = running.then(work);
    running = done.catch(() => undefined);
    return done;
  };
  const settled = (chain: string): void => {
    clearTimeout(grown.get(chain)?.timer);
    grown.delete(chain);
  };
  const wait = (chain: string) => {
    const timer = setTimeout(() => void inOrder(() => signChain(chain)).catch(failed), signEvery.ms);
    timer.unref();
    const waiting = { timer, isLookDue: false };
    grown.set(chain, waiting);
    return waiting;
  };
  const signChain = async (chain: string): Promise<void> => {
    settled(chain);
    const behind = await readBehind(database, chain);
    if (behind !== null) await sign(behind);
  };
  const sign = async ({ chain, seq, hash }: Behind): Promise<void> => {
    const unsigned = { chain, seq, hash, at: now(), keyId: key.keyId };
    await database
      .insertInto('signedHead')
      .values({ ...unsigned, signature: key.sign(unsigned) })
      .onConflict((conflict) => conflict.columns(['chain', 'seq']).doNothing())
      .execute();
  };
  /** Signs when a hundred entries are behind the newest signed head. */
  const look = async (chain: string): Promise<void> => {
    const waiting = grown.get(chain);
    if (waiting === undefined) return;
    waiting.isLookDue = false;
    const behind = await readBehind(database, chain);
    if (behind === null || behind.entries < signEvery.entries) return;
    settled(chain);
    await sign(behind);
  };

  return {
    published(chain) {
      if (isClosed) return;
      const waiting = grown.get(chain) ?? wait(chain);
      if (waiting.isLookDue) return;
      waiting.isLookDue = true;
      inOrder(() => look(chain)).catch(failed);
    },
    signNow: (chain) =>
      inOrder(async () => {
        const chains = chain === null ? await chainIds(database) : [chain];
        for (const each of chains) await signChain(each);
      }),
    async close() {
      isClosed = true;
      const chains = [...grown.keys()];
      await inOrder(async () => {
        for (const chain of chains) await signChain(chain);
      }).catch(failed);
    },
  };
}

/** The newest entry of a chain, and how many are behind the newest signed head. */
interface Behind {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
  readonly entries: number;
}

/** Null when its newest entry is signed. */
async function readBehind(database: Database, chain: string): Promise<Behind | null> {
  const head = await database
    .selectFrom('auditChain')
    .select(['seq', 'hash'])
    .where('id', '=', chain)
    .executeTakeFirst();
  if (head === undefined || head.hash === null) return null;
  const { signed } = await database
    .selectFrom('signedHead')
    .select((expression) => expression.fn.max('seq').as('signed'))
    .where('chain', '=', chain)
    .executeTakeFirstOrThrow();
  const entries = head.seq - Number(signed ?? 0);
  return entries > 0 ? { chain, seq: head.seq, hash: head.hash, entries } : null;
}

async function chainIds(database: Database): Promise<string[]> {
  const rows = await database.selectFrom('auditChain').select('id').execute();
  return rows.map(({ id }) => id);
}
