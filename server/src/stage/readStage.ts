import type { StageAnswer } from '@ruam/shared/api/stage.ts';
import { firstStage, type Stage, stageSchema } from '@ruam/shared/meetings/stage.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';

/** The stage of a meeting as it is stored; revision 0: nobody has chosen anything yet. */
export interface StoredStage {
  readonly meeting: string;
  readonly revision: number;
  readonly stage: Stage;
  readonly console: StageAnswer['console'];
}

/** What a meeting's projector shows, and who operates it (docs/stage.md G1). */
export async function readStage(database: Database | DatabaseTransaction, meeting: string): Promise<StoredStage> {
  const row = await database
    .selectFrom('meetingStage')
    .leftJoin('person', 'person.id', 'meetingStage.personId')
    .select(['revision', 'stage', 'consoleId', 'personId', 'takenAt', 'person.name'])
    .where('meetingId', '=', meeting)
    .executeTakeFirst();
  if (!row) return { meeting, revision: 0, stage: firstStage, console: null };
  const { revision, consoleId: id, personId: person, takenAt: at, name } = row;
  const isTaken = id !== null && person !== null && at !== null;
  return {
    meeting,
    revision,
    // One that an older version has stored lacks what has come since.
    stage: stageSchema.parse({ ...firstStage, ...JSON.parse(row.stage) }),
    console: isTaken ? { id, person, name: name ?? '', at } : null,
  };
}

/** The revision behind one that was made at `at`: it grows with every change, also over a restored backup (G2). */
export function nextRevision(revision: number, at: number): number {
  return Math.max(revision + 1, at);
}
