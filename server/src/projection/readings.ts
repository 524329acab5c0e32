import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { DocumentHead } from '../sync/log.ts';
import type { ProjectedDocument } from './projection.ts';
import { type ProjectedRows, writeRows, writeSteps } from './projections.ts';

/** A document as it was read, and by which version of the readers. */
export interface Reading {
  readonly document: ProjectedDocument;
  readonly head: DocumentHead;
  readonly version: number;
  readonly rows: ProjectedRows;
}

interface Page {
  readonly version: number;
  /** Ids come behind this one. */
  readonly after: string;
  readonly limit: number;
}

/**
 * Ids, in order, of documents that have moved on since they were read, or were read by older readers (docs/projections.md
 * J4). One that newer readers have read is not behind: two versions of the program would take turns for ever.
 */
export async function documentsBehind(database: Database, { version, after, limit }: Page): Promise<string[]> {
  const rows = await database
    .selectFrom('document')
    .leftJoin('projection', 'projection.documentId', 'document.id')
    .select('document.id')
    .where('document.id', '>', after)
    .where((where) =>
      where.or([
        where('projection.documentId', 'is', null),
        where('projection.version', '<', version),
        where.and([
          where('projection.version', '=', version),
          where.or([
            where('projection.sequence', '<', where.ref('document.lastSequence')),
            where('projection.generation', '!=', where.ref('document.generation')),
            where('projection.lockEpoch', '!=', where.ref('document.lockEpoch')),
          ]),
        ]),
      ]),
    )
    .orderBy('document.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Writes a reading unless a newer one stands: of several nodes the newer text wins (J3). Whether what a screen shows has
 * changed.
 */
export async function writeReading(database: Database, reading: Reading): Promise<boolean> {
  const { document, head, rows } = reading;
  if (await isOutdated(database, reading)) return false;
  await writeSteps(database, { ...document, generation: head.generation }, rows);
  return database.transaction().execute(async (transaction) => {
    if (!(await takeProjection(transaction, reading))) return false;
    return writeRows(transaction, document, rows);
  });
}

/** Whether a newer reading stands: nothing is begun then. */
async function isOutdated(database: Database, { document, head, version }: Reading): Promise<boolean> {
  const { lastSequence: sequence, generation, lockEpoch } = head;
  const { rows } = await sql`
    select 1 from projection where "documentId" = ${document.id}
      and (version, generation, sequence, "lockEpoch")
        > (cast(${version} as integer), cast(${generation} as integer), cast(${sequence} as bigint),
          cast(${lockEpoch} as integer))`.execute(database);
  return rows.length > 0;
}

/** Nobody else writes the document's rows until the transaction ends; false when a newer reading stands, or it is gone. */
async function takeProjection(
  transaction: DatabaseTransaction,
  { document, head, version }: Reading,
): Promise<boolean> {
  const { lastSequence: sequence, generation, lockEpoch } = head;
  const { rows } = await sql<{ documentId: string }>`
    insert into projection ("documentId", sequence, generation, "lockEpoch", version)
    select document.id, cast(${sequence} as bigint), cast(${generation} as integer), cast(${lockEpoch} as integer),
      cast(${version} as integer)
    from document where document.id = ${document.id} and document.generation = ${generation}
    on conflict ("documentId") do update set sequence = excluded.sequence, generation = excluded.generation,
      "lockEpoch" = excluded."lockEpoch", version = excluded.version
    where (projection.version, projection.generation, projection.sequence, projection."lockEpoch")
      <= (excluded.version, excluded.generation, excluded.sequence, excluded."lockEpoch")
    returning "documentId"`.execute(transaction);
  return rows.length > 0;
}
