import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { maxPlaces, maxTitleLetters } from '../evidence/bounds.ts';

/** What a file is uploaded for: a picture within a text, or the evidence register (docs/evidence.md F4). */
export const fileUseSchema = z.enum(['text', 'evidence']);
export type FileUse = z.infer<typeof fileUseSchema>;

export const uploadQuerySchema = z.object({ use: fileUseSchema.optional() });

/** A stored file, under its true type. */
export const fileSchema = z.object({
  id: z.string(),
  /** Ends in an extension of its type. */
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  /** SHA-256, hex. */
  hash: z.string(),
});
export type FileAnswer = z.infer<typeof fileSchema>;

/** Another entry of the cycle that holds the same bytes. */
const sameFileSchema = z.object({ evidence: z.string(), title: z.string() });

export const uploadedFileSchema = fileSchema.extend({
  /** The name that was given, when it says another type than the content has. */
  givenName: z.string().optional(),
  /** Entries of the register that have these bytes already. */
  sameAs: z.array(sameFileSchema),
});
export type UploadedFile = z.infer<typeof uploadedFileSchema>;

/** Who may open the file: everybody; who works in the cycle; the item's body, steering, secretariat, advisors. */
export const confidentialitySchema = z.enum(['public', 'internal', 'confidential']);
export type Confidentiality = z.infer<typeof confidentialitySchema>;

const titleSchema = z
  .string()
  .max(maxTitleLetters * 4)
  .overwrite((title) => title.normalize('NFC').replace(/\s+/g, ' '))
  .trim()
  .min(1)
  .refine((title) => [...title].length <= maxTitleLetters, `a title has at most ${maxTitleLetters} letters`);
/** `2019-08-22` */
const dateSchema = z.iso.date().nullable();
/** Buddhist era. */
const fiscalYearSchema = z.int().min(2400).max(2800).nullable();
const placesSchema = z.array(z.string().min(1).max(60)).max(maxPlaces);

export const newEvidenceSchema = z.object({
  /** An uploaded file (`use=evidence`). */
  file: z.string().max(100),
  title: titleSchema,
  effectiveDate: dateSchema.optional(),
  fiscalYearBE: fiscalYearSchema.optional(),
  confidentiality: confidentialitySchema.optional(),
  /** Ids of the framework's checks that it proves. */
  checks: placesSchema.optional(),
  /** Codes of items that it belongs to without proving a named check. */
  items: placesSchema.optional(),
  /** Made by the client: the same request sent twice is done once. */
  key: z.uuid().optional(),
});
export type NewEvidence = z.input<typeof newEvidenceSchema>;

/** Only what is named changes; places are added and removed one by one, so that nobody takes another's back. */
export const changeEvidenceSchema = z.object({
  title: titleSchema.optional(),
  effectiveDate: dateSchema.optional(),
  fiscalYearBE: fiscalYearSchema.optional(),
  confidentiality: confidentialitySchema.optional(),
  addChecks: placesSchema.optional(),
  removeChecks: placesSchema.optional(),
  addItems: placesSchema.optional(),
  removeItems: placesSchema.optional(),
  /** A new version; `replaces` is the file that it was shown instead of, else `replaced`. */
  file: z.object({ id: z.string().max(100), replaces: z.string().max(100) }).optional(),
});
export type ChangeEvidence = z.input<typeof changeEvidenceSchema>;

const byWhomSchema = z.object({ at: z.int(), person: z.string(), name: z.string() });

/** A document whose committed text names an entry. */
export const evidenceUseSchema = z.object({
  document: z.string(),
  item: z.string().nullable(),
  kind: documentKindSchema,
  level: levelSchema.nullable(),
});
export type EvidenceUse = z.infer<typeof evidenceUseSchema>;

/** An entry of the register, as the caller may see it. */
export const evidenceSchema = z.object({
  id: z.string(),
  cycle: z.string(),
  title: z.string(),
  confidentiality: confidentialitySchema,
  /** Ids of the framework's checks that it proves, in the framework's order. */
  checks: z.array(z.string()),
  /** Codes of items that it belongs to without proving a named check. */
  items: z.array(z.string()),
  /** The newest version; null when the caller may know no more than the title. */
  file: fileSchema.nullable(),
  versions: z.int(),
  effectiveDate: z.string().nullable(),
  fiscalYearBE: z.int().nullable(),
  added: byWhomSchema,
  changedAt: z.int(),
  usedIn: z.array(evidenceUseSchema),
  /** How many snapshots name it. */
  snapshots: z.int(),
  /** Set when it was taken out of the register: its title stays for the texts that name it. */
  removed: byWhomSchema.nullable(),
  /** Whether the caller may change title, dates, confidentiality and file, and remove it. */
  mayChange: z.boolean(),
});
export type EvidenceAnswer = z.infer<typeof evidenceSchema>;

const snapshotUseSchema = z.object({
  id: z.string(),
  kind: z.enum(['claim', 'approval', 'named', 'report']),
  name: z.string().nullable(),
  item: z.string().nullable(),
  at: z.int(),
});

/** One entry with its versions, newest first, and the snapshots that name it. */
export const evidenceDetailSchema = evidenceSchema.extend({
  history: z.array(byWhomSchema.extend({ file: fileSchema })),
  inSnapshots: z.array(snapshotUseSchema),
});
export type EvidenceDetail = z.infer<typeof evidenceDetailSchema>;

export const evidenceRemovedSchema = z.object({ id: z.string(), removed: z.literal(true) });

/** Details of `inUse`: where an entry is named. */
export const inUseSchema = z.object({ documents: z.array(evidenceUseSchema), snapshots: z.array(snapshotUseSchema) });
