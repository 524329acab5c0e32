import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { maxCommentLetters, maxMentions } from '../threads/bounds.ts';
import { mentionSchema } from '../threads/mentions.ts';

/** Two Yjs relative positions (`Y.encodeRelativePosition`), base64, around a passage of a document. */
export const anchorSchema = z.object({ start: z.string().min(1).max(400), end: z.string().min(1).max(400) });
export type Anchor = z.infer<typeof anchorSchema>;

export const threadStateSchema = z.enum(['open', 'resolved']);
export type ThreadState = z.infer<typeof threadStateSchema>;

/** Without the blanks around it; counted in code points. */
const commentTextSchema = z
  .string()
  .max(maxCommentLetters * 4)
  .trim()
  .min(1)
  .refine((text) => [...text].length <= maxCommentLetters, `a comment has at most ${maxCommentLetters} letters`);
const mentionsSchema = z.array(mentionSchema).max(maxMentions);
/** Made by the client: the same request sent twice is done once. */
const requestKeySchema = z.uuid();

export const newThreadSchema = z.object({
  /** Null or left out: the whole document. */
  anchor: anchorSchema.nullable().optional(),
  text: commentTextSchema,
  mentions: mentionsSchema.optional(),
  key: requestKeySchema.optional(),
});
export const newCommentSchema = z.object({
  text: commentTextSchema,
  mentions: mentionsSchema.optional(),
  key: requestKeySchema.optional(),
});
export const editCommentSchema = z.object({ text: commentTextSchema, mentions: mentionsSchema.optional() });
export const threadStateRequestSchema = z.object({ state: threadStateSchema });
export const followRequestSchema = z.object({ follows: z.boolean() });

const authorSchema = z.object({ id: z.string(), name: z.string() });
export const commentSchema = z.object({
  id: z.string(),
  author: authorSchema,
  text: z.string(),
  /** `name` of a person; of a body and a unit their id. */
  mentions: z.array(mentionSchema.extend({ name: z.string() })),
  at: z.int(),
  editedAt: z.int().nullable(),
});
export type CommentAnswer = z.infer<typeof commentSchema>;

export const threadSchema = z.object({
  id: z.string(),
  cycle: z.string(),
  document: z.string(),
  /** Of the document; null for documents of the whole cycle. */
  item: z.string().nullable(),
  category: z.string().nullable(),
  kind: documentKindSchema,
  level: levelSchema.nullable(),
  anchor: anchorSchema.nullable(),
  /** The passage as the server read it when the thread was opened; null for the whole document. */
  quote: z.string().nullable(),
  /** The passage is no longer in the committed text. */
  isOrphaned: z.boolean(),
  state: threadStateSchema,
  author: authorSchema,
  at: z.int(),
  stateBy: authorSchema.nullable(),
  stateAt: z.int().nullable(),
  /** Whether the caller is told of every comment. */
  following: z.boolean(),
  /** Whether the caller may resolve and reopen it. */
  mayResolve: z.boolean(),
  /** Whether the caller opened it, commented, or is named in it, alone or with a body. */
  isMine: z.boolean(),
  commentCount: z.int(),
  /** Oldest first; the first one opened the thread. Of a longer thread a list has the first and the last 20. */
  comments: z.array(commentSchema),
});
export type ThreadAnswer = z.infer<typeof threadSchema>;

export const threadsQuerySchema = z.object({
  state: threadStateSchema.optional(),
  /** Those that the caller opened, commented, or is named in, alone or with a body. */
  mine: z.literal('true').optional(),
  document: z.string().optional(),
  item: z.string().optional(),
});
