import { randomUUID } from 'node:crypto';
import { type Commands, createCommands } from '../commands/commands.ts';
import type { Database, DatabaseLocation } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { CleanUp } from '../testing/cleanUp.ts';
import { openTestDatabase } from '../testing/databases.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { createNotifier, type Notifier } from './notifier.ts';

/** A store with a cycle whose audit chain is read, without a server. */
export interface NotificationBed {
  readonly database: Database;
  readonly world: World;
  /** Everybody whose list has changed, in order. */
  readonly told: string[];
  /** A notifier of its own on the same store, as another process would have it. */
  open(database?: Database): Notifier;
  /** Writes an audit entry of the cycle by a login, or by the server, at a time; tells no notifier. */
  happen(type: string, subject: Readonly<Record<string, unknown>>, by?: string | null, at?: number): Promise<void>;
  /** Reads on with a notifier of its own. */
  readOn(): Promise<void>;
  /** `kind login` of all that was written, in order. */
  written(): Promise<string[]>;
  personId(login: string): string;
}

/** @param isMailSent whether people with an address are to be mailed; nobody has one by default */
export async function openNotificationBed(
  location: DatabaseLocation,
  cleanUp: CleanUp,
  { isMailSent = false } = {},
): Promise<NotificationBed> {
  const database = await openTestDatabase(location, cleanUp);
  const world = await makeWorld(database);
  const told: string[] = [];
  const logins = new Map(Object.entries(world.personIds).map(([login, id]) => [id, login]));
  let clock = 1;
  const commands: Commands = createCommands(
    database,
    () => clock,
    () => undefined,
  );
  const open = (own = database): Notifier =>
    createNotifier({
      database: own,
      newId: randomUUID,
      isMailSent,
      told: (people) => told.push(...people.map((id) => logins.get(id) ?? id)),
      failed: (error) => {
        throw error;
      },
    });
  const bed: NotificationBed = {
    database,
    world,
    told,
    open,
    async happen(type, subject, by = null, at = clock + 1) {
      clock = at;
      const personId = by === null ? null : bed.personId(by);
      await commands.run(personId, ({ audit }) => audit(cycleChain(world.cycle), type, subject));
    },
    async readOn() {
      const notifier = open();
      await notifier.start();
      await notifier.whenIdle();
      await notifier.close();
    },
    async written() {
      const rows = await database
        .selectFrom('notification')
        .select(['kind', 'personId'])
        .orderBy('at')
        .orderBy('kind')
        .execute();
      return rows.map(({ kind, personId }) => `${kind} ${logins.get(personId) ?? personId}`).sort();
    },
    personId(login) {
      const id = world.personIds[login];
      if (id === undefined) throw new Error(`there is no ${login}`);
      return id;
    },
  };
  // From here on: what made the world tells nobody.
  await bed.readOn();
  return bed;
}
