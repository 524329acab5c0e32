import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { parseAssessmentJson } from './parseAssessment.ts';
import { reportSchema } from './report.ts';

const file = readFileSync(new URL('./fixtures/fy2562-assessment.json', import.meta.url), 'utf8');
const fresh = (): Record<string, unknown> => JSON.parse(file);

describe('an assessment in pmqa-assessment/1', () => {
  it('is a valid report with unit names instead of ids', () => {
    const { report, notUnderstood } = parseAssessmentJson(fresh());
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.meeting).toMatchObject({ number: '6/2562', date: '2019-09-30' });
    expect(report.categories[0]?.items[0]?.observations[0]?.responsible?.units).toEqual([
      'สำนักพัฒนาทรัพยากรบุคคล',
      'ทุกสำนัก',
    ]);
    expect(report.results?.figures[0]?.statements.map((statement) => statement.attributedTo)).toEqual([
      'category-7',
      'categories-1-6',
      'indicators',
    ]);
    expect([...new Set(notUnderstood.map((one) => one.reason))]).toEqual(['field not kept']);
  });

  it('lists unknown fields and reads the rest', () => {
    const { report, notUnderstood } = parseAssessmentJson({
      ...fresh(),
      extra: 1,
      advisor: { name: 'ก', role: null, phone: '1' },
    });
    expect(report.advisor).toEqual({ name: 'ก', role: null });
    expect(notUnderstood).toEqual(
      expect.arrayContaining([
        { line: 0, text: 'extra', reason: 'unknown field' },
        { line: 0, text: 'advisor.phone', reason: 'unknown field' },
      ]),
    );
  });

  it('lists unit ids that nobody declares', () => {
    const units = { bureaus: [], groups: [], others: [] };
    const { notUnderstood } = parseAssessmentJson({ ...fresh(), responsibleUnits: units });
    expect(notUnderstood).toContainEqual({ line: 0, text: '1.1.1: hrd', reason: 'unknown unit id' });
  });

  it('tells where it is wrong', () => {
    try {
      parseAssessmentJson({ ...fresh(), categories: [{ number: 9 }] });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({
        code: 'invalid',
        details: expect.arrayContaining([expect.objectContaining({ path: 'categories.0.number' })]),
      });
    }
  });

  it('a field named __proto__ pollutes nothing', () => {
    const value: unknown = JSON.parse(file.replace('{', '{"__proto__":{"polluted":true},'));
    parseAssessmentJson(value);
    expect('polluted' in {}).toBe(false);
  });
});
