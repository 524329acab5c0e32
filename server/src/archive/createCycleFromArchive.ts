import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Insertable } from 'kysely';
import { backupTables } from '../backup/tables.ts';
import type { Work } from '../commands/commands.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { cycleChain } from '../events/audit.ts';
import type { BuiltCycle } from './builder.ts';

/** Many columns a row: few rows a statement keep it below what SQLite takes. */
const rowsAtOnce = 25;
const lettersAtOnce = 200_000;
const hashesAtOnce = 500;
/** 8 MB take 70 ms, the most that is taken in (20 MB) 130 ms. */
const holdMs = 100;
const ordering: readonly string[] = backupTables;

/** Puts a built cycle into the store, in the transaction that commits its import. The caller seats the people. */
export async function createCycleFromArchive(
  { transaction, at }: Pick<Work, 'transaction' | 'at'>,
  framework: Framework,
  { rows: built }: BuiltCycle,
): Promise<void> {
  await transaction
    .insertInto('framework')
    .values({ id: framework.id, content: JSON.stringify(framework), createdAt: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const rows = { ...built, file: await stillKept(transaction, built.file ?? [], at) };
  const tables = Object.keys(rows).sort((a, b) => ordering.indexOf(a) - ordering.indexOf(b)) as (keyof Schema)[];
  let heldSince = performance.now();
  for (const table of tables) {
    for (const some of parts(rows[table] ?? [])) {
      await transaction
        .insertInto(table)
        // Of this very table: Kysely does not see that through the generic name.
        .values(some as never)
        .execute();
      if (performance.now() - heldSince < holdMs) continue;
      // SQLite's driver holds up the loop. Whoever commits waits for the whole of it, so others rarely get their turn.
      await turnOfOthers();
      heldSince = performance.now();
    }
  }
}

/**
 * Files whose bytes are still there, which are not given up for another day then (docs/evidence.md F9); the others stand without:
 * bytes may have gone since it was read what the agency has.
 */
async function stillKept(
  transaction: DatabaseTransaction,
  files: readonly Insertable<Schema['file']>[],
  at: number,
): Promise<readonly Insertable<Schema['file']>[]> {
  const kept = new Set<string>();
  const named = [...new Set(files.filter(({ sweptAt }) => sweptAt === null).map(({ hash }) => hash))].sort();
  for (let from = 0; from < named.length; from += hashesAtOnce) {
    const renewed = transaction
      .updateTable('blob')
      .set({ at })
      .where('hash', 'in', named.slice(from, from + hashesAtOnce))
      .returning('hash');
    for (const { hash } of await renewed.execute()) kept.add(hash);
  }
  return files.map((file) => (kept.has(file.hash) ? file : { ...file, sweptAt: file.sweptAt ?? at }));
}

/** Cuts rows into parts of so many rows and so many letters; a large row is one by itself. */
function parts(rows: readonly object[]): readonly (readonly object[])[] {
  const cut: object[][] = [];
  let letters = 0;
  for (const row of rows) {
    const own = sizeOf(row);
    const last = cut.at(-1);
    if (last === undefined || last.length === rowsAtOnce || letters + own > lettersAtOnce) {
      cut.push([row]);
      letters = own;
    } else {
      last.push(row);
      letters += own;
    }
  }
  return cut;
}

function sizeOf(row: object): number {
  const values: readonly unknown[] = Object.values(row);
  return values.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' || value instanceof Uint8Array ? value.length : 0),
    0,
  );
}

/** Tells the audit chain what was decided in the cycle before it came here, behind the entry of its import. */
export async function tellImportedItems(
  { audit }: Pick<Work, 'audit'>,
  cycle: string,
  { told }: BuiltCycle,
): Promise<void> {
  for (const item of told) await audit(cycleChain(cycle), 'item.imported', { cycle, ...item });
}
