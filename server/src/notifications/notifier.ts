import type { AuditEntry } from '@ruam/shared/api/api.ts';
import { tellingsOf } from '@ruam/shared/notifications/tellings.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { cycleChain, readAudit } from '../events/audit.ts';
import { inStatementSizes } from '../sync/statementSizes.ts';
import { readCycleFacts, readFacts } from './facts.ts';
import { mailAfter } from './mailTimes.ts';
import { settingsOf } from './settings.ts';

interface NotifierDependencies {
  readonly database: Database;
  readonly newId: () => string;
  /** Whether the server sends mail at all. */
  readonly isMailSent: boolean;
  /** Somebody's list has changed, after the commit. */
  readonly told: (personIds: readonly string[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Reads the audit chains of cycles and writes who is told of what. Each entry is told once, also over crashes and with
 * several nodes: how far a chain was read is a row that is taken before, and moved on in the same transaction.
 */
export interface Notifier {
  /** Reads on whatever chain has more than was read; the first time of all, from here on. */
  start(): Promise<void>;
  /** New entries of this chain are committed. */
  published(chain: string): void;
  /** Resolves when everything that was published is read, or could not be. */
  whenIdle(): Promise<void>;
  /** Stops reading; what is left is read at the next start. */
  close(): Promise<void>;
}

/** Entries that are read in one transaction; SQLite commits nobody's typing meanwhile. */
const batchSize = 20;
const againMs = 5_000;
const chainOfCycles = cycleChain('');

export function createNotifier({ database, newId, isMailSent, told, failed }: NotifierDependencies): Notifier {
  const waiting = new Set<string>();
  let reading: Promise<void> | null = null;
  let again: NodeJS.Timeout | null = null;
  let isClosed = false;

  function published(chain: string): void {
    if (isClosed || !chain.startsWith(chainOfCycles)) return;
    waiting.add(chain);
    reading ??= readAll().finally(() => {
      reading = null;
      // Published between the last look and here.
      if (waiting.size > 0 && again === null) for (const one of [...waiting]) published(one);
    });
  }

  async function readAll(): Promise<void> {
    for (const chain of waiting) {
      if (isClosed) return;
      waiting.delete(chain);
      try {
        if (await readBatch(chain)) waiting.add(chain);
      } catch (error) {
        waiting.add(chain);
        later();
        return failed(error);
      }
    }
  }

  function later(): void {
    if (isClosed || again !== null) return;
    again = setTimeout(() => {
      again = null;
      for (const chain of [...waiting]) published(chain);
    }, againMs).unref();
  }

  /** Whether there may be more. */
  async function readBatch(chain: string): Promise<boolean> {
    const { people, count } = await database.transaction().execute(async (transaction) => {
      const from = await takeCursor(transaction, chain);
      const entries = await readAudit(transaction, chain, from, batchSize);
      const last = entries.at(-1);
      if (last === undefined) return { people: [], count: 0 };
      const people = await write(transaction, chain.slice(chainOfCycles.length), entries);
      await transaction.updateTable('notificationCursor').set({ seq: last.seq }).where('chain', '=', chain).execute();
      return { people, count: entries.length };
    });
    if (people.length > 0) told(people);
    return count === batchSize;
  }

  /** Writes what a batch tells, and gives whose lists have changed. */
  async function write(
    transaction: DatabaseTransaction,
    cycleId: string,
    entries: readonly AuditEntry[],
  ): Promise<string[]> {
    const ofCycle = await readCycleFacts(transaction, cycleId);
    const tellings = [];
    for (const entry of entries) {
      const facts = await readFacts(transaction, cycleId, ofCycle, entry);
      if (facts !== null) tellings.push(...tellingsOf(entry, facts).map((telling) => ({ ...telling, at: entry.at })));
    }
    const settingOf = await settingsOf(transaction, [...new Set(tellings.map(({ personId }) => personId))]);
    const rows = tellings.flatMap(({ personId, kind, subject, at }) => {
      const setting = settingOf(personId, kind);
      const after = isMailSent && ofCycle.addresses.has(personId) ? mailAfter(setting.mail, at) : null;
      if (!setting.inApp && after === null) return [];
      const row = {
        id: newId(),
        personId,
        cycleId,
        kind,
        subject: JSON.stringify(subject),
        at,
        inApp: setting.inApp ? 1 : 0,
        readAt: null,
        mailState: after === null ? ('none' as const) : ('waiting' as const),
        mailAfter: after,
        mailAttempts: 0,
        mailedAt: null,
      };
      return [row];
    });
    for (const some of inStatementSizes(rows)) await transaction.insertInto('notification').values(some).execute();
    return [...new Set(rows.filter(({ inApp }) => inApp === 1).map(({ personId }) => personId))];
  }

  return {
    async start() {
      for (const chain of await unreadChains(database)) published(chain);
    },
    published,
    async whenIdle() {
      while (reading !== null) await reading;
    },
    async close() {
      isClosed = true;
      if (again !== null) clearTimeout(again);
      await reading;
    },
  };
}

/** Where the chain was read to; nobody else reads it until the transaction ends. */
async function takeCursor(transaction: DatabaseTransaction, chain: string): Promise<number> {
  await transaction
    .insertInto('notificationCursor')
    .values({ chain, seq: 0 })
    .onConflict((conflict) => conflict.column('chain').doNothing())
    .execute();
  const { seq } = await transaction
    .updateTable('notificationCursor')
    .set(({ ref }) => ({ seq: ref('seq') }))
    .where('chain', '=', chain)
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}

/** The chains with entries that were not read. Where none was ever read, what is there already tells nobody. */
async function unreadChains(database: Database): Promise<string[]> {
  return database.transaction().execute(async (transaction) => {
    const cursors = await transaction.selectFrom('notificationCursor').selectAll().execute();
    const chains = (await transaction.selectFrom('auditChain').select(['id', 'seq']).execute()).filter(({ id }) =>
      id.startsWith(chainOfCycles),
    );
    if (cursors.length > 0) {
      const read = new Map(cursors.map(({ chain, seq }) => [chain, seq]));
      return chains.filter(({ id, seq }) => seq > (read.get(id) ?? 0)).map(({ id }) => id);
    }
    for (const { id, seq } of chains) {
      await transaction
        .insertInto('notificationCursor')
        .values({ chain: id, seq })
        .onConflict((conflict) => conflict.column('chain').doNothing())
        .execute();
    }
    return [];
  });
}
