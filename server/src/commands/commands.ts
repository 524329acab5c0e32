import type { Database, DatabaseTransaction } from '../database/database.ts';
import { appendAudit, takeChain } from '../events/audit.ts';
import { watchChanges } from './watchChanges.ts';

/** What a command works with inside its transaction. */
export interface Work {
  readonly transaction: DatabaseTransaction;
  /** Epoch ms, the same for all that the command writes. */
  readonly at: number;
  /**
   * Makes the commands of a chain follow each other. To be called before anything is read that decides: PostgreSQL lets
   * two transactions read the same row, and the second would decide on what the first is changing.
   */
  take(chain: string): Promise<void>;
  /** Writes the audit entry of what the command did; it is also the live event. */
  audit(chain: string, type: string, subject: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The one path of every change that is not an edit of a text: authorize, one transaction with its audit entry, publish. */
export interface Commands {
  /**
   * Runs `command` in one transaction and publishes its audit entries after the commit. PostgreSQL may end a transaction
   * because of another one (two that wait for each other); then nothing of it has happened, and it is begun anew, so
   * `command` changes nothing outside its transaction. One that changes something and writes no audit entry fails, and
   * nothing of it has happened.
   * @param personId who acts, null for the server itself
   */
  run<T>(personId: string | null, command: (work: Work) => Promise<T>): Promise<T>;
}

/** A transaction that PostgreSQL ended because of others is begun at most this often. */
const maxAttempts = 5;

/** @param publish told each audit chain that has new entries, after the commit */
export function createCommands(database: Database, now: () => number, publish: (chain: string) => void): Commands {
  return {
    async run(personId, command) {
      const { result, chains } = await begunAnew(() => attempt(personId, command));
      for (const chain of chains) publish(chain);
      return result;
    },
  };

  async function attempt<T>(personId: string | null, command: (work: Work) => Promise<T>) {
    const chains = new Set<string>();
    const result = await database.transaction().execute(async (transaction) => {
      const at = now();
      const watched = watchChanges(transaction);
      const given = await command({
        transaction: watched.transaction,
        at,
        take: (chain) => takeChain(transaction, chain),
        async audit(chain, type, subject) {
          await appendAudit(transaction, { chain, at, personId, type, subject });
          chains.add(chain);
        },
      });
      if (watched.hasChanged() && chains.size === 0)
        throw new Error('a command changed something and wrote no audit entry (docs/proof.md A2)');
      return given;
    });
    return { result, chains };
  }
}

async function begunAnew<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (count === maxAttempts || !isEndedByOthers(error)) throw error;
    }
  }
}

/** PostgreSQL's serialization_failure and deadlock_detected. */
function isEndedByOthers(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
