import { AppError } from '@ruam/shared/errors/errors.ts';
import { type RescuePassages, type RescueReason, rescuePassagesSchema } from '@ruam/shared/sync/rescue.ts';
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { coverageOf, holds } from './coverage.ts';
import type { SyncLogger } from './logger.ts';
import type { PassageReader } from './passageReader.ts';
import { inStatementSizes } from './statementSizes.ts';

/** A refused edit that is kept (docs/sync.md S5). */
export interface Rescue {
  readonly id: string;
  readonly documentId: string;
  readonly personId: string;
  readonly reason: RescueReason;
  /** Epoch ms. */
  readonly at: number;
  readonly passages: RescuePassages;
}

/** An edit to keep: `content` is what the document does not have. */
export interface RefusedEdit {
  readonly documentId: string;
  readonly personId: string;
  readonly reason: RescueReason;
  readonly generation: number;
  readonly lockEpoch: number;
  readonly content: Uint8Array;
  /** All that was said: what `content` lacks of it, the document has by now. */
  readonly whole: Uint8Array;
}

interface RescuesContext {
  readonly database: Database;
  readonly reader: PassageReader;
  readonly logger: SyncLogger;
  readonly now: () => number;
  readonly newId: () => string;
  /** Bytes that a person may have in the rescues of one document, and in all. */
  readonly maxBytes: number;
  readonly maxPersonBytes: number;
  /** The committed state of a document, Yjs V1; null when it is gone. */
  readonly stateOf: (documentId: string) => Promise<Uint8Array | null>;
  readonly onKept: (rescue: KeptRescue) => void;
}

/** A rescue that was just stored, or (`isRestored`) that somebody had put away and whose words were sent again. */
export interface KeptRescue extends Omit<Rescue, 'passages'> {
  readonly isRestored: boolean;
}

/** What `keep` did. */
interface Kept {
  readonly id: string;
  readonly isNew: boolean;
  readonly isRestored: boolean;
}

/** The newest rescues that a new one is compared with, as long as they are no more bytes than this. */
const comparedRescues = 8;
const comparedBytes = 2 * 1024 * 1024;
/** The newest that are listed, and how long a list waits for those that were not read yet. */
const maxListed = 500;
const listWaitMs = 5_000;

/** The store of refused edits. */
export class Rescues {
  readonly #context: RescuesContext;
  readonly #keeping = new Map<string, Promise<unknown>>();
  readonly #reading = new Map<string, Promise<RescuePassages>>();

  constructor(context: RescuesContext) {
    this.#context = context;
  }

  /**
   * Stores an edit, once: one that says no more than a stored one is `isNew: false`, one that says all of stored ones
   * takes their place and the id of the oldest. Errors: tooLarge (quota).
   */
  keep(edit: RefusedEdit): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const key = `${edit.documentId} ${edit.personId}`;
    const before = this.#keeping.get(key) ?? Promise.resolve();
    const kept = before.then(() => this.#keepNow(edit));
    const settled = kept
      .catch(() => undefined)
      .finally(() => {
        if (this.#keeping.get(key) === settled) this.#keeping.delete(key);
      });
    this.#keeping.set(key, settled);
    return kept;
  }

  /** Resolves when everything that was to be kept is stored, or was not. */
  async whenIdle(): Promise<void> {
    while (this.#keeping.size > 0) await Promise.all(this.#keeping.values());
  }

  /**
   * The newest rescues of documents, oldest first. What was not read in time says nothing yet.
   *
   * @param isWanted which of them; all without it
   */
  async list(documentIds: readonly string[], isWanted: (id: string) => boolean = () => true): Promise<Rescue[]> {
    const found = [];
    for (const some of inStatementSizes(documentIds)) {
      const rows = await this.#context.database
        .selectFrom('rescue')
        .select(['id', 'at'])
        .where('documentId', 'in', some)
        .execute();
      found.push(...rows.filter(({ id }) => isWanted(id)));
    }
    const ids = found
      .sort(byTime)
      .slice(-maxListed)
      .map(({ id }) => id);
    const rows = [];
    for (const some of inStatementSizes(ids)) {
      const columns = ['id', 'documentId', 'personId', 'reason', 'at', 'passages'] as const;
      rows.push(
        ...(await this.#context.database.selectFrom('rescue').select(columns).where('id', 'in', some).execute()),
      );
    }
    const newest = rows.sort(byTime);
    const read = new Map<string, RescuePassages>();
    const reading = newest
      .filter(({ passages }) => passages === null)
      .map(async ({ id }) => read.set(id, await this.#read(id)));
    const late = Promise.withResolvers<null>();
    const timer = setTimeout(() => late.resolve(null), listWaitMs);
    await Promise.race([Promise.allSettled(reading), late.promise]);
    clearTimeout(timer);
    return newest.map(({ passages, ...row }) => ({
      ...row,
      passages: passages === null ? (read.get(row.id) ?? nothingYet) : parsed(passages),
    }));
  }

  async #keepNow(edit: RefusedEdit): Promise<{ id: string; isNew: boolean }> {
    const at = this.#context.now();
    const { id, isNew, isRestored } = await this.#context.database
      .transaction()
      .execute((transaction) => this.#store(transaction, edit, at));
    const { documentId, personId, reason } = edit;
    if (isNew || isRestored) this.#context.onKept({ id, documentId, personId, reason, at, isRestored });
    if (isNew) {
      this.#read(id).catch((error: unknown) => {
        this.#context.logger.warn({ err: error, rescueId: id }, 'a rescue could not be read yet');
      });
    }
    return { id, isNew };
  }

  async #store(transaction: DatabaseTransaction, edit: RefusedEdit, at: number): Promise<Kept> {
    const { whole, ...row } = edit;
    const { content } = row;
    const { rescues, documentBytes, personBytes } = await this.#standing(transaction, edit);
    const said = coverageOf(content);
    const known = rescues.map((rescue) => ({ ...rescue, says: coverageOf(rescue.content) }));
    const held = known.find(({ says }) => holds(says, said));
    if (held !== undefined) {
      // Somebody has put it away; who sends its words again wants them kept, and must find them.
      const { numUpdatedRows } = await transaction
        .updateTable('rescue')
        .set({ discardedAt: null, discardedBy: null })
        .where('id', '=', held.id)
        .where('discardedAt', 'is not', null)
        .executeTakeFirst();
      return { id: held.id, isNew: false, isRestored: numUpdatedRows > 0n };
    }
    const inAll = coverageOf(whole);
    const replaced = known.filter(({ says }) => holds(inAll, says));
    const more = content.length - replaced.reduce((sum, rescue) => sum + rescue.content.length, 0);
    const { maxBytes, maxPersonBytes } = this.#context;
    if (documentBytes + more > maxBytes || personBytes + more > maxPersonBytes)
      throw new AppError('tooLarge', 'too many rescues are kept');
    const replacedIds = replaced.map(({ id }) => id);
    if (replacedIds.length > 0) await transaction.deleteFrom('rescue').where('id', 'in', replacedIds).execute();
    const id = replacedIds.at(-1) ?? this.#context.newId();
    await transaction
      .insertInto('rescue')
      .values({ ...row, id, at, passages: null })
      .execute();
    return { id, isNew: true, isRestored: false };
  }

  /** What the person has: the newest of the document to compare with, and how much in all. */
  async #standing(transaction: DatabaseTransaction, { documentId, personId, generation, content }: RefusedEdit) {
    const size = sql<number>`length(${sql.ref('content')})`;
    const own = await transaction
      .selectFrom('rescue')
      .select(['id', 'documentId', 'generation', size.as('bytes')])
      .where('personId', '=', personId)
      .orderBy('at', 'desc')
      .execute();
    const ofDocument = own.filter((row) => row.documentId === documentId);
    const ids: string[] = [];
    let left = comparedBytes;
    const sameGeneration = ofDocument.filter((one) => one.generation === generation);
    for (const row of sameGeneration.slice(0, comparedRescues)) {
      const bytes = Number(row.bytes);
      // One of the same length is probably the same.
      if (bytes > left && bytes !== content.length) continue;
      left -= bytes;
      ids.push(row.id);
    }
    const rescues =
      ids.length === 0
        ? []
        : await transaction
            .selectFrom('rescue')
            .select(['id', 'content'])
            .where('id', 'in', ids)
            .orderBy('at', 'desc')
            .execute();
    const sum = (rows: readonly { bytes: number }[]) => rows.reduce((total, { bytes }) => total + Number(bytes), 0);
    return { rescues, documentBytes: sum(ofDocument), personBytes: sum(own) };
  }

  /** Reads what a rescue says, against the document as it is, and remembers it. One reading at a time each. */
  #read(id: string): Promise<RescuePassages> {
    const reading = this.#reading.get(id) ?? this.#readNow(id).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }

  async #readNow(id: string): Promise<RescuePassages> {
    const { database, stateOf, reader } = this.#context;
    const row = await database
      .selectFrom('rescue')
      .select(['documentId', 'content', 'at'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return nothingYet;
    const base = async () => (await stateOf(row.documentId)) ?? Uint8Array.of(0, 0);
    const passages = await reader.read(base, row.content);
    // Unless a later edit has taken its place meanwhile.
    const updated = await database
      .updateTable('rescue')
      .set({ passages: JSON.stringify(passages) })
      .where('id', '=', id)
      .where('at', '=', row.at)
      .where(sql<number>`length(${sql.ref('content')})`, '=', row.content.length)
      .returning('id')
      .executeTakeFirst();
    if (updated === undefined) return this.#readNow(id);
    return passages;
  }
}

function byTime(a: { id: string; at: number }, b: { id: string; at: number }): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}

const nothingYet: RescuePassages = { added: [], removed: [] };

function parsed(passages: string): RescuePassages {
  return rescuePassagesSchema.parse(JSON.parse(passages));
}
