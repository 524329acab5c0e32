import { levelSchema } from '@ruam/shared/assessment/level.ts';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import type { ItemEntry } from './itemAudit.ts';

const importedSchema = z.object({
  records: z.array(z.object({ table: z.string(), id: z.string(), columns: z.record(z.string(), z.unknown()) })),
});
const whenSchema = z.object({ at: z.int(), personId: z.string() });
const levelIn = z.object({ level: levelSchema.nullable().catch(null) });

/**
 * What an archive brought in of an item, entry by entry as the commands of its first cycle would have written them, newest
 * first: the same steps, at their own times, under the number of the entry that tells of the import (docs/decisions/0010).
 */
export async function importedEntries(database: Database, entry: ItemEntry): Promise<readonly ItemEntry[]> {
  const { records } = importedSchema.parse(entry.subject);
  const told = records
    .map((record) => ({ ...record, ...whenSchema.parse(record.columns) }))
    .toSorted((a, b) => a.at - b.at);
  const ids = [...new Set(told.map(({ personId }) => personId))];
  const people = await database
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', ['', ...ids])
    .execute();
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const before = new Map<string, z.infer<typeof levelIn>['level']>();
  return told
    .map(({ table, id, at, personId: person, columns }) => {
      const { level } = levelIn.parse(columns);
      const from = before.get(table) ?? null;
      before.set(table, level);
      const subject = subjectOf(table, id, { ...columns, from });
      const type = typeOf(table, columns.kind);
      return { seq: entry.seq, at, type, person, personName: names.get(person) ?? null, subject };
    })
    .reverse();
}

function typeOf(table: string, kind: unknown): string {
  switch (table) {
    case 'claim':
      return 'item.claimed';
    case 'advisedLevel':
      return 'item.advised';
    case 'approval':
      return 'item.approved';
    case 'reopening':
      return 'item.reopened';
    default:
      return `item.${String(kind)}`;
  }
}

function subjectOf(table: string, id: string, columns: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { level, statement, from, reason, snapshotId: snapshot } = columns;
  switch (table) {
    case 'claim':
      return {
        claim: id,
        from,
        level,
        statement,
        snapshot,
        unprovenChecks: JSON.parse(String(columns.unprovenChecks)),
      };
    case 'advisedLevel':
      return { advised: id, from, level };
    case 'approval':
      return { approval: id };
    case 'reopening':
      return { reopening: id, reason };
    default:
      return { decision: id };
  }
}
