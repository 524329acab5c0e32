import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';

/**
 * The document schema: the names that a document may hold. Client (Tiptap) and server (content, import) both follow it;
 * y-tiptap deletes what it does not know, so a name is only ever added, with a new version.
 */
export const documentSchemaVersion = 4;

/** What each version after the first has brought. A name that stands in none of them is of version 1. */
const broughtBy: Readonly<Record<string, number>> = {
  taskList: 2,
  taskItem: 2,
  table: 2,
  tableRow: 2,
  tableCell: 2,
  tableHeader: 2,
  image: 2,
  pageBreak: 2,
  footnote: 2,
  evidenceFile: 2,
  highlight: 2,
  proves: 2,
  textAlign: 2,
  carriedFrom: 2,
  header: 3,
  resolution: 4,
  words: 4,
  part: 4,
};

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
  'taskList',
  'taskItem',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
  'image',
  'pageBreak',
  /** What a meeting has resolved, written by the server alone (docs/decisions/0009). */
  'resolution',
] as const;
/** A `footnote` holds text of its own and stands where its number is drawn; an `evidenceFile` names a register entry. */
export const inlineNames = ['text', 'hardBreak', 'footnote', 'evidenceFile'] as const;
/** What holds nothing: it takes one place, as ProseMirror counts, and everything else takes two around what it holds. */
export const leafNames: ReadonlySet<string> = new Set([
  'hardBreak',
  'horizontalRule',
  'image',
  'pageBreak',
  'evidenceFile',
  'resolution',
]);
/** `proves` says that its words prove a check of the framework; a passage may prove several. */
export const markNames = ['bold', 'italic', 'strike', 'code', 'underline', 'link', 'highlight', 'proves'] as const;

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
  /** The fiscal year (Buddhist era) whose recommendation this carries on, null for one of this cycle. */
  carriedFrom: z.int().nullable().default(null),
});
export type RecommendationAttributes = z.infer<typeof recommendationAttributesSchema>;

/** Attributes that elements may have. Those of a mark are its value, and no name of their own. */
export const attributeNames: readonly string[] = [
  'level',
  'start',
  'textAlign',
  'checked',
  'colspan',
  'rowspan',
  'colwidth',
  /** Of a cell: whether it is a header; without it its type says so (docs/decisions/0008). */
  'header',
  /** Of an `image`: the id of an uploaded file. */
  'file',
  'alt',
  /** Of an `image`: percent of the measure, 10-100. */
  'width',
  /** Of an `evidenceFile`: the id of an entry of the evidence register. */
  'evidence',
  /** Of a `resolution`: the id of the record, and its words, one line each. */
  'resolution',
  'words',
  /** Of a paragraph or heading of minutes: which part of their form begins with it. */
  'part',
  ...Object.keys(recommendationAttributesSchema.shape),
];

/** The version that has all of these names of elements, marks and attributes. */
export function schemaVersionOf(names: Iterable<string>): number {
  let version = 1;
  for (const name of names) version = Math.max(version, (Object.hasOwn(broughtBy, name) && broughtBy[name]) || 1);
  return version;
}
