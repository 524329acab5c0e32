import type { z } from 'zod';
import { AppError } from '../errors/errors.ts';
import { type Assessment, type AssessmentParagraph, assessmentFormat, assessmentSchema } from './assessmentSchema.ts';
import { maxJsonDepth } from './format.ts';
import type { NotUnderstood, ParsedReport } from './parseReport.ts';
import type { Report, ReportParagraph } from './report.ts';

/** At most this many faults of a file are told. */
const maxFaults = 50;

/**
 * Reads an assessment in the format `pmqa-assessment/1`. Unknown fields are left out and listed (line 0), unit ids
 * become names. Throws `notUnderstood` when the value is no such assessment, `invalid` with the faults when it is a wrong one.
 */
export function parseAssessmentJson(value: unknown): ParsedReport {
  if (depthOf(value) > maxJsonDepth) throw new AppError('notUnderstood', 'the JSON is nested too deep');
  if (typeof value !== 'object' || value === null || !('schema' in value) || value.schema !== assessmentFormat) {
    throw new AppError('notUnderstood', `the JSON is not in the format ${assessmentFormat}`);
  }
  const notUnderstood: NotUnderstood[] = [];
  const assessment = validate(value, notUnderstood);
  if (assessment.categories.length === 0) throw new AppError('notUnderstood', 'the assessment holds no category');
  return { report: toReport(assessment, notUnderstood), notUnderstood };
}

/** Validates strictly; unknown fields alone are listed, taken out, and the rest is validated again. */
function validate(value: object, notUnderstood: NotUnderstood[]): Assessment {
  const first = assessmentSchema.safeParse(value);
  if (first.success) return first.data;
  const faults = first.error.issues.filter((issue) => issue.code !== 'unrecognized_keys');
  if (faults.length > 0) throw invalid(faults);
  const known: unknown = JSON.parse(JSON.stringify(value));
  for (const issue of first.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    for (const key of issue.keys) {
      notUnderstood.push({ line: 0, text: [...issue.path, key].join('.'), reason: 'unknown field' });
      removeField(known, issue.path, key);
    }
  }
  const second = assessmentSchema.safeParse(known);
  if (!second.success) throw invalid(second.error.issues);
  return second.data;
}

function invalid(issues: readonly z.core.$ZodIssue[]): AppError {
  const details = issues.slice(0, maxFaults).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return new AppError('invalid', `the assessment is not valid: ${details[0]?.path}: ${details[0]?.message}`, details);
}

function removeField(root: unknown, path: readonly PropertyKey[], key: string): void {
  let at: unknown = root;
  for (const step of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined;
  if (typeof at === 'object' && at !== null) Reflect.deleteProperty(at, key);
}

function depthOf(value: unknown): number {
  let layer: unknown[] = [value];
  let depth = 0;
  while (layer.length > 0 && depth <= maxJsonDepth) {
    layer = layer.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    depth++;
  }
  return depth;
}

function toReport(source: Assessment, notUnderstood: NotUnderstood[]): Report {
  const allUnits = [
    ...source.responsibleUnits.bureaus,
    ...source.responsibleUnits.groups,
    ...source.responsibleUnits.others,
  ];
  const names = new Map(allUnits.map((unit) => [unit.id, unit.name]));
  const nameOf = (id: string, place: string): string => {
    const name = names.get(id);
    if (name === undefined) notUnderstood.push({ line: 0, text: `${place}: ${id}`, reason: 'unknown unit id' });
    return name ?? id;
  };
  const paragraph = (from: AssessmentParagraph, place: string): ReportParagraph => {
    if (from.namedUnits) notUnderstood.push({ line: 0, text: `${place}.namedUnits`, reason: 'field not kept' });
    return {
      marker: from.marker,
      text: from.text,
      targetLevel: from.targetLevel ?? null,
      targetFiscalYearBE: from.targetFiscalYearBE ?? null,
      responsible: from.responsible
        ? {
            text: from.responsible.text,
            units: from.responsible.units.map((id) => nameOf(id, place)),
            position: from.responsible.position ?? 'inline',
          }
        : null,
      attribution: from.attribution ? { text: from.attribution.text, person: from.attribution.person } : null,
      children: (from.children ?? []).map((child, at) => paragraph(child, `${place}.${at + 1}`)),
      line: 0,
    };
  };
  for (const field of ['appointments', 'sic'] as const) {
    if (source[field] !== undefined) notUnderstood.push({ line: 0, text: field, reason: 'field not kept' });
  }
  return {
    title: source.title,
    agency: source.agency?.nameTh ?? null,
    fiscalYearBE: source.fiscalYear?.be ?? null,
    round: source.round?.months ?? null,
    framework: source.framework?.code ?? null,
    meeting: source.meeting && {
      body: source.meeting.body,
      number: `${source.meeting.number}/${source.meeting.yearBE}`,
      date: source.meeting.date,
      dateText: source.meeting.dateText,
    },
    order: source.order && { number: source.order.number, date: source.order.date, text: source.order.kindText },
    advisor: source.advisor && { name: source.advisor.name, role: source.advisor.role },
    advisorSessions: source.advisorSessions?.dates.map((session) => session.date) ?? [],
    overall: source.overall && {
      level: source.overall.level,
      levelAsWritten: source.overall.levelAsWritten,
      text: source.overall.text,
    },
    introduction: source.introduction,
    categories: source.categories.map((category) => ({
      code: String(category.number),
      name: category.name,
      goal: category.goal,
      summary: category.summaryText,
      items: (category.items ?? []).map((item) => ({
        code: item.number,
        name: item.name,
        result: item.result,
        level: item.level,
        levelAsWritten: item.levelAsWritten,
        observationsState: item.observationsState,
        targetLevels: item.targetLevels ?? [],
        observations: item.observations.map((one, at) => paragraph(one, `${item.number}.${at + 1}`)),
        line: 0,
      })),
      line: 0,
    })),
    results: toResults(source),
    overallObservations:
      source.overallObservations?.paragraphs.map((one, at) => paragraph(one, `overall.${at + 1}`)) ?? [],
    units: allUnits.map(({ name, kind, writtenAs }) => ({ name, kind, writtenAs })),
  };
}

function toResults(source: Assessment): Report['results'] {
  const result = source.categories.find((category) => category.result)?.result;
  if (!result) return null;
  return {
    figures:
      result.scorePercent === null
        ? []
        : [
            {
              percent: result.scorePercent,
              statements: result.scoreStatements.map(({ text, attributedTo }) => ({
                line: 0,
                text,
                attributedTo: ownerOf(attributedTo),
              })),
            },
          ],
    narrative: typeof result.narrative === 'string' ? [result.narrative] : (result.narrative ?? []),
    dimensions: result.dimensions.map(({ number, name }) => ({ code: `7.${number}`, name })),
    indicatorCount: result.indicatorCount,
    notMeasurableCount: result.notMeasurableCount,
    notMeasurable: result.notMeasurable.map(({ marker, indicator, reason, expected }) => ({
      marker,
      indicator,
      reason,
      expected,
    })),
  };
}

function ownerOf(attributedTo: string): 'category-7' | 'categories-1-6' | 'indicators' {
  if (attributedTo.startsWith('categories-1-6')) return 'categories-1-6';
  return attributedTo.includes('indicators') ? 'indicators' : 'category-7';
}
