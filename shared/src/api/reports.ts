import { z } from 'zod';
import { scoreValueSchema } from '../assessment/assessment.ts';

/** What a report can be had as; `html` is the pack for a meeting without the net. */
export const reportFormatSchema = z.enum(['docx', 'pdf', 'xlsx', 'json', 'markdown', 'html']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** What is printed at the head of every page. */
export const secrecySchema = z.enum(['none', 'internal', 'confidential', 'secret', 'topSecret']);
export type Secrecy = z.infer<typeof secrecySchema>;

/** How a report is made (docs/report.md). What a format cannot hold is left out of it. */
export const reportOptionsSchema = z.object({
  /** Which of the values the levels and texts are taken by. */
  value: scoreValueSchema.default('claimed'),
  /** Of each item the text of the level that it has, or of every level. */
  levels: z.enum(['reached', 'all']).default('reached'),
  /** Items that it is limited to; empty: all. */
  items: z.array(z.string().max(20)).max(200).default([]),
  /** Not at all, as numbered notes at the end, or as comments of Word (`docx` only; else as notes). */
  comments: z.enum(['none', 'notes', 'word']).default('none'),
  /** Submitted advice notes: among the observations of their item, as an annex, or left out. */
  advice: z.enum(['within', 'annex', 'none']).default('within'),
  /** The evidence register: not at all, as an annex, or as an annex with the files beside the report (a zip). */
  evidence: z.enum(['none', 'list', 'files']).default('none'),
  contents: z.boolean().default(true),
  paragraphNumbers: z.boolean().default(false),
  thaiDigits: z.boolean().default(true),
  /** Words across every page. */
  watermark: z.string().trim().max(40).default(''),
  secrecy: secrecySchema.default('none'),
});
export type ReportOptions = z.infer<typeof reportOptionsSchema>;

const isSaid = z.enum(['true', 'false']).transform((word) => word === 'true');

/** The same in an address: `items` with commas between; `contents` is left to the format where it is not said. */
export const reportQuerySchema = z.object({
  ...reportOptionsSchema.shape,
  format: reportFormatSchema.default('docx'),
  items: z
    .string()
    .max(4_000)
    .default('')
    .transform((codes) => codes.split(',').filter((code) => code !== ''))
    .pipe(reportOptionsSchema.shape.items.unwrap()),
  contents: isSaid.optional(),
  paragraphNumbers: isSaid.default(false),
  thaiDigits: isSaid.default(true),
});

export const reportRequestSchema = z.object({
  format: reportFormatSchema,
  options: reportOptionsSchema.prefault({}),
  /** Made by the client: the same request sent twice makes one report. */
  key: z.uuid().optional(),
});

/** Where a report is; `failed` and `cancelled` have no file. */
export const reportStateSchema = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type ReportState = z.infer<typeof reportStateSchema>;

/** What is being done for it. */
export const reportStepSchema = z.enum(['reading', 'pictures', 'writing', 'printing', 'packing', 'keeping']);
export type ReportStep = z.infer<typeof reportStepSchema>;

/** A report that was asked for: it is made beside everybody's work, and kept to be had again. */
export const reportJobSchema = z.object({
  id: z.string(),
  cycle: z.string(),
  format: reportFormatSchema,
  options: reportOptionsSchema,
  state: reportStateSchema,
  step: reportStepSchema.nullable(),
  /** 0 to 100. */
  progress: z.int(),
  /** Of `failed`: the code of an error. */
  error: z.string().nullable(),
  person: z.object({ id: z.string(), name: z.string() }),
  at: z.int(),
  finishedAt: z.int().nullable(),
  /** The version of the cycle that it is made of; null until it was read. `contentHash`: SHA-256, hex. */
  snapshot: z.object({ id: z.string(), at: z.int(), contentHash: z.string() }).nullable(),
  /** `hash`: SHA-256, hex. */
  file: z.object({ name: z.string(), sizeBytes: z.int(), hash: z.string(), mediaType: z.string() }).nullable(),
});
export type ReportJob = z.infer<typeof reportJobSchema>;
export const reportJobsSchema = z.array(reportJobSchema);
