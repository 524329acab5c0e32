import { setImmediate as turn } from 'node:timers/promises';
import { closeCodes } from '@ruam/shared/sync/closeCodes.ts';
import { readRefusal } from '@ruam/shared/sync/rescue.ts';
import { sql } from 'kysely';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase, testStores } from '../testing/databases.ts';
import { readHeld } from './gate.ts';
import { type HeldDocument, type RaceServer, raceServerOf, textOf } from './raceServer.ts';
import type { RaceAnswer, RaceCommand } from './raceWorker.ts';
import { RaceWriter } from './raceWriter.ts';
import { type SeededRandom, seededRandom } from './seededRandom.ts';
import { type ServerProcess, startServerProcess } from './serverProcess.ts';
import { type Bed, insertDocument, openBed, until } from './testBed.ts';

/** RACES: interleavings on one server. RACES_OF_TWO: on two servers of one PostgreSQL. RACE_SEED repeats a run. */
const { RACES, RACES_OF_TWO, RACE_SEED } = process.env;
const seed = RACE_SEED === undefined ? Date.now() % 1_000_000 : Number(RACE_SEED);
const writersPerDocument = 3;
/** So many races in one document, one after the other; and so many documents at a time. */
const racesPerDocument = 25;
const documentsAtATime = 24;

let bed: Bed | null = null;
afterEach(() => bed?.stop());

const races = Number(RACES ?? 500);
it(`S5 a lock among writers, ${races} times: nothing lies behind it, and no edit is lost (seed ${seed})`, {
  timeout: 30_000 + races * 50,
}, async () => {
  const limits = { quietMs: 20, unloadRows: 5, compactRows: 20, restUpdates: 10, restMs: 10 };
  bed = await openBed({ limits, documents: [] });
  const server = raceServerOf(bed, seededRandom(seed));
  await raceOn([server], bed.database, races, 'one server');
  expect(bed.errors).toEqual([]);
});

const [, postgres] = testStores;
if (postgres !== undefined) {
  const racesOfTwo = Number(RACES_OF_TWO ?? 60);
  it(`S5 S3 two servers on one database, ${racesOfTwo} locks: nothing lies behind them, each reads what the other wrote, no edit is lost (seed ${seed})`, {
    timeout: 60_000 + racesOfTwo * 500,
  }, async () => {
    const location = await postgres.locate(onTestFinished);
    const database = await openTestDatabase(location, onTestFinished);
    await pauseBeforeInserts(database);
    const servers = await Promise.all(
      [0, 1].map(() => remoteServer(startServerProcess({ location }, onTestFinished, { file: 'raceWorker.ts' }))),
    );
    await raceOn(servers, database, racesOfTwo, 'two servers');
  });
}

/** Between the check of the gate and the rows there is time for others to act. */
async function pauseBeforeInserts(database: Database): Promise<void> {
  await sql`create function pause() returns trigger language plpgsql as
    $$ begin perform pg_sleep(random() * 0.006); return new; end $$`.execute(database);
  await sql`create trigger pause before insert on "documentUpdate" for each statement execute function pause()`.execute(
    database,
  );
}

async function remoteServer({ child, url }: ServerProcess): Promise<RaceServer> {
  const waiting = new Map<number, (answer: RaceAnswer) => void>();
  child.on('message', (answer: RaceAnswer) => waiting.get(answer.number)?.(answer));
  let asked = 0;
  const ask = async (name: RaceCommand['name'], documentId: string): Promise<unknown> => {
    asked += 1;
    const { promise, resolve } = Promise.withResolvers<RaceAnswer>();
    waiting.set(asked, resolve);
    child.send({ number: asked, name, documentId } satisfies RaceCommand);
    const { error, result } = await promise;
    if (error !== null) throw new Error(`${name}: ${error}`);
    return result;
  };
  return {
    url: await url,
    lock: (documentId) => ask('lock', documentId) as Promise<HeldDocument>,
    open: async (documentId) => void (await ask('open', documentId)),
    contentOf: (documentId) => ask('contentOf', documentId) as Promise<string>,
    rescues: (documentId) => ask('rescues', documentId) as ReturnType<RaceServer['rescues']>,
  };
}

/** Many documents at a time, in each one race after the other. */
async function raceOn(servers: readonly RaceServer[], database: Database, count: number, where: string): Promise<void> {
  const started = performance.now();
  const totals = { edits: 0, inRescues: 0 };
  let begun = 0;
  const lane = async (number: number) => {
    for (let generation = 0; begun < count; generation++) {
      const track = new Track(
        `d${number}-${generation}`,
        servers,
        database,
        seededRandom(seed + number + generation * 1_000),
      );
      await insertDocument(database, track.documentId);
      for (let race = 0; race < racesPerDocument && begun < count; race++) {
        begun += 1;
        await track.race();
      }
      totals.inRescues += await track.over();
      totals.edits += track.edits;
    }
  };
  await Promise.all(Array.from({ length: documentsAtATime }, (_, number) => lane(number)));
  const each = (performance.now() - started) / count;
  console.log(
    `${where}: ${count} locks among ${totals.edits} edits, ${totals.inRescues} of them in rescues, 0 lost, ${each.toFixed(1)} ms each (seed ${seed})`,
  );
  expect(totals.inRescues).toBeGreaterThan(0);
}

/** One document, its writers at all servers, and what became of their edits. */
class Track {
  readonly documentId: string;
  readonly #servers: readonly RaceServer[];
  readonly #database: Database;
  readonly #random: SeededRandom;
  #writers: RaceWriter[] = [];
  readonly #promised: { readonly rescueId: string; readonly marks: readonly string[] }[] = [];
  edits = 0;

  constructor(documentId: string, servers: readonly RaceServer[], database: Database, random: SeededRandom) {
    this.documentId = documentId;
    this.#servers = servers;
    this.#database = database;
    this.#random = random;
  }

  /** Edits, and somewhere among them a lock; then what must hold; then the document is open again, for all. */
  async race(): Promise<void> {
    await this.#gather();
    const random = this.#random;
    const steps = 3 + random.below(8);
    const lockAt = random.below(steps);
    const locker = random.pick(this.#servers);
    let locking: Promise<HeldDocument> | null = null;
    for (let step = 0; step < steps; step++) {
      if (step === lockAt) locking = locker.lock(this.documentId);
      this.#type(random.pick(this.#writers));
      await this.#pause();
    }
    const held = await (locking ?? locker.lock(this.documentId));
    await this.#settle(() => Promise.resolve(held.content));
    await this.#checkLocked(held, locker);
    await random.pick(this.#servers).open(this.documentId);
    // Of several the first hears of what the others wrote when it is its turn again.
    const [first, ...others] = this.#servers;
    for (const server of [first, ...others, ...(others.length > 0 ? [first] : [])])
      if (server) await this.#follow(server);
  }

  /** The rescues hold what they promised. Returns how many edits that were. */
  async over(): Promise<number> {
    for (const { ws } of this.#writers) ws.terminate();
    const [server] = this.#servers;
    let lost: unknown[] = [];
    const isAllFound = async (): Promise<boolean> => {
      const found = new Map((await server?.rescues(this.documentId))?.map(({ id, added }) => [id, added]));
      lost = this.#promised.flatMap(({ rescueId, marks }) => {
        const added = found.get(rescueId) ?? null;
        const missing = marks.filter((mark) => added?.includes(mark) !== true);
        return missing.length > 0 ? [{ rescueId, added, marks, missing }] : [];
      });
      return lost.length === 0;
    };
    // What comes behind the 4423 is added to the rescue when the peer has gone, and what it says is read after that.
    await until(isAllFound, 'everything is found').catch(() => undefined);
    const at = { seed, where: lost.length > 0 ? await this.#whereItIs() : null };
    expect({ ...at, lost }).toEqual({ ...at, lost: [] });
    return this.#promised.reduce((sum, { marks }) => sum + marks.length, 0);
  }

  /** For who reads a failure: what is stored, and of which rescues it is not known yet what they say. */
  async #whereItIs(): Promise<unknown> {
    const rescues = await this.#database
      .selectFrom('rescue')
      .select(['id', 'passages'])
      .where('documentId', '=', this.documentId)
      .execute();
    return { content: await this.#stored(), rescues };
  }

  /** Those whose connection ended come again, with a fresh replica; so do all that are missing. */
  async #gather(): Promise<void> {
    this.#writers = (await Promise.all(
      Array.from({ length: writersPerDocument * this.#servers.length }, (_, index) => {
        const writer = this.#writers[index];
        const server = this.#servers[index % this.#servers.length];
        if (server === undefined) throw new Error('no server');
        return writer?.closed === null ? writer : new RaceWriter(server, this.documentId, `w${index}`).joined();
      }),
    )) as RaceWriter[];
  }

  #type(writer: RaceWriter): void {
    this.edits += 1;
    writer.type(`[${this.edits}]`, this.#random);
  }

  async #pause(): Promise<void> {
    for (let turns = this.#random.pick([0, 0, 1, 3, 10, 40]); turns > 0; turns--) await turn();
    if (this.#random.chance(0.1)) await this.#random.pick(this.#writers).settled();
  }

  /** Each edit is acknowledged and in the content, or its writer was told which rescue has it. */
  async #settle(readContent: () => Promise<string>): Promise<void> {
    const areOpen = await Promise.all(this.#writers.map((writer) => writer.settled()));
    const content = await readContent();
    for (const [index, writer] of this.#writers.entries()) {
      const missing = writer.open.filter((mark) => !content.includes(mark));
      writer.open = [];
      if (areOpen[index] === true) expect({ seed, missing }).toEqual({ seed, missing: [] });
      else if (missing.length > 0) this.#promise(writer, missing);
    }
  }

  #promise(writer: RaceWriter, marks: readonly string[]): void {
    expect({ seed, code: writer.closed?.code }).toEqual({ seed, code: closeCodes.refused });
    const refusal = readRefusal(writer.closed?.reason ?? '');
    if (refusal === null) throw new Error(`closed with ${writer.closed?.reason}`);
    this.#promised.push({ rescueId: refusal.rescueId, marks });
  }

  async #checkLocked(held: HeldDocument, locker: RaceServer): Promise<void> {
    const rows = await this.#database
      .selectFrom('documentUpdate')
      .select('sequence')
      .where('documentId', '=', this.documentId)
      .where('sequence', '>', held.lastSequence)
      .execute();
    const { lastSequence } = await this.#head();
    const behind = { rows: rows.length, sequences: lastSequence - held.lastSequence };
    expect({ seed, ...behind }).toEqual({ seed, rows: 0, sequences: 0 });
    expect({ seed, content: await this.#stored() }).toEqual({ seed, content: held.content });
    // What was committed before the lock reaches the room a moment later. With another server there may be rows that this
    // one has not asked for yet.
    if (this.#servers.length === 1) {
      const isShown = async () => (await locker.contentOf(this.documentId)) === held.content;
      await until(isShown, `the room of ${this.documentId} shows what is stored (seed ${seed})`);
    }
  }

  /** Someone at this server writes something that arrives; then its room holds all there is in the log. */
  async #follow(server: RaceServer): Promise<void> {
    for (;;) {
      await this.#gather();
      const writer = this.#writers.find((one) => one.server === server);
      if (writer === undefined) throw new Error('nobody is at this server');
      this.#type(writer);
      const isWritten = await writer.settled();
      await this.#settle(() => this.#stored());
      // A server that was not told of the new epoch refuses once more.
      if (isWritten) break;
    }
    expect({ seed, content: await server.contentOf(this.documentId) }).toEqual({ seed, content: await this.#stored() });
  }

  #head() {
    return this.#database
      .selectFrom('document')
      .select('lastSequence')
      .where('id', '=', this.documentId)
      .executeTakeFirstOrThrow();
  }

  /** As a server that has never seen it would load it. */
  async #stored(): Promise<string> {
    return (await this.#database.transaction().execute((t) => readHeld(t, this.documentId, textOf))) ?? '';
  }
}
