import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repairExtractedText } from '../thai/repair.ts';
import { parseReportText } from './parseReport.ts';
import { type Report, reportSchema } from './report.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');

function items(report: Report) {
  return report.categories.flatMap((category) => category.items);
}

describe.each(['river-basin-2566', 'port-hospital-2567'])('%s, another agency’s report with other words', (name) => {
  it('is repaired to the healthy text, character by character', () => {
    expect(repairExtractedText(fixture(`${name}.damaged.txt`))).toBe(fixture(`${name}.txt`));
  });

  it('reads the same damaged and healthy', () => {
    expect(parseReportText(fixture(`${name}.damaged.txt`))).toEqual(parseReportText(fixture(`${name}.txt`)));
  });

  it('is a valid report', () => {
    const { report } = parseReportText(fixture(`${name}.damaged.txt`));
    expect(reportSchema.parse(report)).toEqual(report);
  });
});

describe('river-basin-2566: divisions, Thai levels, categories out of order, missing parts', () => {
  const { report, notUnderstood } = parseReportText(fixture('river-basin-2566.damaged.txt'));

  it('title block, order and meeting', () => {
    expect([report.agency, report.fiscalYearBE, report.round, report.framework]).toEqual([
      'กรมพัฒนาลุ่มน้ำ',
      2566,
      6,
      'PMQA 4.0',
    ]);
    expect(report.order).toMatchObject({ number: '112/2565', date: '2022-11-03' });
    expect(report.meeting).toEqual({
      body: 'คณะกรรมการพัฒนาคุณภาพการบริหารจัดการ',
      number: '2/2566',
      date: '2023-04-07',
      dateText: 'วันศุกร์ที่ ๗ เมษายน ๒๕๖๖',
    });
    expect(report.introduction).toHaveLength(2);
  });

  it('what is missing is null, not guessed', () => {
    expect([report.overall, report.advisor, report.results]).toEqual([null, null, null]);
    expect(report.categories.map((category) => category.summary)).toEqual([null, null]);
  });

  it('keeps the order of the report', () => {
    expect(report.categories.map((category) => category.code)).toEqual(['2', '1']);
    expect(items(report).map((item) => [item.code, item.level, item.observationsState])).toEqual([
      ['2.2', 'advance', 'present'],
      ['2.1', null, 'none-dash'],
      ['1.1', 'basic', 'present'],
      ['1.2', null, 'absent'],
    ]);
  });

  it('Thai level words and target year', () => {
    expect(items(report)[0]?.levelAsWritten).toBe('ก้าวหน้า');
    expect(items(report)[0]?.targetLevels).toEqual(['significance']);
    expect(items(report)[2]?.observations[0]).toMatchObject({ targetLevel: 'advance', targetFiscalYearBE: 2567 });
  });

  it('divisions, centres and groups as units', () => {
    const list = items(report)[0]?.observations[0]?.children;
    expect(
      list?.map((entry) => [entry.responsible?.units, entry.responsible?.position, entry.children.length]),
    ).toEqual([
      [['กองสำรวจและทำแผนที่', 'ศูนย์ข้อมูลน้ำ'], 'inline', 0],
      [['กองบริหารจัดการน้ำ'], 'after-children', 2],
    ]);
    expect(items(report)[2]?.observations[0]?.responsible?.units).toEqual([
      'กองการเจ้าหน้าที่',
      'กองแผนงาน',
      'กองที่เกี่ยวข้อง',
    ]);
  });

  it('lists what it did not understand', () => {
    expect(notUnderstood.map(({ line, reason }) => [line, reason])).toEqual([
      [50, 'responsible unit not recognised'],
      [55, 'no level in the result'],
      [57, 'annex left out (to line 58)'],
    ]);
  });
});

describe('port-hospital-2567: Arabic digits, no goals, category 7 first, two different figures', () => {
  const { report, notUnderstood } = parseReportText(fixture('port-hospital-2567.damaged.txt'));

  it('overall level and advisor', () => {
    expect(report.overall?.level).toBe('basic');
    expect(report.advisor).toEqual({ name: 'นางสาวอำไพ คำหล้า', role: 'ผู้เชี่ยวชาญด้านระบบสาธารณสุข' });
    expect(items(report)[1]?.observations[0]?.attribution?.person).toBe('นางสาวอำไพ คำหล้า');
  });

  it('two percentages with their places, neither chosen', () => {
    const places = report.results?.figures.map(({ percent, statements }) => [
      percent,
      statements.map((statement) => statement.attributedTo),
    ]);
    expect(places).toEqual([
      [88.4, ['category-7', 'indicators']],
      [81.25, ['categories-1-6']],
    ]);
    expect(report.results).toMatchObject({
      dimensions: [
        { code: '7.1', name: 'ด้านการรักษาพยาบาล' },
        { code: '7.2', name: 'ด้านความพึงพอใจของผู้ป่วย' },
      ],
      indicatorCount: 12,
      notMeasurableCount: 1,
      notMeasurable: [{ indicator: 'อัตราการกลับมารักษาซ้ำ', expected: { fiscalYearBE: 2568, quarter: 1 } }],
    });
  });

  it('an item that the report leaves out is not made up', () => {
    expect(items(report).map((item) => item.code)).toEqual(['1.1', '1.3']);
  });

  it('a shorter name is taken as the one unit that it fits, and says so; two levels in a result too', () => {
    expect(items(report)[0]?.observations[3]?.responsible?.units).toEqual(['สำนักงานเทคโนโลยีสารสนเทศและดิจิทัล']);
    expect(items(report)[0]?.observations[2]?.responsible?.units).toEqual([
      'สำนักงานเทคโนโลยีสารสนเทศและดิจิทัล',
      'กลุ่มงาน ๑',
      'กลุ่มงาน ๒',
      'กลุ่มงาน ๓',
    ]);
    expect(notUnderstood.map(({ line, reason }) => [line, reason])).toEqual([
      [32, 'unit taken as สำนักงานเทคโนโลยีสารสนเทศและดิจิทัล'],
      [37, 'more than one level in the result'],
    ]);
  });

  it('words behind the units stay with the paragraph', () => {
    expect(items(report)[0]?.observations[1]?.text).toBe('ควรปรับปรุงระบบนัดหมายออนไลน์ โดยเริ่มจากคลินิกเบาหวาน');
  });
});
