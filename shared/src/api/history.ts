import { z } from 'zod';
import { documentDiffSchema } from '../deciding/contentDiff.ts';

/**
 * The name of a version of a document: `now`; `s` and the sequence through which its log is read; `t` and a time, epoch
 * ms; `v` and the id of a snapshot.
 */
export const versionNameSchema = z.union([z.literal('now'), z.string().regex(/^(?:[st]\d{1,15}|v[\w-]{1,100})$/)]);

const personSchema = z.object({ id: z.string(), name: z.string() });

export const versionSchema = z.object({
  id: versionNameSchema,
  /** `automatic`: a while in which people wrote. `created`: what it began with. `beforeRestore` and `restored` frame a version brought back. */
  type: z.enum(['now', 'automatic', 'created', 'named', 'claim', 'approval', 'beforeRestore', 'restored']),
  at: z.int(),
  /** What somebody called it. */
  name: z.string().nullable(),
  /** Who wrote in that while, or kept the version. */
  people: z.array(personSchema),
});
export type VersionAnswer = z.infer<typeof versionSchema>;

export const documentHistorySchema = z.object({
  document: z.string(),
  /** Newest first; at most 200. */
  versions: z.array(versionSchema),
  /** The newest meeting that is over: number, and the end of its day. */
  lastMeeting: z.object({ number: z.string(), at: z.int() }).nullable(),
  mayKeep: z.boolean(),
  mayRestore: z.boolean(),
});
export type DocumentHistory = z.infer<typeof documentHistorySchema>;

export const versionDiffQuerySchema = z.object({ from: versionNameSchema, to: versionNameSchema.default('now') });
export const versionDiffSchema = z.object({
  from: versionNameSchema,
  to: versionNameSchema,
  document: documentDiffSchema,
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;

export const restorationRequestSchema = z.object({ version: versionNameSchema });
export const restorationSchema = z.object({
  /** Snapshots of the text before and after; equal texts are not restored, and both are null. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
