import { z } from 'zod';
import { documentKindSchema } from '../assessment/assessment.ts';
import { levelSchema } from '../assessment/level.ts';
import { notUnderstoodSchema } from './api.ts';

export const importFormatSchema = z.enum(['txt', 'docx', 'pdf', 'json']);

/** A line of the source as it was read: of a Word file a paragraph or a table, of a PDF a line of a page. */
export const sourceLineSchema = z.object({
  /** From 1. */
  number: z.int(),
  text: z.string(),
  /** Of a PDF, from 1. */
  page: z.int().nullable(),
  /** What stands there beside words. */
  holds: z.enum(['text', 'heading', 'table', 'picture']),
});

/** Where lines of the source belong. `code`: of the category or item; '' for the whole. */
export const importPlaceSchema = z.object({
  part: z.enum(['front', 'category', 'goal', 'item', 'result', 'observations', 'overall', 'ignored', 'none']),
  code: z.string().max(20),
});
export type ImportPlace = z.infer<typeof importPlaceSchema>;

/** Lines of the source with the place that they were given, first and last included. */
export const placedLinesSchema = z.object({
  from: z.int(),
  to: z.int(),
  place: importPlaceSchema,
  /** A person has said so. */
  byHand: z.boolean(),
});

/** A source with more lines cannot be set right by hand: nobody goes through them. */
export const maxSourceLines = 20_000;

/** What a person has set right; sent whole each time. */
export const importFixesSchema = z.object({
  places: z
    .array(
      z
        .object({ from: z.int().min(1), to: z.int().min(1).max(maxSourceLines), place: importPlaceSchema })
        .refine(({ from, to }) => from <= to, { path: ['to'], message: 'the last line comes before the first' }),
    )
    .max(2_000)
    .default([]),
  /** By code of item. */
  levels: z.record(z.string().max(20), levelSchema.nullable()).default({}),
  facts: z
    .object({
      title: z.string().trim().min(1).max(1_000).optional(),
      fiscalYearBE: z.int().min(2500).max(2699).optional(),
      round: z.union([z.literal(6), z.literal(12)]).optional(),
    })
    .default({}),
  /** Of the draft that they began from; when somebody else has set it right since, they are refused. Only asked with. */
  revision: z.int().min(0).optional(),
});
export type ImportFixes = z.infer<typeof importFixesSchema>;

/** A document that a draft has a text for. */
export const importedTextSchema = z.object({
  item: z.string().nullable(),
  kind: documentKindSchema,
  level: levelSchema.nullable(),
  /** As JSON of a document (`Content`). */
  content: z.unknown(),
});

export type ImportedText = z.infer<typeof importedTextSchema>;

/** An import as it was left: the source, what was understood of it, and what was set right. */
export const importDraftSchema = z.object({
  id: z.string(),
  format: importFormatSchema,
  fileName: z.string(),
  at: z.int(),
  /** The cycle that was made of it. */
  committed: z.string().nullable(),
  /** A whole cycle that was exported: it is brought in as it is, and nothing of it is set right here. */
  isWhole: z.boolean(),
  source: z.array(sourceLineSchema),
  placed: z.array(placedLinesSchema),
  fixes: importFixesSchema.omit({ revision: true }),
  /** How often it was set right. */
  revision: z.int(),
  /** `reportSchema`, with what was set right. */
  understood: z.unknown(),
  notUnderstood: z.array(notUnderstoodSchema),
  texts: z.array(importedTextSchema),
});
export type ImportDraftAnswer = z.infer<typeof importDraftSchema>;

/** Drafts of one's own agency that became nothing yet, the newest first. */
export const importListSchema = z.array(importDraftSchema.pick({ id: true, format: true, fileName: true, at: true }));

/** Texts of one call; more are brought in by one call after another. */
export const maxTextsInto = 20;

/** Into which documents of a cycle a draft's texts are brought, and whether they follow what is there or replace it. */
export const importIntoSchema = z.object({
  cycle: z.string(),
  texts: z
    .array(
      z.object({
        item: z.string().nullable(),
        kind: documentKindSchema,
        level: levelSchema.nullable(),
        /** Where it is brought: a document of the cycle. */
        document: z.string(),
        how: z.enum(['append', 'replace']),
      }),
    )
    .min(1)
    .max(maxTextsInto),
});

/** Of each document the versions before and after; null for both when the text was the same already. */
export const importedIntoSchema = z.object({
  documents: z.array(z.object({ document: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
