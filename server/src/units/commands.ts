import type { ChangeUnits, UnitRegister } from '@ruam/shared/api/units.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { mayEditUnits } from '@ruam/shared/policy/checks.ts';
import { problemsOf, withFormerNames } from '@ruam/shared/units/register.ts';
import type { Commands } from '../commands/commands.ts';
import type { Database } from '../database/database.ts';
import { cycleChain } from '../events/audit.ts';
import type { Person } from '../people/actor.ts';
import { inStatementSizes } from '../sync/statementSizes.ts';
import { readUnits, registerOf } from './readUnits.ts';

/**
 * Puts a register in the place of the one that the caller has seen. Throws `forbidden`, `invalid` (two units of one name,
 * a member that is none, `details.problems`), `registerChanged` (somebody else has changed it meanwhile).
 */
export async function changeUnits(
  { database, commands }: { readonly database: Database; readonly commands: Commands },
  person: Person,
  cycle: string,
  { revision, units: changed }: ChangeUnits,
): Promise<UnitRegister> {
  if (!mayEditUnits(person, cycle))
    throw new AppError('forbidden', 'units are kept by the secretariat and the administrators');
  const problems = problemsOf(changed);
  if (problems.length > 0) throw new AppError('invalid', 'the register contradicts itself', { problems });
  const after = withFormerNames(changed);
  await commands.run(person.id, async ({ transaction, take, audit }) => {
    await take(cycleChain(cycle));
    const before = registerOf(await readUnits(transaction, cycle));
    // Sent twice: what it asks for stands.
    if (registerOf(after).revision === before.revision) return;
    if (before.revision !== revision) throw new AppError('registerChanged', 'somebody has changed the register');
    const stored = await transaction
      .selectFrom('unit')
      .select(['name', 'writtenAs'])
      .where('cycleId', '=', cycle)
      .execute();
    const writtenAs = new Map(stored.map((unit) => [unit.name, unit.writtenAs]));
    await transaction.deleteFrom('unit').where('cycleId', '=', cycle).execute();
    const rows = after.map(({ name, kind, aliases, members }, position) => ({
      cycleId: cycle,
      name,
      kind,
      writtenAs: writtenAs.get(changed[position]?.formerName ?? name) ?? '[]',
      position,
      aliases: JSON.stringify(aliases),
      members: JSON.stringify(members),
    }));
    for (const some of inStatementSizes(rows)) await transaction.insertInto('unit').values(some).execute();
    await audit(cycleChain(cycle), 'units.changed', { cycle, ...differenceOf(before, changed) });
  });
  return registerOf(await readUnits(database, cycle));
}

/** What an auditor asks for: which units are new, gone and renamed. */
function differenceOf(before: UnitRegister, changed: ChangeUnits['units']) {
  const kept = new Set(changed.map(({ formerName }) => formerName));
  const isKnown = (name: string | null): boolean => before.units.some((unit) => unit.name === name);
  return {
    added: changed.filter(({ formerName }) => !isKnown(formerName)).map(({ name }) => name),
    removed: before.units.filter(({ name }) => !kept.has(name)).map(({ name }) => name),
    renamed: changed
      .filter(({ formerName, name }) => isKnown(formerName) && formerName !== name)
      .map(({ formerName, name }) => ({ from: formerName, to: name })),
  };
}
