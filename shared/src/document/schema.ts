import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';

/**
 * The document schema, version 1: the names that a document may hold. Client (Tiptap) and server (content,
 * import) both follow it; y-tiptap deletes what it does not know, so a name is only ever added, with a new version.
 */
export const documentSchemaVersion = 1;

/** The root type of every document's `Y.Doc`. */
export const documentRoot = 'default';

export const blockNames = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'codeBlock',
  'horizontalRule',
  'recommendation',
] as const;
export const inlineNames = ['text', 'hardBreak'] as const;
export const markNames = ['bold', 'italic', 'strike', 'code', 'underline', 'link'] as const;

/**
 * Attributes of a `recommendation` block. Its content is inline text. A sub-recommendation is a block of its own
 * with a greater `depth` (0 = top level), so that blocks merge and move without nesting.
 */
export const recommendationAttributesSchema = z.object({
  /** The printed marker (`๑.`, `-`, `(๑)`) or null. */
  marker: z.string().nullable().default(null),
  depth: z.int().min(0).max(8).default(0),
  targetLevel: levelSchema.nullable().default(null),
  /** Buddhist era. */
  targetFiscalYear: z.int().nullable().default(null),
  /** Canonical names of the responsible units. */
  units: z.array(z.string()).default([]),
  /** The words after ผู้รับผิดชอบ as read or written, null when none stand there. */
  responsibleText: z.string().nullable().default(null),
  /** Where it came from, as a person wrote it; null = the body itself. */
  origin: z.string().nullable().default(null),
  status: z.enum(['open', 'underway', 'done', 'dropped']).nullable().default(null),
});
export type RecommendationAttributes = z.infer<typeof recommendationAttributesSchema>;

/** Attributes that elements may have. Those of a mark are its value, and no name of their own. */
export const attributeNames: readonly string[] = [
  'level',
  'start',
  ...Object.keys(recommendationAttributesSchema.shape),
];
