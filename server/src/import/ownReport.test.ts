import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { paragraph, textOf } from '@ruam/shared/document/content.ts';
import { parseReportLines } from '@ruam/shared/import/parseReport.ts';
import { composeReport } from '@ruam/shared/report/composeReport.ts';
import type { ReportSource } from '@ruam/shared/report/reportSource.ts';
import { withoutSpaces } from '@ruam/shared/thai/normalize.ts';
import { describe, expect, it } from 'vitest';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import { wordFile } from '../docx/wordFile.ts';
import { printPage } from '../pdf/printPage.ts';
import { reportPage } from '../report/reportPage.ts';
import { fy2562Source } from '../report/testReportSource.ts';
import { readDocx } from './docx/readDocx.ts';
import { draftTexts } from './draftTexts.ts';
import { readPdf } from './pdf/readPdf.ts';

const options = reportOptionsSchema.parse({
  ...{ levels: 'all', advice: 'annex', comments: 'notes', evidence: 'list', paragraphNumbers: true },
  ...{ watermark: 'ร่าง', secrecy: 'secret' },
});
const basicText = 'มีการกำหนดวิสัยทัศน์และสื่อสารให้บุคลากรทราบ';
const higherText = 'อยู่ระหว่างจัดทำข้อมูลในระดับที่สูงขึ้น';

/** FY 2562 with more in it: 1.1 is written of at three levels, 3.3 at the next one, and a colleague has commented. */
function source(): ReportSource {
  const report = fy2562Source();
  const doc = (text: string): Content => ({ type: 'doc', content: [paragraph(text)] });
  const categories = report.categories.map((category) => ({
    ...category,
    items: category.items.map((item) => {
      const more = item.code === '1.1' ? [basicText, basicText] : item.code === '3.3' ? [null, higherText] : [];
      const added = more.flatMap((text, at) =>
        text === null ? [] : [{ level: levels[at] ?? 'basic', content: doc(text) }],
      );
      return {
        ...item,
        texts: levels.flatMap((level) => [...added, ...item.texts].filter((text) => text.level === level)),
      };
    }),
  }));
  const entries = [{ name: 'กรรมการ', at: Date.UTC(2019, 7, 22), text: 'ขอแหล่งข้อมูล' }];
  const file = { name: 'แผน.pdf', mediaType: 'application/pdf', sizeBytes: 9_000, hash: 'ab'.repeat(32), path: null };
  const about = { id: 'e1', title: 'แผนปฏิบัติราชการ', confidentiality: 'public', items: ['3.3'], checks: [] } as const;
  return {
    ...{ ...report, categories, evidence: [{ ...about, effectiveDate: null, fiscalYearBE: 2562, file }] },
    threads: [
      { document: 'd', item: '3.3', kind: 'evidence', level: 'basic', isResolved: false, quote: 'สำนักงาน', entries },
    ],
  };
}

async function printed(): Promise<Uint8Array> {
  const page = reportPage(composeReport(source(), options), new Map());
  const path = process.env.CHROMIUM ?? null;
  return printPage(page, {
    path,
    mayGoWithoutSandbox: true,
    failed: console.error,
    signal: AbortSignal.timeout(60_000),
  });
}

describe('our own report with all that it can be asked for, read again', () => {
  const made = { docx: async () => wordFile(composeReport(source(), options), new Map()), pdf: printed };

  it.each(['docx', 'pdf'] as const)(
    '%s: items once, levels, the texts of each level, advice, and nothing of our own',
    async (format) => {
      const bytes = Buffer.from(await made[format]());
      const read = await (format === 'docx' ? readDocx(bytes) : readPdf(bytes));
      if (read.kind !== 'lines') throw new Error('a report is read in lines');
      const { report, sections, notUnderstood } = parseReportLines(read.lines);
      const items = report.categories.flatMap((category) => category.items);
      const expected = source().categories.flatMap((category) => category.items);
      expect(items.map(({ code, level }) => [code, level])).toEqual(
        expected.filter(({ level }) => level !== null).map(({ code, level }) => [code, level]),
      );
      expect(JSON.stringify(report)).not.toMatch(/¶|\nระดับ|annex/);
      expect([report.agency, report.framework, report.advisor?.role]).toEqual([
        ...['สำนักงานเลขาธิการวุฒิสภา', 'PMQA 4.0', 'ผู้ทรงคุณวุฒิด้านบริหารรัฐกิจ'],
      ]);
      expect(report.title).toBe(source().title);
      expect(report.introduction).toHaveLength(3);

      const texts = draftTexts(report, await loadShippedFramework(), { sections, blocks: read.blocks });
      const told = (item: string) =>
        texts
          .filter((text) => text.item === item && text.kind === 'evidence')
          .map(({ level, content }) => [level, withoutSpaces(textOf(content as Content))]);
      const reached = withoutSpaces('สำนักงานเลขาธิการวุฒิสภาสามารถดำเนินการได้ถึงระดับ Significance');
      const lower = withoutSpaces(basicText);
      expect(told('1.1')).toEqual([
        ['basic', lower],
        ['advance', lower],
        ['significance', reached],
      ]);
      expect(told('3.3').map(([level]) => level)).toEqual(['basic', 'advance']);

      const advised = items.flatMap(({ code, observations }) =>
        observations.flatMap(({ attribution }) => (attribution === null ? [] : [[code, attribution.person]])),
      );
      expect(advised).toEqual([['5.2', 'ดร.ธนาวิชญ์ จินดาประดิษฐ์']]);
      const doubts = notUnderstood.map(({ reason }) => reason).filter((reason) => !reason.startsWith('unit taken as'));
      expect(doubts).toEqual([1, 2].map(() => expect.stringMatching(/^annex left out \(to line \d+\)$/)));
    },
    60_000,
  );
});
