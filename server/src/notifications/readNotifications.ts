import { maxCounted, type NotificationAnswer } from '@ruam/shared/api/notifications.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { notificationSubjectSchema } from '@ruam/shared/notifications/subject.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';

interface Page {
  readonly isUnreadOnly: boolean;
  /** The last one of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/**
 * A page of a person's own notifications, newest first; those of cycles that the person may not read any more are left
 * out. Throws `notFound` when `before` is none of the person's.
 */
export async function listNotifications(
  database: Database,
  person: Person,
  { isUnreadOnly, before, limit }: Page,
): Promise<NotificationAnswer[]> {
  const after = before === null ? null : await placeOf(database, person, before);
  const rows = await ownShown(database, person)
    .$if(isUnreadOnly, (query) => query.where('readAt', 'is', null))
    .$if(after !== null, (query) =>
      query.where(({ eb, and, or }) =>
        or([eb('at', '<', after?.at ?? 0), and([eb('at', '=', after?.at ?? 0), eb('id', '<', after?.id ?? '')])]),
      ),
    )
    .select(['id', 'kind', 'cycleId', 'at', 'readAt', 'subject'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const read = rows.map((row) => ({ ...row, subject: notificationSubjectSchema.parse(JSON.parse(row.subject)) }));
  const names = await namesOf(
    database,
    read.map(({ subject }) => subject.actor),
  );
  return read.map(({ id, kind, cycleId: cycle, at, readAt, subject }) => {
    const actorName = subject.actor === null ? null : (names.get(subject.actor) ?? null);
    return { id, kind, cycle, at, readAt, actorName, subject };
  });
}

/** How many a person has not read; not more than `maxCounted`. */
export async function countUnread(database: Database, person: Person): Promise<number> {
  const rows = await ownShown(database, person).where('readAt', 'is', null).select('id').limit(maxCounted).execute();
  return rows.length;
}

/** Marks one of the person's own as read or not. What is read is not mailed any more. Throws `notFound`. */
export async function markRead(database: Database, person: Person, id: string, readAt: number | null): Promise<void> {
  await placeOf(database, person, id);
  await database.updateTable('notification').set({ readAt }).where('id', '=', id).execute();
}

/** Marks every one of the person up to a time as read. */
export async function markReadThrough(
  database: Database,
  person: Person,
  through: number,
  readAt: number,
): Promise<void> {
  await database
    .updateTable('notification')
    .set({ readAt })
    .where('personId', '=', person.id)
    .where('at', '<=', through)
    .where('readAt', 'is', null)
    .execute();
}

function ownShown(database: Database, { id, seats }: Person) {
  const cycles = [...new Set(seats.map(({ cycle }) => cycle))];
  return database
    .selectFrom('notification')
    .where('personId', '=', id)
    .where('inApp', '=', 1)
    .where(({ eb, val }) => (cycles.length === 0 ? eb(val(1), '=', 0) : eb('cycleId', 'in', cycles)));
}

async function placeOf(database: Database, person: Person, id: string): Promise<{ id: string; at: number }> {
  const row = await ownShown(database, person).select(['id', 'at']).where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('notFound', 'there is no such notification');
  return row;
}

async function namesOf(database: Database, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await database.selectFrom('person').select(['id', 'name']).where('id', 'in', known).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
