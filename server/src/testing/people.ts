import { randomUUID } from 'node:crypto';
import type { Role } from '@ruam/shared/policy/roles.ts';
import { hashPassword } from '../auth/password.ts';
import type { Database } from '../database/database.ts';

/** The password of every person that the tests make; Thai, so that it is more than bytes. */
export const testPassword = 'รหัสผ่าน-ทดลอง';
let hashed: Promise<string> | null = null;

export async function addAgency(database: Database, name: string, createdAt = 1): Promise<string> {
  const id = randomUUID();
  await database.insertInto('agency').values({ id, name, createdAt }).execute();
  return id;
}

/** Adds an active person with `testPassword`. */
export async function addPerson(database: Database, agencyId: string, login: string): Promise<string> {
  hashed ??= hashPassword(testPassword);
  const id = randomUUID();
  await database
    .insertInto('person')
    .values({
      id,
      agencyId,
      login,
      name: `ชื่อ ${login}`,
      passwordHash: await hashed,
      active: 1,
      sample: 0,
      createdAt: 1,
    })
    .execute();
  return id;
}

export async function addSeat(
  database: Database,
  cycleId: string,
  personId: string,
  body: string,
  role: Role,
): Promise<void> {
  await database.insertInto('seat').values({ cycleId, personId, body, role }).execute();
}
