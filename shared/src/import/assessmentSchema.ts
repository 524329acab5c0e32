import { z } from 'zod';
import { levelSchema } from '../assessment/level.ts';

/** The name and version of the format. */
export const assessmentFormat = 'pmqa-assessment/1';

const lines = z.tuple([z.int(), z.int()]);
const text = z.string();

const responsible = z.strictObject({ text, units: z.array(text), position: z.literal('after-children').optional() });
const attribution = z.strictObject({ kind: text.optional(), text, person: text });
const namedUnits = z.strictObject({ role: text, units: z.array(text) });

/** A paragraph of a `pmqa-assessment/1` file. */
export interface AssessmentParagraph {
  readonly id?: string | undefined;
  readonly marker: string | null;
  readonly text: string;
  readonly targetLevel?: z.infer<typeof levelSchema> | null | undefined;
  readonly targetFiscalYearBE?: number | null | undefined;
  readonly responsible?: z.infer<typeof responsible> | null | undefined;
  readonly attribution?: z.infer<typeof attribution> | null | undefined;
  readonly namedUnits?: z.infer<typeof namedUnits> | undefined;
  readonly allResponsibleUnits?: readonly string[] | undefined;
  readonly children?: readonly AssessmentParagraph[] | undefined;
}

const paragraph: z.ZodType<AssessmentParagraph> = z.lazy(() =>
  z.strictObject({
    id: text.optional(),
    marker: text.nullable(),
    text,
    targetLevel: levelSchema.nullable().optional(),
    targetFiscalYearBE: z.int().nullable().optional(),
    responsible: responsible.nullable().optional(),
    attribution: attribution.nullable().optional(),
    namedUnits: namedUnits.optional(),
    allResponsibleUnits: z.array(text).optional(),
    children: z.array(paragraph).optional(),
  }),
);

const item = z.strictObject({
  number: z.string().regex(/^[1-7]\.[1-9]$/),
  numberTh: text.optional(),
  name: text,
  result: text.nullable(),
  resultExamples: z.array(text).optional(),
  level: levelSchema.nullable(),
  levelAsWritten: text.nullable(),
  observationsState: z.enum(['present', 'none-dash', 'absent']),
  targetLevels: z.array(levelSchema).optional(),
  observations: z.array(paragraph),
  page: z.int().optional(),
  sourceLines: lines.optional(),
});

const scoreStatement = z.strictObject({
  where: text.optional(),
  page: z.int().optional(),
  sourceLines: lines.optional(),
  text,
  attributedTo: text,
});

const result = z.strictObject({
  scorePercent: z.number().min(0).max(1000).nullable(),
  scoreAsWritten: text.optional(),
  scoreStatements: z.array(scoreStatement),
  narrative: z.union([text, z.array(text)]).nullable(),
  dimensions: z.array(z.strictObject({ number: z.int(), name: text })),
  dimensionCount: z.int().optional(),
  gradingLevels: z.array(levelSchema).optional(),
  lookBackYears: z.int().optional(),
  indicatorCount: z.int().nullable(),
  notMeasurableCount: z.int().nullable(),
  reportedCount: z.int().optional(),
  reportedCountIsDerived: z.boolean().optional(),
  notMeasurable: z.array(
    z.strictObject({
      number: z.int().optional(),
      marker: text.nullable(),
      indicator: text,
      reason: text.nullable(),
      expected: z.strictObject({ fiscalYearBE: z.int(), quarter: z.int().nullable() }).nullable(),
    }),
  ),
});

const category = z.strictObject({
  number: z.int().min(1).max(7),
  numberTh: text.optional(),
  name: text,
  kind: z.enum(['process', 'results']).optional(),
  goal: text.nullable(),
  summaryText: text.nullable(),
  page: z.int().optional(),
  sourceLines: lines.optional(),
  levelCounts: z.unknown().optional(),
  items: z.array(item).optional(),
  result: result.optional(),
});

const unit = z.strictObject({
  id: text,
  name: text,
  kind: z.enum(['bureau', 'group', 'committee', 'person-role']),
  writtenAs: z.array(text),
  responsibleIn: z.array(text).optional(),
  processOwnerIn: z.array(text).optional(),
});

/** A `pmqa-assessment/1` file. Fields typed `unknown` are known to the format and derived from others or about the file itself. */
export const assessmentSchema = z.strictObject({
  schema: z.literal(assessmentFormat),
  language: text.optional(),
  source: z.unknown().optional(),
  conventions: z.unknown().optional(),
  title: text.nullable(),
  subtitle: text.nullable().optional(),
  scopeText: text.nullable().optional(),
  framework: z
    .strictObject({
      code: text,
      nameTh: text.optional(),
      descriptionTh: text.optional(),
      firstYear: z.boolean().optional(),
    })
    .nullable(),
  agency: z
    .strictObject({ nameTh: text, nameEn: text.optional(), nameEnIsFromOutsideTheReport: z.boolean().optional() })
    .nullable(),
  fiscalYear: z
    .strictObject({
      be: z.int(),
      ce: z.int().optional(),
      text: text.optional(),
      startDate: text.optional(),
      endDate: text.optional(),
      datesAreDerived: z.boolean().optional(),
    })
    .nullable(),
  round: z.strictObject({ months: z.union([z.literal(6), z.literal(12)]), text: text.optional() }).nullable(),
  assessmentType: z.unknown().optional(),
  meeting: z
    .strictObject({
      body: text,
      bodyEn: text.optional(),
      number: z.int(),
      yearBE: z.int(),
      numberText: text.optional(),
      date: z.iso.date().nullable(),
      dateText: text.nullable(),
      weekday: text.optional(),
      sourceLines: lines.optional(),
    })
    .nullable(),
  order: z
    .strictObject({
      number: text,
      numberText: text.optional(),
      kindText: text,
      date: z.iso.date().nullable(),
      dateText: text.optional(),
      appoints: text.optional(),
      sourceLines: lines.optional(),
    })
    .nullable(),
  appointments: z.unknown().optional(),
  pmqaInUseSince: z.unknown().optional(),
  advisor: z.strictObject({ name: text, role: text.nullable(), variants: z.array(text).optional() }).nullable(),
  advisorSessions: z
    .strictObject({
      count: z.int().optional(),
      text: text.optional(),
      dates: z.array(z.strictObject({ date: z.iso.date(), weekday: text.optional() })),
      sourceLines: lines.optional(),
    })
    .nullable(),
  overall: z
    .strictObject({
      level: levelSchema.nullable(),
      levelAsWritten: text.nullable(),
      firstYear: z.boolean().optional(),
      text,
      levelCounts: z.unknown().optional(),
      itemCount: z.int().optional(),
      categoryCount: z.int().optional(),
      category7Percent: z.number().nullable().optional(),
    })
    .nullable(),
  levelCountsByCategory: z.unknown().optional(),
  introduction: z.array(text),
  categories: z.array(category),
  overallObservations: z
    .strictObject({
      heading: text.optional(),
      page: z.int().optional(),
      sourceLines: lines.optional(),
      paragraphs: z.array(paragraph),
    })
    .nullable(),
  responsibleUnits: z.strictObject({
    bureaus: z.array(unit),
    groups: z.array(unit),
    others: z.array(unit),
    otherAgenciesMentioned: z.array(text).optional(),
  }),
  sic: z.unknown().optional(),
});

/** A validated `pmqa-assessment/1` file. */
export type Assessment = z.infer<typeof assessmentSchema>;
