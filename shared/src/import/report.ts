import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';

/** "(ผู้รับผิดชอบ …)": the words after the label as read (repaired), and the units they name, by canonical name. */
export const responsibleSchema = z.object({
  text: z.string(),
  units: z.array(z.string()),
  /** `after-children`: it stood on its own line after the node's sub-list. */
  position: z.enum(['inline', 'after-children']),
});

/** "(ความเห็นของ …)" at the end of a paragraph: whose opinion it is. */
export const attributionSchema = z.object({ text: z.string(), person: z.string() });

export interface ReportParagraph {
  /** The printed marker (`๑.`, `-`, `(๑)`) or null. */
  readonly marker: string | null;
  /** One paragraph, repaired, without marker, responsible units and attribution. */
  readonly text: string;
  /** The level the paragraph is about when it says what a higher level requires or still lacks. */
  readonly targetLevel: z.infer<typeof levelSchema> | null;
  /** The fiscal year (BE) the paragraph sets as its target, only when it is named as such. */
  readonly targetFiscalYearBE: number | null;
  readonly responsible: z.infer<typeof responsibleSchema> | null;
  readonly attribution: z.infer<typeof attributionSchema> | null;
  readonly children: readonly ReportParagraph[];
  /** 1-based line of the source where it begins; 0 when the source has no lines. */
  readonly line: number;
}

export const reportParagraphSchema: z.ZodType<ReportParagraph> = z.lazy(() =>
  z.object({
    marker: z.string().nullable(),
    text: z.string(),
    targetLevel: levelSchema.nullable(),
    targetFiscalYearBE: z.int().nullable(),
    responsible: responsibleSchema.nullable(),
    attribution: attributionSchema.nullable(),
    children: z.array(reportParagraphSchema),
    line: z.int(),
  }),
);

export const reportItemSchema = z.object({
  /** "3.3" with Arabic digits. */
  code: z.string(),
  name: z.string(),
  /** The sentence under ผลการดำเนินงาน, null when the section is missing. */
  result: z.string().nullable(),
  level: levelSchema.nullable(),
  levelAsWritten: z.string().nullable(),
  observationsState: z.enum(['present', 'none-dash', 'absent']),
  targetLevels: z.array(levelSchema),
  observations: z.array(reportParagraphSchema),
  line: z.int(),
});
export type ReportItem = z.infer<typeof reportItemSchema>;

export const reportCategorySchema = z.object({
  /** "1" … "7". */
  code: z.string(),
  name: z.string(),
  goal: z.string().nullable(),
  /** The category's sentence on the cover page. */
  summary: z.string().nullable(),
  items: z.array(reportItemSchema),
  line: z.int(),
});
export type ReportCategory = z.infer<typeof reportCategorySchema>;

/** A percentage the report states, with every place where it was read; more than one owner is a conflict, never settled here. */
export const reportedFigureSchema = z.object({
  percent: z.number(),
  statements: z.array(
    z.object({
      line: z.int(),
      text: z.string(),
      /** Whom the sentence gives the figure to. */
      attributedTo: z.enum(['category-7', 'categories-1-6', 'indicators']),
    }),
  ),
});

export const reportResultsSchema = z.object({
  /** One entry a different percentage; FY 2562 has one, read in three places. */
  figures: z.array(reportedFigureSchema),
  narrative: z.array(z.string()),
  dimensions: z.array(z.object({ code: z.string(), name: z.string() })),
  indicatorCount: z.int().nullable(),
  notMeasurableCount: z.int().nullable(),
  notMeasurable: z.array(
    z.object({
      marker: z.string().nullable(),
      indicator: z.string(),
      reason: z.string().nullable(),
      expected: z.object({ fiscalYearBE: z.int(), quarter: z.int().nullable() }).nullable(),
    }),
  ),
});

export const reportUnitSchema = z.object({
  /** Canonical name, the key of `responsible.units`. */
  name: z.string(),
  kind: z.enum(['bureau', 'group', 'committee', 'person-role']),
  writtenAs: z.array(z.string()),
});

/** A self-assessment report as understood by an importer; what was not understood is listed beside it, never guessed. */
export const reportSchema = z.object({
  title: z.string().nullable(),
  agency: z.string().nullable(),
  fiscalYearBE: z.int().nullable(),
  /** Months of the round: 6 or 12. */
  round: z.union([z.literal(6), z.literal(12)]).nullable(),
  /** As written, for example "PMQA 4.0". */
  framework: z.string().nullable(),
  meeting: z
    .object({
      body: z.string(),
      /** "6/2562" with Arabic digits. */
      number: z.string(),
      /** ISO date, Christian era. */
      date: z.string().nullable(),
      dateText: z.string().nullable(),
    })
    .nullable(),
  order: z.object({ number: z.string(), date: z.string().nullable(), text: z.string() }).nullable(),
  advisor: z.object({ name: z.string(), role: z.string().nullable() }).nullable(),
  /** ISO dates of the advisor's sessions. */
  advisorSessions: z.array(z.string()),
  overall: z
    .object({ level: levelSchema.nullable(), levelAsWritten: z.string().nullable(), text: z.string() })
    .nullable(),
  introduction: z.array(z.string()),
  categories: z.array(reportCategorySchema),
  results: reportResultsSchema.nullable(),
  overallObservations: z.array(reportParagraphSchema),
  units: z.array(reportUnitSchema),
});
export type Report = z.infer<typeof reportSchema>;
