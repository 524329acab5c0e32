import { randomUUID } from 'node:crypto';
import type { Role } from '@ruam/shared/policy/roles.ts';
import { createCommands } from '../commands/commands.ts';
import { createCycle } from '../cycle/createCycle.ts';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import { addAgency, addPerson, addSeat } from './people.ts';
import { smallReport } from './report.ts';

/** The people of a cycle; the login is the key. */
const people: Readonly<Record<string, readonly [body: string, role: Role]>> = {
  admin: ['administration', 'administrator'],
  secretariat: ['secretariat', 'secretariat'],
  advisor: ['advisors', 'advisor'],
  'steering-chair': ['steering', 'steering-chair'],
  'steering-member': ['steering', 'steering-member'],
  observer: ['observers', 'observer'],
  'cat3-chair': ['category-3', 'chair'],
  'cat3-secretary': ['category-3', 'secretary'],
  'cat3-member': ['category-3', 'member'],
  'cat4-chair': ['category-4', 'chair'],
  'cat7-chair': ['category-7', 'chair'],
};

/** Two agencies that must not learn of each other. `foreigner` is the secretariat of the second. */
export interface World {
  readonly agency: string;
  readonly cycle: string;
  readonly foreignCycle: string;
  /** Person ids by login. */
  readonly personIds: Readonly<Record<string, string>>;
}

/** Makes both, each with a cycle of `smallReport`; every password is `testPassword`. */
export async function makeWorld(database: Database): Promise<World> {
  const agency = await addAgency(database, 'กรมตัวอย่าง');
  const foreignAgency = await addAgency(database, 'กรมอื่น');
  const cycle = await addCycle(database, agency);
  const foreignCycle = await addCycle(database, foreignAgency);
  const personIds: Record<string, string> = {};
  for (const [login, [body, role]] of Object.entries(people)) {
    const person = await addPerson(database, agency, login);
    await addSeat(database, cycle, person, body, role);
    personIds[login] = person;
  }
  const foreigner = await addPerson(database, foreignAgency, 'foreigner');
  await addSeat(database, foreignCycle, foreigner, 'secretariat', 'secretariat');
  await addPerson(database, agency, 'seatless');
  return { agency, cycle, foreignCycle, personIds: { ...personIds, foreigner } };
}

/** A cycle of `smallReport`, with the audit entry of its making. */
export async function addCycle(database: Database, agencyId: string): Promise<string> {
  const id = randomUUID();
  const framework = await loadShippedFramework();
  const commands = createCommands(database, Date.now, () => undefined);
  await commands.run(null, async ({ transaction, at, audit }) => {
    const report = smallReport;
    await createCycle(transaction, { id, agencyId, framework, report, personId: null, at, newId: randomUUID });
    await audit(cycleChain(id), 'cycle.imported', { cycle: id });
  });
  return id;
}
