import { createHash } from 'node:crypto';
import { type Unit, type UnitRegister, unitKindSchema } from '@ruam/shared/api/units.ts';
import { z } from 'zod';
import type { Database, DatabaseTransaction } from '../database/database.ts';

const namesSchema = z.array(z.string());

/** The units of a cycle in their order. */
export async function readUnits(database: Database | DatabaseTransaction, cycle: string): Promise<readonly Unit[]> {
  const rows = await database
    .selectFrom('unit')
    .select(['name', 'kind', 'aliases', 'members'])
    .where('cycleId', '=', cycle)
    .orderBy('position')
    .orderBy('name')
    .execute();
  return rows.map(({ name, kind, aliases, members }) => ({
    name,
    kind: unitKindSchema.catch('bureau').parse(kind),
    aliases: namesSchema.parse(JSON.parse(aliases)),
    members: namesSchema.parse(JSON.parse(members)),
  }));
}

/** The register, and what its change must name. */
export function registerOf(units: readonly Unit[]): UnitRegister {
  return { revision: createHash('sha256').update(JSON.stringify(units)).digest('hex'), units: [...units] };
}
