import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutSpaces } from '../thai/normalize.ts';
import { repairExtractedText } from '../thai/repair.ts';
import { readLines } from './lines.ts';
import { parseAssessmentJson } from './parseAssessment.ts';
import { parseReportText } from './parseReport.ts';
import { type Report, type ReportItem, type ReportParagraph, reportSchema } from './report.ts';
import { editDistance } from './testing/editDistance.ts';
import { stringsIn } from './testing/leaves.ts';

const source = readFileSync(new URL('../../../server/sample/fy2562-report.txt', import.meta.url), 'utf8');
const assessment: unknown = JSON.parse(
  readFileSync(new URL('./fixtures/fy2562-assessment.json', import.meta.url), 'utf8'),
);
const { report, notUnderstood } = parseReportText(source);
const truth = parseAssessmentJson(assessment).report;

/** Compared as the ground truth asks: without whitespace, and without lines and target years, which it does not hold. */
function bare(paragraph: ReportParagraph): unknown {
  return {
    marker: paragraph.marker,
    text: withoutSpaces(paragraph.text),
    targetLevel: paragraph.targetLevel,
    responsible: paragraph.responsible && { ...paragraph.responsible, text: withoutSpaces(paragraph.responsible.text) },
    attribution: paragraph.attribution,
    children: paragraph.children.map(bare),
  };
}

function flat(paragraphs: readonly ReportParagraph[]): ReportParagraph[] {
  return paragraphs.flatMap((paragraph) => [paragraph, ...flat(paragraph.children)]);
}

function itemsOf(one: Report): ReportItem[] {
  return one.categories.flatMap((category) => category.items);
}

describe('the FY 2562 report against its ground truth', () => {
  it('is a valid report', () => {
    expect(reportSchema.parse(report)).toEqual(report);
  });

  it('title, agency, fiscal year, round, framework', () => {
    expect(withoutSpaces(report.title ?? '')).toBe(withoutSpaces(truth.title ?? ''));
    expect([report.agency, report.fiscalYearBE, report.round, report.framework]).toEqual([
      'สำนักงานเลขาธิการวุฒิสภา',
      2562,
      12,
      'PMQA 4.0',
    ]);
  });

  it('meeting 6/2562 of 30 September 2019, order 3456/2561, advisor and the two sessions', () => {
    expect(report.meeting).toEqual(truth.meeting);
    expect(report.meeting).toMatchObject({ number: '6/2562', date: '2019-09-30' });
    expect(report.order).toEqual({ number: '3456/2561', date: '2018-10-09', text: 'คำสั่งสำนักงานเลขาธิการวุฒิสภา' });
    expect(report.advisor).toEqual(truth.advisor);
    expect(report.advisorSessions).toEqual(['2019-08-22', '2019-08-28']);
  });

  it('overall level, introduction and the sentences of the cover', () => {
    expect({ ...report.overall, text: withoutSpaces(report.overall?.text ?? '') }).toEqual({
      ...truth.overall,
      text: withoutSpaces(truth.overall?.text ?? ''),
    });
    expect(report.introduction.map(withoutSpaces)).toEqual(truth.introduction.map(withoutSpaces));
    expect(report.categories.map((category) => withoutSpaces(category.summary ?? ''))).toEqual(
      truth.categories.map((category) => withoutSpaces(category.summary ?? '')),
    );
  });

  it('7 categories with names and goals, 24 items with names, results and levels', () => {
    const heads = (one: Report) =>
      one.categories.map((category) => [category.code, category.name, withoutSpaces(category.goal ?? '')]);
    expect(heads(report)).toEqual(heads(truth));
    const items = (one: Report) =>
      itemsOf(one).map((each) => [
        each.code,
        withoutSpaces(each.name),
        withoutSpaces(each.result ?? ''),
        each.level,
        each.levelAsWritten,
      ]);
    expect(items(report)).toEqual(items(truth));
    expect(itemsOf(report)).toHaveLength(24);
  });

  it('observations: state, target levels, markers, nesting, text, units and attribution', () => {
    for (const [at, expected] of itemsOf(truth).entries()) {
      const read = itemsOf(report)[at];
      expect([read?.code, read?.observationsState, read?.targetLevels]).toEqual([
        expected.code,
        expected.observationsState,
        expected.targetLevels,
      ]);
      expect(read?.observations.map(bare)).toEqual(expected.observations.map(bare));
    }
    expect(report.overallObservations.map(bare)).toEqual(truth.overallObservations.map(bare));
  });

  it('at least 99 % of the characters of all paragraphs', () => {
    const whole = (one: Report) =>
      withoutSpaces(
        flat([...itemsOf(one).flatMap((each) => each.observations), ...one.overallObservations])
          .map((paragraph) => paragraph.text)
          .join(''),
      );
    const expected = whole(truth);
    expect(1 - editDistance(whole(report), expected) / expected.length).toBeGreaterThanOrEqual(0.99);
  });

  it('35 places with responsible units, 16 bureaus, 3 groups, a committee and 2 roles', () => {
    const places = flat(itemsOf(report).flatMap((each) => each.observations)).filter(
      (paragraph) => paragraph.responsible,
    );
    expect(places).toHaveLength(35);
    const units = (one: Report) => one.units.map((unit) => `${unit.kind} ${unit.name}`).sort();
    expect(units(report)).toEqual(units(truth));
  });

  it('category 7: one percentage in three places with three owners, never settled', () => {
    expect(report.results?.figures).toMatchObject([
      {
        percent: 92.88,
        statements: [
          { line: 31, attributedTo: 'category-7' },
          { line: 763, attributedTo: 'categories-1-6' },
          { line: 783, attributedTo: 'indicators' },
        ],
      },
    ]);
    const statements = (one: Report) =>
      one.results?.figures[0]?.statements.map((statement) => withoutSpaces(statement.text));
    expect(statements(report)).toEqual(statements(truth));
  });

  it('category 7: narrative, 6 dimensions, 43 indicators, 2 not measurable', () => {
    expect(report.results?.narrative.map(withoutSpaces)).toEqual(truth.results?.narrative.map(withoutSpaces));
    expect(report.results?.dimensions).toEqual(truth.results?.dimensions);
    expect([report.results?.indicatorCount, report.results?.notMeasurableCount]).toEqual([43, 2]);
    expect(report.results?.notMeasurable).toEqual(truth.results?.notMeasurable);
  });

  it('target years only where a paragraph names one', () => {
    const years = itemsOf(report).flatMap((each) =>
      flat(each.observations)
        .filter((paragraph) => paragraph.targetFiscalYearBE)
        .map((paragraph) => [each.code, paragraph.targetFiscalYearBE]),
    );
    expect(years).toEqual([
      ['3.2', 2563],
      ['3.3', 2563],
      ['6.1', 2563],
      ['6.2', 2563],
      ['6.3', 2563],
    ]);
  });

  it('lists only the name taken as another one', () => {
    expect(notUnderstood).toEqual([
      { line: 627, text: 'สำนักเทคโนโลยีและการสื่อสาร', reason: 'unit taken as สำนักเทคโนโลยีสารสนเทศและการสื่อสาร' },
    ]);
  });

  it('drops nothing silently: every word of every line is in the report or listed', () => {
    const kept = withoutSpaces([...stringsIn(report), ...stringsIn(notUnderstood)].join('\n'));
    const labels =
      /^(?:ผลการดำเนินงาน|ข้อสังเกตและข้อเสนอแนะ(?:ในภาพรวม)?|เป้าหมาย|ผู้รับผิดชอบ|หมวด|:|-|[๑-๙]\.[๑-๙]|ประจำปีงบประมาณ|ประเมินตนเอง|หมวดที่|รอบ|เดือน)$/;
    const lost = readLines(repairExtractedText(source)).flatMap((line) =>
      line.text
        .split(/[\s()]+/)
        .map((word) => word.replace(/^ผู้รับผิดชอบ(?=สำนัก)/, ''))
        .filter((word) => word !== '' && !labels.test(word) && !kept.includes(word))
        .map((word) => `${line.number}: ${word}`),
    );
    expect(lost).toEqual([]);
  });

  it('as many characters out as in, from the first category on', () => {
    const paragraph = (one: ReportParagraph): string =>
      [
        one.marker ?? '',
        one.text,
        one.responsible ? `(ผู้รับผิดชอบ${one.responsible.text})` : '',
        one.attribution ? `(${one.attribution.text})` : '',
        ...one.children.map(paragraph),
      ].join('');
    const label = 'ข้อสังเกตและข้อเสนอแนะ';
    const out = report.categories.map((category) =>
      [
        `หมวด${category.code}${category.name}เป้าหมาย:${category.goal}`,
        ...category.items.map((each) =>
          [
            each.code,
            each.name,
            `ผลการดำเนินงาน${each.result}`,
            each.observationsState === 'absent' ? '' : label,
            each.observationsState === 'none-dash' ? '-' : '',
            ...each.observations.map(paragraph),
          ].join(''),
        ),
      ].join(''),
    );
    out.push(report.results?.figures[0]?.statements[1]?.text ?? '', ...(report.results?.narrative ?? []));
    out.push(`${label}ในภาพรวม`, ...report.overallObservations.map(paragraph));
    const lines = readLines(repairExtractedText(source));
    const first = lines.findIndex((line) => line.number === report.categories[0]?.line);
    const into = lines.slice(first).map((line) => line.text);
    const letters = (texts: readonly string[]) =>
      [...withoutSpaces(texts.join('')).replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))]
        .sort()
        .join('');
    expect(letters(out)).toBe(letters(into));
  });
});
