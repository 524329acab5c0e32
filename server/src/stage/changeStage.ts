import type { StageAnswer, StageChanges } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { checkNotEnded } from '@ruam/shared/meetings/state.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { checkMayPrepare, type MeetingKey, readMeeting, type StoredMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';
import { checkStage } from './checkStage.ts';
import { nextRevision, readStage, type StoredStage } from './readStage.ts';
import { addUsed, usedMs } from './usedTime.ts';

export interface StageDependencies {
  readonly database: Database;
  /** Epoch ms. */
  readonly now: () => number;
  /** The stage of a meeting has changed, after the commit. */
  readonly stageChanged: (cycle: string, stage: StoredStage) => void;
}

/**
 * Takes the console of a meeting; `take` says that another one may lose it (docs/stage.md G4). Throws `forbidden`,
 * `notFound`, `meetingState`, `consoleTaken` (details: name, at).
 */
export async function takeConsole(
  dependencies: StageDependencies,
  person: Person,
  key: MeetingKey,
  { console: id, take }: { readonly console: string; readonly take: boolean },
): Promise<StageAnswer> {
  return rewrite(dependencies, person, key, async ({ before, at }) => {
    if (isOf(before, person, id)) return null;
    if (before.console !== null && !take) throw consoleTaken(before.console);
    return { ...before, console: { id, person: person.id, name: person.name, at } };
  });
}

/**
 * Changes what is named of what is shown (G1, G3); the last one wins, field by field. Throws `forbidden`, `notFound`,
 * `meetingState`, `consoleTaken` (another console has taken over), `invalid` (something that the meeting does not have).
 */
export async function changeStage(
  dependencies: StageDependencies,
  person: Person,
  key: MeetingKey,
  { console: id, changes }: { readonly console: string; readonly changes: StageChanges },
): Promise<StageAnswer> {
  return rewrite(dependencies, person, key, async ({ database, before, meeting, at }) => {
    if (before.console !== null && !isOf(before, person, id)) throw consoleTaken(before.console);
    await checkStage(database, meeting, before.stage, changes);
    const console = before.console ?? { id, person: person.id, name: person.name, at };
    const stage = changed(before.stage, changes, at);
    const isSame = before.console !== null && JSON.stringify(stage) === JSON.stringify(before.stage);
    return isSame ? null : { ...before, stage, console };
  });
}

/** The interface's answer. */
export function answerOf({ meeting, revision, stage, console }: StoredStage, now: number): StageAnswer {
  return { meeting, revision, stage, console, now };
}

interface Rewriting {
  readonly database: Database;
  readonly before: StoredStage;
  readonly meeting: StoredMeeting;
  readonly at: number;
}

/** One row update without audit and chain (G2); when somebody else was faster it is decided anew. */
async function rewrite(
  { database, now, stageChanged }: StageDependencies,
  person: Person,
  key: MeetingKey,
  change: (rewriting: Rewriting) => Promise<StoredStage | null>,
): Promise<StageAnswer> {
  checkMayPrepare(person, key.cycle);
  for (;;) {
    // On one connection: it waits once for its turn, however many ask at this moment.
    const written = await database.connection().execute((own) => attempt(own, now(), person, key, change));
    if (written === null) continue;
    if (written.isChanged) stageChanged(key.cycle, written.stage);
    return answerOf(written.stage, now());
  }
}

/** Null: somebody else was faster. */
async function attempt(
  database: Database,
  at: number,
  person: Person,
  key: MeetingKey,
  change: (rewriting: Rewriting) => Promise<StoredStage | null>,
): Promise<{ readonly stage: StoredStage; readonly isChanged: boolean } | null> {
  const meeting = await readMeeting(database, person, key);
  checkNotEnded(meeting.status);
  const before = await readStage(database, meeting.id);
  const wanted = await change({ database, before, meeting, at });
  if (wanted === null) return { stage: before, isChanged: false };
  const stage = { ...wanted, revision: nextRevision(before.revision, at) };
  const used = before.stage.entry === stage.stage.entry ? 0 : usedMs(meeting, before.stage, at);
  const isWritten =
    used === 0
      ? await write(database, before, stage)
      : await database.transaction().execute(async (transaction) => {
          if (!(await write(transaction, before, stage))) return false;
          await addUsed(transaction, meeting.id, before.stage, used);
          return true;
        });
  return isWritten ? { stage, isChanged: true } : null;
}

async function write(database: Database | DatabaseTransaction, before: StoredStage, after: StoredStage) {
  const { meeting: meetingId, revision, console } = after;
  const row = {
    ...{ revision, stage: JSON.stringify(after.stage) },
    ...{ consoleId: console?.id ?? null, personId: console?.person ?? null, takenAt: console?.at ?? null },
  };
  if (before.revision > 0) {
    const { numUpdatedRows } = await database
      .updateTable('meetingStage')
      .set(row)
      .where('meetingId', '=', meetingId)
      .where('revision', '=', before.revision)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('meetingStage')
    .values({ meetingId, ...row })
    .onConflict((conflict) => conflict.column('meetingId').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

function changed(before: Stage, changes: StageChanges, at: number): Stage {
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const stage = { ...before, ...named } as Stage;
  // The clock of an entry is the server's.
  if (stage.entry === before.entry) return { ...stage, entryAt: before.entryAt };
  return { ...stage, entryAt: stage.entry === null ? null : at };
}

function isOf({ console }: StoredStage, person: Person, id: string): boolean {
  return console !== null && console.id === id && console.person === person.id;
}

function consoleTaken({ name, at }: NonNullable<StoredStage['console']>): AppError {
  return new AppError('consoleTaken', 'another console operates this projector', { name, at });
}
