import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repairExtractedText } from '../thai/repair.ts';
import { readLines } from './lines.ts';
import { parseReportText } from './parseReport.ts';
import type { ReportItem } from './report.ts';

const source = readFileSync(new URL('../../../server/sample/fy2562-report.txt', import.meta.url), 'utf8');
const { report } = parseReportText(source);

function item(code: string): ReportItem {
  const found = report.categories.flatMap((category) => category.items).find((one) => one.code === code);
  if (!found) throw new Error(`no item ${code}`);
  return found;
}

describe('layout traps', () => {
  it('a page number stands free; ๙๒.๘๘ alone on its line is a result', () => {
    const numbers = readLines(repairExtractedText(source)).map((line) => line.text);
    expect(numbers.filter((text) => /^[๐-๙]+$/.test(text))).toEqual([]);
    expect(numbers).toContain('๙๒.๘๘');
  });

  it('หมวด at a line start is no heading on the cover and inside a list of units', () => {
    expect(report.categories.map((category) => category.line)).toEqual([93, 204, 301, 422, 520, 639, 756]);
    expect(item('3.2').observations[0]?.responsible?.units).toContain(
      'คณะอนุกรรมการ หมวด ๓ การให้ความสำคัญกับผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
    );
  });

  it('digits and a space at a line start are no list number (๔ หน่วยงาน)', () => {
    expect(item('3.2').observations).toHaveLength(1);
    expect(item('3.2').observations[0]?.children).toEqual([]);
  });

  it('list numbers restart inside a sentence (5.3, 5.4), an inner and an outer ๒.', () => {
    expect(item('5.3').observations.map((one) => [one.marker, one.children.map((child) => child.marker)])).toEqual([
      ['๑.', ['๑.', '๒.', '๓.', '๔.']],
      ['๒.', []],
    ]);
    expect(item('5.4').observations[0]?.children.map((child) => child.marker)).toEqual(['๑.', '๒.']);
  });

  it('plans without numbers become children (5.1)', () => {
    expect(item('5.1').observations[0]?.children.map((child) => child.responsible?.units.length ?? 0)).toEqual([
      2, 1, 1, 0,
    ]);
  });

  it('units on their own line under a list belong to its paragraph (4.4)', () => {
    expect(item('4.4').observations[0]?.children[0]?.responsible?.position).toBe('after-children');
  });

  it('the label glued to the unit (5.3)', () => {
    expect(item('5.3').observations[0]?.children[2]?.responsible?.units[0]).toBe('สำนักนโยบายและแผน');
  });

  it('(๑) (๒) (๓) stay inside a result (6.1) and are children in the overall observations', () => {
    expect(item('6.1').result).toContain('(๓)');
    expect(report.overallObservations[0]?.children[3]?.children.map((child) => child.marker)).toEqual([
      '(๑)',
      '(๒)',
      '(๓)',
    ]);
  });

  it('no observations at all (3.1) and only a dash (4.2)', () => {
    expect([item('3.1').observationsState, item('4.2').observationsState]).toEqual(['absent', 'none-dash']);
  });

  it('sentences across page breaks (4.1, 5.1, 5.3, 7) and goals with a blank line after every line', () => {
    expect(item('4.1').observations).toHaveLength(1);
    expect(item('5.1').observations).toHaveLength(2);
    expect(report.results?.narrative).toHaveLength(1);
  });

  it('the level reached is no target (1.2), a paragraph without a level has none (3.3)', () => {
    expect(item('1.2').targetLevels).toEqual([]);
    expect(item('3.3').observations.map((one) => one.targetLevel)).toEqual(['advance', 'significance', null]);
  });

  it('the advisor’s opinion belongs to its paragraph, under the advisor’s name (5.2)', () => {
    expect(item('5.2').observations.map((one) => one.attribution?.person ?? null)).toEqual([
      null,
      'ดร.ธนาวิชญ์ จินดาประดิษฐ์',
    ]);
  });

  it('Windows line ends, a BOM and form feeds change nothing', () => {
    const other = parseReportText(`\ufeff${source.replace(/\n(?=๑๐\s*\n)/, '\n\f').replaceAll('\n', '\r\n')}`);
    expect(other.report).toEqual(report);
  });
});
