import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { ItemKey } from './decidedItem.ts';

/** An audit entry about an item. `subject` is as the command wrote it. */
export interface ItemEntry {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly person: string | null;
  readonly personName: string | null;
  readonly subject: Readonly<Record<string, unknown>>;
}

const subjectSchema = z.record(z.string(), z.unknown());

/** The item's entries of these types, newest first, at most `limit`: the chain alone has the true order. */
export async function readItemAudit(
  database: Database,
  { cycle, code }: ItemKey,
  types: readonly string[],
  limit: number,
): Promise<readonly ItemEntry[]> {
  const rows = await database
    .selectFrom('audit')
    .leftJoin('person', 'person.id', 'audit.personId')
    .select(['audit.seq', 'audit.at', 'audit.type', 'audit.personId as person', 'person.name as personName', 'subject'])
    .where('audit.chain', '=', cycleChain(cycle))
    .where('audit.type', 'in', [...types])
    .where('audit.item', '=', code)
    .orderBy('audit.seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, subject: subjectSchema.parse(JSON.parse(row.subject)) }));
}
