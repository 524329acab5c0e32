import type { Work } from '../commands/commands.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import type { MeetingDependencies } from './dependencies.ts';
import { checkMayPrepare, type MeetingKey, readMeeting, type StoredMeeting } from './readMeetings.ts';

/** A meeting that nobody else changes until the command ends. */
export interface Preparing extends Pick<Work, 'transaction' | 'at'> {
  readonly meeting: StoredMeeting;
  /** Writes the audit entry `meeting.<what>`; its subject names cycle and meeting. */
  audit(what: string, subject?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Writes an entry of another type, with the same subject. */
  auditAs(type: string, subject?: Readonly<Record<string, unknown>>): Promise<void>;
}

/** A command of the secretariat on a meeting. Throws `forbidden`, `notFound`, and what `change` throws. */
export async function prepare<T>(
  { commands }: Pick<MeetingDependencies, 'commands'>,
  person: Person,
  key: MeetingKey,
  change: (preparing: Preparing) => Promise<T>,
): Promise<T> {
  const { cycle } = key;
  checkMayPrepare(person, cycle);
  return commands.run(person.id, async ({ transaction, at, take, audit }) => {
    await take(cycleChain(cycle));
    const meeting = await readMeeting(transaction, person, key);
    const auditAs: Preparing['auditAs'] = (type, subject = {}) =>
      audit(cycleChain(cycle), type, { cycle, meeting: meeting.id, ...subject });
    return change({
      ...{ transaction, at, meeting, auditAs },
      audit: (what, subject) => auditAs(`meeting.${what}`, subject),
    });
  });
}
