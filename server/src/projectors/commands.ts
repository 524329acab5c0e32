import type { PairedProjector } from '@ruam/shared/api/stage.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { checkNotEnded } from '@ruam/shared/meetings/state.ts';
import type { CodeLimit } from '../auth/codeLimit.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { prepare } from '../meetings/prepare.ts';
import { checkMayPrepare, type MeetingKey, readMeeting } from '../meetings/readMeetings.ts';
import type { Person } from '../people/actor.ts';
import type { StageChannel } from '../stage/stageChannel.ts';
import { hashToken, pairedMs, principalIdOf, readCode } from './identity.ts';

export interface ProjectorDependencies {
  readonly database: Database;
  readonly commands: Commands;
  readonly stages: Pick<StageChannel, 'connected'>;
  /** Bounds the guessing of codes, per person. */
  readonly codeLimit: CodeLimit;
  readonly now: () => number;
  readonly rightsChanged: (principalId: string) => Promise<void>;
}

const maxProjectors = 20;

/**
 * Pairs the projector that shows this code with a meeting; sent twice by the same person it is done once. Throws
 * `forbidden`, `notFound`, `projectorCode` (no projector waits with it), `meetingState`, `tooLarge`, `tooManyAttempts`.
 */
export async function pairProjector(
  dependencies: ProjectorDependencies,
  person: Person,
  key: MeetingKey,
  typed: string,
): Promise<PairedProjector> {
  checkMayPrepare(person, key.cycle);
  const paired = await dependencies.codeLimit.attempt(person.id, () =>
    prepare(dependencies, person, key, async ({ transaction, at, meeting, auditAs }) => {
      checkNotEnded(meeting.status);
      const projectors = transaction.selectFrom('projector').selectAll().where('revokedAt', 'is', null);
      const found = await projectors.where('codeHash', '=', hashToken(readCode(typed))).executeTakeFirst();
      if (!found || found.expiresAt <= at) return null;
      if (found.meetingId !== null) {
        const isRepeated = found.meetingId === meeting.id && found.pairedBy === person.id;
        return isRepeated ? { id: found.id, pairedAt: found.pairedAt ?? at } : null;
      }
      const own = await projectors.where('meetingId', '=', meeting.id).where('expiresAt', '>', at).execute();
      if (own.length >= maxProjectors)
        throw new AppError('tooLarge', `a meeting has at most ${maxProjectors} projectors`);
      const { numUpdatedRows } = await transaction
        .updateTable('projector')
        .set({ meetingId: meeting.id, pairedAt: at, pairedBy: person.id, expiresAt: at + pairedMs })
        .where('id', '=', found.id)
        .where('meetingId', 'is', null)
        .executeTakeFirst();
      // Paired with a meeting of another cycle at this moment.
      if (numUpdatedRows === 0n) return null;
      await auditAs('projector.paired', { projector: found.id });
      return { id: found.id, pairedAt: at };
    }),
  );
  if (paired === null) throw new AppError('projectorCode', 'no projector waits with this code');
  return { ...paired, pairedByName: person.name, isConnected: false, shown: null, delayMs: null };
}

/** The projectors that are paired with a meeting, the newest first. Throws `forbidden`, `notFound`. */
export async function listProjectors(
  { database, stages, now }: ProjectorDependencies,
  person: Person,
  key: MeetingKey,
): Promise<PairedProjector[]> {
  checkMayPrepare(person, key.cycle);
  const meeting = await readMeeting(database, person, key);
  if (meeting.status === 'ended') return [];
  const rows = await database
    .selectFrom('projector')
    .leftJoin('person', 'person.id', 'projector.pairedBy')
    .select(['projector.id', 'pairedAt', 'person.name'])
    .where('meetingId', '=', meeting.id)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now())
    .orderBy('pairedAt', 'desc')
    .orderBy('projector.id')
    .execute();
  const connected = stages.connected(meeting.id);
  return rows.map(({ id, pairedAt, name }) => {
    const shows = connected.get(principalIdOf(id));
    return {
      ...{ id, pairedAt: pairedAt ?? 0, pairedByName: name ?? '', isConnected: shows !== undefined },
      ...{ shown: shows?.shown ?? null, delayMs: shows?.delayMs ?? null },
    };
  });
}

/** Ends a projector at once; one that was ended before stays so. Throws `forbidden`, `notFound`. */
export async function revokeProjector(
  dependencies: ProjectorDependencies,
  person: Person,
  key: MeetingKey,
  id: string,
): Promise<void> {
  await prepare(dependencies, person, key, async ({ transaction, at, meeting, auditAs }) => {
    const projectors = transaction.selectFrom('projector').select('revokedAt').where('meetingId', '=', meeting.id);
    const projector = await projectors.where('id', '=', id).executeTakeFirst();
    if (!projector) throw new AppError('notFound', 'this meeting has no such projector');
    if (projector.revokedAt !== null) return;
    await transaction.updateTable('projector').set({ revokedAt: at }).where('id', '=', id).execute();
    await auditAs('projector.revoked', { projector: id });
  });
  await dependencies.rightsChanged(principalIdOf(id));
}
