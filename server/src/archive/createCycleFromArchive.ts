import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { backupTables } from '../backup/tables.ts';
import type { Work } from '../commands/commands.ts';
import type { Schema } from '../database/schema.ts';
import { cycleChain } from '../events/audit.ts';
import type { BuiltCycle } from './builder.ts';

/** Many columns a row: few rows a statement keep it below what SQLite takes, and let others have their turn. */
const rowsAtOnce = 25;
const lettersAtOnce = 200_000;
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
  const tables = Object.keys(built).sort((a, b) => ordering.indexOf(a) - ordering.indexOf(b)) as (keyof Schema)[];
  for (const table of tables) {
    for (const rows of parts(built[table] ?? [])) {
      await transaction
        .insertInto(table)
        // Of this very table: Kysely does not see that through the generic name.
        .values(rows as never)
        .execute();
      // SQLite's driver holds up the loop: between two statements others have their turn.
      await turnOfOthers();
    }
  }
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
