import type { ReportStep } from '@ruam/shared/api/reports.ts';
import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

export type StoredJob = Selectable<Schema['reportJob']>;

/** Whoever makes a report and is silent for so long has ended without a word. */
const silentMs = 60_000;
/** It is begun anew at most twice. */
const maxAttempts = 3;

/**
 * Takes the oldest report that nobody makes, so that of several processes one makes it; null when there is none. One that has
 * been begun too often is not taken (`takeHopeless`).
 */
export async function takeJob(database: Database, maker: string, now: number): Promise<StoredJob | null> {
  for (;;) {
    const next = await database
      .selectFrom('reportJob')
      .select('id')
      .where((where) => isFree(where, now))
      .where('attempts', '<', maxAttempts)
      .orderBy('at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return null;
    const taken = await database
      .updateTable('reportJob')
      .set(({ eb }) => ({
        ...({ state: 'running', step: 'reading', progress: 0, maker, heardAt: now } as const),
        attempts: eb('attempts', '+', 1),
      }))
      .where('id', '=', next.id)
      .where((where) => isFree(where, now))
      .returningAll()
      .executeTakeFirst();
    if (taken !== undefined) return taken;
  }
}

/** Takes the reports that were begun too often, to say that they have failed: whatever makes them ends with them. */
export function takeHopeless(database: Database, maker: string, now: number): Promise<StoredJob[]> {
  return database
    .updateTable('reportJob')
    .set({ state: 'running', maker, heardAt: now })
    .where((where) => isFree(where, now))
    .where('attempts', '>=', maxAttempts)
    .returningAll()
    .execute();
}

/** Says that a report is still being made; false when this maker does not make it any more: it was cancelled, or taken. */
export async function hearOf(
  database: Database,
  { id, maker }: Pick<StoredJob, 'id' | 'maker'>,
  now: number,
  { step, progress }: { readonly step: ReportStep; readonly progress: number },
): Promise<boolean> {
  const heard = await database
    .updateTable('reportJob')
    .set({ heardAt: now, step, progress })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('maker', '=', maker)
    .returning('id')
    .executeTakeFirst();
  return heard !== undefined;
}

/** Puts a report back that was not finished: it is no fault of its own. */
export async function putBack(database: Database, { id, maker }: Pick<StoredJob, 'id' | 'maker'>): Promise<void> {
  await database
    .updateTable('reportJob')
    .set(({ eb }) => ({
      ...({ state: 'waiting', step: null, progress: 0, maker: null, heardAt: null } as const),
      attempts: eb('attempts', '-', 1),
    }))
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('maker', '=', maker)
    .execute();
}

/** Reports that a process which has ended was making are free at once: nobody else works on this database. */
export async function freeOrphans(database: Database): Promise<void> {
  await database.updateTable('reportJob').set({ heardAt: 0 }).where('state', '=', 'running').execute();
}

function isFree(where: ExpressionBuilder<Schema, 'reportJob'>, now: number) {
  return where.or([
    where('state', '=', 'waiting'),
    where.and([where('state', '=', 'running'), where('heardAt', '<', now - silentMs)]),
  ]);
}
