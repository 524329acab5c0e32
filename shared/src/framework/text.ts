import { z } from 'zod';

/**
 * How sure a datum of a framework is (docs/score.md P9). `seed` read in the imported report · `published` read in a public
 * text · `observed` seen in another agency's system · `inferred` the only reading that fits · `memory` recollected, not
 * verified · `translation` ours · `own-words` written for Ruam · `unknown` not established.
 */
const certainties = [
  'seed',
  'published',
  'observed',
  'inferred',
  'memory',
  'translation',
  'own-words',
  'unknown',
] as const;
export const certaintySchema = z.enum(certainties);
export type Certainty = z.infer<typeof certaintySchema>;

/** A text in both languages, each with its certainty; neither may be empty. */
export const markedTextSchema = z.strictObject({
  th: z.string().min(1),
  en: z.string().min(1),
  certainty: z.strictObject({ th: certaintySchema, en: certaintySchema }),
});
export type MarkedText = z.infer<typeof markedTextSchema>;

/** A code that people read: "3.3", "7", "1a". Unique in its framework. */
export const codeSchema = z
  .string()
  .regex(/^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$/, 'a code is letters and digits, parts joined by "."');

/** A number kept exactly: digits with at most ten decimals, as a JSON number or as a string. */
export const decimalSchema = z
  .union([z.number(), z.string()])
  .refine((value) => /^-?\d{1,15}(\.\d{1,10})?$/.test(String(value)), 'a plain decimal number');
export type Decimal = z.infer<typeof decimalSchema>;

/** A decimal from 0 to 100. */
export const percentSchema = decimalSchema.refine(
  (value) => Number(value) >= 0 && Number(value) <= 100,
  'from 0 to 100',
);
