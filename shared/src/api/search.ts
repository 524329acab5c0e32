import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { maxQuestionLength } from '../search/terms.ts';

/** What can be found. `text` is everything written in documents but recommendations and advice notes. */
export const searchKinds = ['item', 'text', 'recommendation', 'advice', 'comment', 'evidence'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** The newest that a search ever gives, page by page. */
export const maxFound = 300;
export const searchPageSize = 20;

export const searchQuerySchema = z.object({
  q: z.string().max(maxQuestionLength),
  /** Left out: every cycle that the person may read. */
  cycle: z.string().max(100).optional(),
  kind: z.enum(searchKinds).optional(),
  category: z.string().max(20).optional(),
  /** `next` of the page before. */
  cursor: z.coerce.number().int().min(0).max(maxFound).optional(),
});
export type SearchQuestion = z.infer<typeof searchQuerySchema>;

export const searchResultSchema = z.object({
  /** Its own name among results. */
  id: z.string(),
  kind: z.enum(searchKinds),
  cycle: z.string(),
  /** Null for what belongs to the whole cycle. */
  item: z.string().nullable(),
  category: z.string().nullable(),
  /** Where it stands; null for items and evidence. */
  document: z.object({ id: z.string(), kind: documentKindSchema, level: levelSchema.nullable() }).nullable(),
  /** Of a comment. */
  thread: z.string().nullable(),
  /** Paragraph number, as it is printed beside the text; null without one. */
  number: z.int().nullable(),
  /** The beginning of the passage, by which a screen finds it; null for what is no passage. */
  quote: z.string().nullable(),
  /** Who wrote a comment. */
  byName: z.string().nullable(),
  /** Id of an entry of the evidence register. */
  evidence: z.string().nullable(),
  snippet: z.object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) }),
  at: z.int(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

export const searchAnswerSchema = z.object({
  results: z.array(searchResultSchema),
  /** How many were found; with `isMore` at least so many. */
  count: z.int(),
  isMore: z.boolean(),
  next: z.string().nullable(),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
