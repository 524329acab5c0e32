import { z } from 'zod';

export const unitKinds = ['bureau', 'group', 'committee', 'person-role'] as const;
export const unitKindSchema = z.enum(unitKinds);

export const maxUnits = 500;
const nameSchema = z
  .string()
  .max(800)
  .overwrite((name) => name.normalize('NFC').replace(/\s+/g, ' '))
  .trim()
  .min(1)
  .max(200);
const namesSchema = z.array(nameSchema).max(100);

/** A unit of the agency that recommendations are given to. */
export const unitSchema = z.object({
  name: z.string(),
  kind: unitKindSchema,
  /** Other names that mean it, among them those that it had before. */
  aliases: z.array(z.string()),
  /** Of a group: the names of its members. */
  members: z.array(z.string()),
});
export type Unit = z.infer<typeof unitSchema>;

/** The register of a cycle; `revision` is told by who changes it, so that nobody overwrites what another wrote. */
export const unitRegisterSchema = z.object({ revision: z.string(), units: z.array(unitSchema) });
export type UnitRegister = z.infer<typeof unitRegisterSchema>;

export const changedUnitSchema = z.object({
  /** The name under which it stood; null for a new one. */
  formerName: z.string().max(800).nullable(),
  name: nameSchema,
  kind: unitKindSchema,
  aliases: namesSchema,
  /** Names as they are after the change. */
  members: namesSchema,
});
export type ChangedUnit = z.infer<typeof changedUnitSchema>;

/** The whole register as it shall be, in its order. */
export const changeUnitsSchema = z.object({
  revision: z.string().max(100),
  units: z.array(changedUnitSchema).max(maxUnits),
});
export type ChangeUnits = z.infer<typeof changeUnitsSchema>;
