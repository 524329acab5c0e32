import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import type { Indicator } from '@ruam/shared/score/indicators.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import exceljs, { type Worksheet } from 'exceljs';
import { describe, expect, it } from 'vitest';
import { cellText } from './cells.ts';
import { workOut } from './testFormulas.ts';
import { type TestLevels, testRecommendation, testWorkbookSource } from './testWorkbookSource.ts';
import type { WorkbookSource } from './workbookSource.ts';
import { writeWorkbook } from './writeWorkbook.ts';

async function opened(source: WorkbookSource): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(Buffer.from(await writeWorkbook(source)) as unknown as ArrayBuffer);
  return workbook;
}

function sheetOf(workbook: exceljs.Workbook, name: string): Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`there is no sheet ${name}`);
  return sheet;
}

/** The formulas of a workbook, with what stands beside them and what they really give. */
function formulasOf(workbook: exceljs.Workbook): { place: string; cached: unknown; worked: unknown }[] {
  return workbook.worksheets.flatMap((sheet) => {
    const found: { place: string; cached: unknown; worked: unknown }[] = [];
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        const { value } = cell;
        if (typeof value !== 'object' || value === null || !('formula' in value)) return;
        const place = `${sheet.name} ${cell.address}`;
        found.push({ place, cached: value.result, worked: workOut(workbook, sheet.name, value.formula) });
      }),
    );
    return found;
  });
}

/** What is read back of nothing and of 0 is neither: both are nothing. */
function expectSame(place: string, worked: unknown, cached: unknown): void {
  if (typeof cached === 'number') expect(worked, place).toBeCloseTo(cached, 2);
  else if (cached === undefined) expect(['', 0], place).toContain(worked);
  else expect(worked, place).toBe(cached);
}

const wordOf = { basic: 'Basic', advance: 'Advance', significance: 'Significance' } as const;
const word = (level: Level | null): string => (level === null ? 'ไม่มีระดับ' : wordOf[level]);
const some = (seed: number): Level | null => [null, ...levels][seed % 4] ?? null;
const levelsBySeed =
  (seed: number) =>
  (code: string): TestLevels => {
    const at = seed + Number(code.replace('.', ''));
    return { claimed: some(at * 7), advised: some(at * 3 + 1), approved: some(Math.floor(at / 2)) };
  };

describe('the workbook', () => {
  it.each([1, 2, 3])(
    'its formulas give what stands beside them, and that is what the score says (%d)',
    async (seed) => {
      const source = await testWorkbookSource(levelsBySeed(seed));
      const workbook = await opened(source);
      for (const { place, cached, worked } of formulasOf(workbook)) expectSame(place, worked, cached);
      const categories = sheetOf(workbook, 'รายหมวด');
      for (const [index, value] of (['claimed', 'advised', 'approved', 'latest'] as const).entries()) {
        const byLevel = computeScoreboard(source.framework, source.input, { value, profile: 'weakest-link' });
        const byPoints = computeScoreboard(source.framework, source.input, { value, profile: 'points-500' });
        const shown = (row: number, column: number): unknown => {
          const { formula } = categories.getCell(row, column).value as { formula: string };
          return workOut(workbook, 'รายหมวด', formula);
        };
        for (const [row, score] of byLevel.categories.filter(({ code }) => code !== '7').entries())
          expect(shown(4 + row, 3 + 2 * index)).toBe(word(score.level));
        expect(shown(10, 3 + 2 * index)).toBe(word(byLevel.overall.level));
        expect(shown(10, 4 + 2 * index)).toBe(byPoints.overall.points);
      }
    },
  );

  it('a level that is changed in the sheet changes its category and the whole', async () => {
    const all = { claimed: 'significance', advised: null, approved: null } as const;
    const workbook = await opened(await testWorkbookSource(() => all));
    const score = sheetOf(workbook, 'คะแนน');
    const formula = (score.getCell('D5').value as { formula: string }).formula;
    expect(workOut(workbook, 'คะแนน', formula)).toBe(500);
    score.getCell('E8').value = 'Basic';
    expect(workOut(workbook, 'คะแนน', formula)).toBe(491.67);
    score.getCell('D3').value = 'ที่ปรึกษาเห็น';
    expect(workOut(workbook, 'คะแนน', formula)).toBe(0);
  });

  it('indicators: percentages by every method, and the mean with and without those that are not measured', async () => {
    const indicator = (id: string, more: Partial<Indicator>): Indicator => ({
      ...{ id, dimension: '7.1', direction: 'more', target: 80, rule: { method: 'achievement-percent', cap: null } },
      ...{ status: { kind: 'reported' }, years: [{ fiscalYearBE: 2562, actual: 60 }] },
      ...more,
    });
    const indicators = [
      indicator('มากดี', {}),
      indicator('น้อยดี', { direction: 'less', target: 10, years: [{ fiscalYearBE: 2562, actual: 5 }] }),
      indicator('เพดาน', {
        rule: { method: 'achievement-percent', cap: 100 },
        years: [{ fiscalYearBE: 2562, actual: 160 }],
      }),
      indicator('ขั้น', { rule: { method: 'tiers' }, years: [{ fiscalYearBE: 2562, actual: 82 }] }),
      indicator('ช่วง', { rule: { method: 'linear-band', zeroAt: 40 } }),
      indicator('บรรลุ', { rule: { method: 'binary' } }),
      indicator('รอ', { status: { kind: 'pending', reason: 'ยังไม่ครบปี' }, years: [] }),
    ];
    const base = await testWorkbookSource(levelsBySeed(1));
    const source = { ...base, input: { ...base.input, indicators } };
    const workbook = await opened(source);
    for (const { place, cached, worked } of formulasOf(workbook)) expectSame(place, worked, cached);
    const { percent } = computeScoreboard(source.framework, source.input, {
      value: 'claimed',
      profile: 'weakest-link',
    }).results;
    const mean = sheetOf(workbook, 'ตัวชี้วัด')
      .getColumn(2)
      .values.find((value) => (value as { formula?: string })?.formula?.includes('AVERAGE'));
    expect((mean as { result: number }).result).toBe(percent);
  });

  it('counts the recommendations of each unit, whatever its name', async () => {
    const names = ['สำนัก*', 'สำนักก', 'กลุ่ม "ข"', 'ค?~'];
    const recommendations = [testRecommendation('ก', ...names), testRecommendation('ข', 'สำนัก*', 'สำนัก*')];
    const workbook = await opened(await testWorkbookSource(levelsBySeed(1), { recommendations }));
    const counts = sheetOf(workbook, 'หน่วยงาน')
      .getColumn(3)
      .values.flatMap((value) => {
        const formula = (value as { formula?: string })?.formula;
        return formula === undefined ? [] : [workOut(workbook, 'หน่วยงาน', formula)];
      });
    expect(counts).toEqual([2, 1, 1, 1]);
  });

  it.each(['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\t=1'])('%j stays text', async (text) => {
    const workbook = await opened(
      await testWorkbookSource(levelsBySeed(1), { recommendations: [testRecommendation(text, text)] }),
    );
    const cell = sheetOf(workbook, 'ข้อเสนอแนะ').getCell('D4');
    expect([cell.type, cell.numFmt]).toEqual([exceljs.ValueType.String, '@']);
    for (const { place } of formulasOf(workbook)) expect(place).toMatch(/^(คะแนน|รายหมวด|คำนวณ|ตัวชี้วัด|หน่วยงาน) /);
  });

  it('text is NFC, without what no cell holds, and says when it was cut', () => {
    expect(cellText('ก\u0000ข\u001f\ud800\ufffe_x0041_')).toBe('กข\ufffd_x005F_x0041_');
    expect(cellText('e\u0301')).toBe('\u00e9');
    const long = cellText('ก'.repeat(40_000));
    expect(long.length).toBeLessThanOrEqual(32_767);
    expect(long).toMatch(/40000 ตัวอักษร\]$/);
  });

  it('is printed on A4 across, with its head on every page, in the font of Thai offices', async () => {
    const workbook = await opened(await testWorkbookSource(levelsBySeed(1)));
    for (const sheet of workbook.worksheets) {
      expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1 });
      expect(sheet.pageSetup.printTitlesRow).toMatch(/^\d+:\d+$/);
      expect(sheet.views[0]).toMatchObject({ state: 'frozen' });
      expect(sheet.getCell('A1').font.name).toBe('TH Sarabun New');
    }
  });
});
