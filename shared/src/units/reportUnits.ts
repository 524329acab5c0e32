import type { UnitKind } from '../import/units.ts';

/** A unit as a report names it. */
interface ReportUnit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly writtenAs: readonly string[];
}

/**
 * The other names under which a report means a unit: what it writes for several (`สำนัก ๑ และ ๒`), or beside the name
 * (`…ในฐานะ…`), is none of them.
 */
export function aliasesOf(unit: ReportUnit, units: readonly ReportUnit[]): readonly string[] {
  const others = units.filter((other) => other !== unit);
  return unit.writtenAs.filter(
    (written) =>
      !written.includes(unit.name) &&
      !others.some(({ name, writtenAs }) => name === written || writtenAs.includes(written)),
  );
}

/** `ทุกสำนัก` are all bureaus that are called so. What `…ที่เกี่ยวข้อง` are, no report says: people choose them. */
export function membersOf(unit: ReportUnit, units: readonly ReportUnit[]): readonly string[] {
  const [, body] = /^ทุก(\S+)$/.exec(unit.name) ?? [];
  if (unit.kind !== 'group' || body === undefined) return [];
  return units.filter(({ name, kind }) => kind === 'bureau' && name.startsWith(body)).map(({ name }) => name);
}
