import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';
import { openSqlite, sqliteDialect } from '../../database/sqlite.ts';
import { turns } from './clock.ts';

/** What a planted fault does to the queries of the server's process. */
export interface QueryFault {
  /** Changes the statement. */
  rewrite?(sql: string): string;
  /** Changes what it gives. */
  answer?(sql: string, rows: readonly unknown[]): readonly unknown[];
}

/** One SQLite file, and the processes that have it open: each can be slow, fail, and die in the middle. */
export class SimulatedStore {
  readonly #driver: Driver;
  readonly #sqlite: DatabaseConnection;
  readonly #waiting: (() => void)[] = [];
  readonly #held: (() => void)[] = [];
  #isTaken = false;
  #isHeld = false;
  /** Counts what may have changed the file. */
  version = 0;
  fault: QueryFault | null = null;

  private constructor(driver: Driver, sqlite: DatabaseConnection) {
    this.#driver = driver;
    this.#sqlite = sqlite;
  }

  /** @param path a migrated database. It is not waited for the disk: here processes die, not machines. */
  static async open(path: string): Promise<SimulatedStore> {
    const driver = sqliteDialect(openSqlite(path)).createDriver();
    await driver.init();
    const sqlite = await driver.acquireConnection();
    await sqlite.executeQuery(CompiledQuery.raw('pragma synchronous = off'));
    return new SimulatedStore(driver, sqlite);
  }

  /** @param lag how many turns of the event loop a step of a transaction takes */
  process(lag: () => number): StoreProcess {
    return new StoreProcess(this, lag);
  }

  /** Commits take until `release`. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    for (const resume of this.#held.splice(0)) resume();
  }

  close(): Promise<void> {
    return this.#driver.destroy();
  }

  async whenReleased(): Promise<void> {
    while (this.#isHeld) await new Promise<void>((resolve) => this.#held.push(resolve));
  }

  async take(): Promise<void> {
    while (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  give(): void {
    this.#isTaken = false;
    this.#waiting.shift()?.();
  }

  run<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.version += 1;
    return this.#sqlite.executeQuery(query);
  }
}

/** The file as one process has it open. */
export class StoreProcess {
  readonly database: Database;
  /** So many of the next commits fail. */
  failures = 0;
  readonly #store: SimulatedStore;
  readonly #lag: () => number;
  #isDead = false;
  #holds = false;
  #isInTransaction = false;

  constructor(store: SimulatedStore, lag: () => number) {
    this.#store = store;
    this.#lag = lag;
    this.database = new Kysely<Schema>({
      dialect: {
        createDriver: () => this.#driver(),
        createAdapter: () => new SqliteAdapter(),
        createIntrospector: (database) => new SqliteIntrospector(database),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    });
  }

  /** The process dies: what it had not committed is not there, and it never hears of anything again. */
  async kill(): Promise<void> {
    this.#isDead = true;
    if (this.#isInTransaction) await this.#store.run(CompiledQuery.raw('rollback'));
    if (this.#holds) this.#store.give();
    this.#holds = false;
    this.#isInTransaction = false;
  }

  #driver(): Driver {
    const connection: DatabaseConnection = {
      executeQuery: (query) => this.#run(query),
      async *streamQuery() {
        // Nothing in a sync server streams.
      },
    };
    const end = async (statement: 'commit' | 'rollback') => {
      if (this.#isDead) return never();
      // SQLite answers at once: this must be right whenever the process dies.
      this.#isInTransaction = false;
      await this.#query(CompiledQuery.raw(statement));
    };
    return {
      init: () => Promise.resolve(),
      acquireConnection: async () => {
        await this.#store.take();
        if (this.#isDead) {
          this.#store.give();
          return never();
        }
        this.#holds = true;
        return connection;
      },
      beginTransaction: async () => {
        await this.#pause();
        if (this.#isDead) return never();
        this.#isInTransaction = true;
        await this.#query(CompiledQuery.raw('begin immediate'));
      },
      commitTransaction: async () => {
        await this.#pause();
        if (this.#isDead) return never();
        if (this.failures > 0) {
          this.failures -= 1;
          throw new Error('disk full');
        }
        await end('commit');
        await this.#pause();
        if (this.#isDead) return never();
      },
      rollbackTransaction: () => end('rollback'),
      releaseConnection: () => {
        if (this.#isDead) return never();
        this.#holds = false;
        this.#store.give();
        return Promise.resolve();
      },
      destroy: () => Promise.resolve(),
    };
  }

  async #run<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { fault } = this.#store;
    const asked = fault?.rewrite ? { ...query, sql: fault.rewrite(query.sql) } : query;
    const result = await this.#query<Row>(asked);
    return fault?.answer ? { ...result, rows: fault.answer(query.sql, result.rows) as Row[] } : result;
  }

  async #pause(): Promise<void> {
    await turns(this.#lag());
    await this.#store.whenReleased();
  }

  /** The dead ask nothing and hear nothing. */
  async #query<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isDead) return never();
    const result = await this.#store.run<Row>(query);
    return this.#isDead ? never() : result;
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
