import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';

/** What a notification is about: ids, and what is needed for its words and its link. */
export const notificationSubjectSchema = z.object({
  /** The type of the audit entry, for example `item.returned`. */
  event: z.string(),
  /** Who did it; null for the server itself. */
  actor: z.string().nullable(),
  item: z.string().nullable(),
  /** The item's. */
  category: z.string().nullable(),
  document: z.string().nullable(),
  documentKind: documentKindSchema.nullable(),
  documentLevel: levelSchema.nullable(),
  thread: z.string().nullable(),
  comment: z.string().nullable(),
  /** The claimed or approved one. */
  level: levelSchema.nullable(),
  /** How many refused edits. */
  count: z.int(),
  /** Only of what is told of a meeting. */
  meeting: z.object({ id: z.string(), number: z.string() }).optional(),
});
export type NotificationSubject = z.infer<typeof notificationSubjectSchema>;
