import type { ChangedUnit, Unit } from '../api/units.ts';
import { toArabicDigits } from '../thai/digits.ts';
import { withoutSpaces } from '../thai/normalize.ts';

/** Finds units by any of their names, whatever the spaces and the digits. */
export interface UnitFinder {
  /** The unit of this name or other name; null when it is not in the register. */
  find(written: string): Unit | null;
  /** Whether what is given to `written` concerns the unit of this name: it is that unit, or a group that holds it. */
  concerns(written: string, name: string): boolean;
  /** Units of which a name holds the words, those of which one begins with them first. */
  search(words: string, most: number): readonly Unit[];
}

export function unitFinder(units: readonly Unit[]): UnitFinder {
  const byName = new Map<string, Unit>();
  // A name goes before another's other name.
  for (const unit of units)
    for (const alias of unit.aliases) byName.set(keyOf(alias), byName.get(keyOf(alias)) ?? unit);
  for (const unit of units) byName.set(keyOf(unit.name), unit);

  function find(written: string): Unit | null {
    return byName.get(keyOf(written)) ?? null;
  }

  return {
    find,
    concerns(written, name) {
      const unit = find(written);
      if (unit === null) return keyOf(written) === keyOf(name);
      return unit.name === name || unit.members.some((member) => (find(member)?.name ?? member) === name);
    },
    search(words, most) {
      const sought = keyOf(words);
      const ranked = units.flatMap((unit) => {
        const places = [unit.name, ...unit.aliases].map((name) => keyOf(name).indexOf(sought));
        const found = places.filter((place) => place >= 0);
        return found.length === 0 ? [] : [{ unit, isBeginning: found.includes(0) }];
      });
      return ranked
        .toSorted((a, b) => Number(b.isBeginning) - Number(a.isBeginning))
        .slice(0, most)
        .map(({ unit }) => unit);
    },
  };
}

/** What is wrong with a register, by the place of the unit in it. */
export interface RegisterProblem {
  readonly index: number;
  readonly kind: 'sameName' | 'sameAlias' | 'unknownMember' | 'membersOfNoGroup';
  readonly name: string;
}

/** A register says of every name which unit it means, and of every group which units are in it. */
export function problemsOf(units: readonly ChangedUnit[]): readonly RegisterProblem[] {
  const problems: RegisterProblem[] = [];
  const names = new Set<string>();
  units.forEach(({ name }, index) => {
    if (names.has(keyOf(name))) problems.push({ index, kind: 'sameName', name });
    names.add(keyOf(name));
  });
  const owners = new Map<string, number>();
  units.forEach(({ name, aliases, kind, members }, index) => {
    for (const alias of aliases) {
      const key = keyOf(alias);
      const isTaken = (names.has(key) && key !== keyOf(name)) || (owners.get(key) ?? index) !== index;
      if (isTaken) problems.push({ index, kind: 'sameAlias', name: alias });
      owners.set(key, index);
    }
    if (kind !== 'group' && members.length > 0) problems.push({ index, kind: 'membersOfNoGroup', name });
    for (const member of members) {
      const isThere = units.some((unit) => unit.name === member && unit.kind !== 'group');
      if (kind === 'group' && !isThere) problems.push({ index, kind: 'unknownMember', name: member });
    }
  });
  return problems;
}

/**
 * The register as it is kept: what a unit was called before is among its other names, so that texts that name it so
 * still mean it, as long as no other unit is called so now.
 */
export function withFormerNames(units: readonly ChangedUnit[]): readonly Unit[] {
  const names = new Set(units.flatMap(({ name, aliases }) => [name, ...aliases]).map(keyOf));
  return units.map(({ formerName, name, kind, aliases, members }) => {
    const keepsFormer = formerName !== null && formerName !== name && !names.has(keyOf(formerName));
    const all = [...aliases, ...(keepsFormer ? [formerName] : [])];
    return { name, kind, aliases: distinct(all.filter((alias) => alias !== name)), members: distinct(members) };
  });
}

function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [keyOf(name), name])).values()];
}

/** `สำนักกรรมาธิการ ๑` and `สำนักกรรมาธิการ 1` are one name. */
function keyOf(name: string): string {
  return toArabicDigits(withoutSpaces(name.normalize('NFC'))).toLowerCase();
}
