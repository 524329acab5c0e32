import { AppError } from '@ruam/shared/errors/errors.ts';
import { type RescuePassages, type RescueReason, rescuePassagesSchema } from '@ruam/shared/sync/rescue.ts';
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { covers } from './coverage.ts';
import type { SyncLogger } from './logger.ts';
import type { PassageReader } from './passageReader.ts';

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
}

interface RescuesContext {
  readonly database: Database;
  readonly reader: PassageReader;
  readonly logger: SyncLogger;
  readonly now: () => number;
  readonly newId: () => string;
  /** Bytes that a person may have in the rescues of one document. */
  readonly maxBytes: number;
  /** The committed state of a document, Yjs V1; null when it is gone. */
  readonly stateOf: (documentId: string) => Promise<Uint8Array | null>;
  readonly onKept: (rescue: Omit<Rescue, 'passages'>) => void;
}

/** The newest rescues that a new one is compared with. */
const comparedRescues = 16;

/** The store of refused edits. */
export class Rescues {
  readonly #context: RescuesContext;
  readonly #keeping = new Map<string, Promise<unknown>>();

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

  /** The rescues of documents, oldest first. */
  async list(documentIds: readonly string[]): Promise<Rescue[]> {
    const rescues: Rescue[] = [];
    for (let from = 0; from < documentIds.length; from += 500) {
      const rows = await this.#context.database
        .selectFrom('rescue')
        .select(['id', 'documentId', 'personId', 'reason', 'at', 'passages'])
        .where('documentId', 'in', documentIds.slice(from, from + 500))
        .execute();
      for (const { passages, ...row } of rows) {
        rescues.push({ ...row, passages: passages === null ? await this.#read(row.id) : parsed(passages) });
      }
    }
    return rescues.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  async #keepNow(edit: RefusedEdit): Promise<{ id: string; isNew: boolean }> {
    const at = this.#context.now();
    const kept = await this.#context.database
      .transaction()
      .execute((transaction) => this.#store(transaction, edit, at));
    if (kept.isNew) {
      const { documentId, personId, reason } = edit;
      this.#context.onKept({ id: kept.id, documentId, personId, reason, at });
      this.#read(kept.id).catch((error: unknown) => {
        this.#context.logger.warn({ err: error, rescueId: kept.id }, 'a rescue could not be read yet');
      });
    }
    return kept;
  }

  async #store(
    transaction: DatabaseTransaction,
    edit: RefusedEdit,
    at: number,
  ): Promise<{ id: string; isNew: boolean }> {
    const { documentId, personId, content } = edit;
    const own = () =>
      transaction.selectFrom('rescue').where('documentId', '=', documentId).where('personId', '=', personId);
    const newest = await own()
      .select(['id', 'content'])
      .where('generation', '=', edit.generation)
      .orderBy('at', 'desc')
      .limit(comparedRescues)
      .execute();
    const held = newest.find((row) => covers(row.content, content));
    if (held !== undefined) return { id: held.id, isNew: false };
    const replaced = newest.filter((row) => covers(content, row.content));
    const { bytes } = await own()
      .select(sql<number | null>`sum(length(${sql.ref('content')}))`.as('bytes'))
      .executeTakeFirstOrThrow();
    const others = Number(bytes ?? 0) - replaced.reduce((sum, row) => sum + row.content.length, 0);
    if (others + content.length > this.#context.maxBytes) throw new AppError('tooLarge', 'too many rescues are kept');
    const replacedIds = replaced.map(({ id }) => id);
    if (replacedIds.length > 0) await transaction.deleteFrom('rescue').where('id', 'in', replacedIds).execute();
    const id = replacedIds.at(-1) ?? this.#context.newId();
    await transaction
      .insertInto('rescue')
      .values({ ...edit, id, at, passages: null })
      .execute();
    return { id, isNew: true };
  }

  /** Reads what a rescue says, against the document as it is, and remembers it. */
  async #read(id: string): Promise<RescuePassages> {
    const { database, stateOf, reader } = this.#context;
    const row = await database
      .selectFrom('rescue')
      .select(['documentId', 'content', 'at'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return { added: [], removed: [] };
    const base = (await stateOf(row.documentId)) ?? Uint8Array.of(0, 0);
    const passages = await reader.read(base, row.content);
    // Unless a later edit has taken its place meanwhile.
    await database
      .updateTable('rescue')
      .set({ passages: JSON.stringify(passages) })
      .where('id', '=', id)
      .where('at', '=', row.at)
      .where(sql<number>`length(${sql.ref('content')})`, '=', row.content.length)
      .execute();
    return passages;
  }
}

function parsed(passages: string): RescuePassages {
  return rescuePassagesSchema.parse(JSON.parse(passages));
}
