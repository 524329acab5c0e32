import type { Content, ContentElement } from '@ruam/shared/document/content.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { reportSchema } from '@ruam/shared/import/report.ts';
import {
  AlignmentType,
  Document,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadShippedFramework } from '../../cycle/shippedFramework.ts';
import { readReport } from '../readReport.ts';
import { shortReport, wordEntries, wordParagraph, zipOf } from '../testOffice.ts';

const texts = z.array(
  z.object({ item: z.string().nullable(), kind: z.string(), level: z.string().nullable(), content: z.unknown() }),
);

async function read(bytes: Uint8Array) {
  const framework = await loadShippedFramework();
  const known = { people: {}, files: {} };
  const task = { kind: 'file', bytes, agencyName: 'กรมตัวอย่าง', framework, maxDocumentBytes: 1_000_000, known } as const;

  const { read: found, pictures } = await readReport(task);
  const report = reportSchema.parse(JSON.parse(found.report));
  return {
    report,
    pictures,
    items: report.categories.flatMap(({ items }) => items),
    lines: (JSON.parse(found.source ?? '[]') as { text: string; holds: string }[]).map(({ text }) => text),
    told: (JSON.parse(found.notUnderstood) as { reason: string }[]).map(({ reason }) => reason),
    toldAt: (why: string) =>
      (JSON.parse(found.notUnderstood) as { line: number; reason: string }[])
        .filter(({ reason }) => reason === why)
        .map(({ line }) => line),
    contentOf: (item: string | null, kind: string): readonly ContentElement[] => {
      const text = texts.parse(JSON.parse(found.texts)).find((one) => one.item === item && one.kind === kind);
      return ((text?.content as Content | undefined)?.content ?? []) as readonly ContentElement[];
    },
  };
}

const word = (body: string) => read(new Uint8Array(zipOf(wordEntries(body))));
const typesOf = (blocks: readonly ContentElement[]): readonly string[] => blocks.map(({ type }) => type);
const textOf = (content: readonly ContentElement[]): string => contentAsText({ type: 'doc', content });

const numbering = {
  config: [
    {
      reference: 'outline',
      levels: [
        { level: 0, format: LevelFormat.THAI_NUMBERS, text: 'หมวด %1', alignment: AlignmentType.LEFT },
        { level: 1, format: LevelFormat.THAI_NUMBERS, text: '%1.%2', alignment: AlignmentType.LEFT },
      ],
    },
    {
      reference: 'list',
      levels: [{ level: 0, format: LevelFormat.THAI_NUMBERS, text: '%1.', alignment: AlignmentType.LEFT }],
    },
    {
      reference: 'dots',
      levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT }],
    },
  ],
};
const numbered = (level: number, text: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph =>
  new Paragraph({ text, heading, numbering: { reference: 'outline', level } });
const listed = (reference: string, ...children: (string | ParagraphChild)[]): Paragraph =>
  new Paragraph({
    numbering: { reference, level: 0 },
    children: children.map((one) => (typeof one === 'string' ? new TextRun(one) : one)),
  });
const bold = (text: string): Paragraph => new Paragraph({ children: [new TextRun({ text, bold: true })] });
const cell = (text: string, more = {}): TableCell =>
  new TableCell({ children: [new Paragraph(text)], width: { size: 2_000, type: WidthType.DXA }, ...more });

async function report(): Promise<Uint8Array> {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'green' } })
    .png()
    .toBuffer();
  const children = [
    new Paragraph({ text: 'สรุปรายงานผลการดำเนินการตามเกณฑ์', alignment: AlignmentType.CENTER }),
    new Paragraph({ text: '(PMQA 4.0) ของกรมตัวอย่าง', alignment: AlignmentType.CENTER }),
    new Paragraph({ text: 'ประจำปีงบประมาณ พ.ศ. ๒๕๖๖', alignment: AlignmentType.CENTER }),
    numbered(0, 'การนำองค์การ', HeadingLevel.HEADING_1),
    new Paragraph('เป้าหมาย : เพื่อความยั่งยืน'),
    numbered(1, 'ระบบการนำองค์การ', HeadingLevel.HEADING_2),
    new Paragraph({
      children: [new TextRun('ผลการดำเนินงาน'), new TextRun({ text: 'ดำเนินการได้ถึงระดับ Advance', break: 1 })],
    }),
    new Paragraph({
      children: [
        new TextRun('มีการ'),
        new TextRun({ text: 'ทบทวน', bold: true }),
        new TextRun('ทุกปี'),
        new FootnoteReferenceRun(1),
      ],
    }),
    listed('dots', 'จุดแรก'),
    listed('dots', 'จุดที่สอง'),
    new Table({
      columnWidths: [3_000, 1_500, 1_500],
      rows: [
        new TableRow({
          tableHeader: true,
          children: [cell('ตัวชี้วัด', { rowSpan: 2 }), cell('ผลการดำเนินงาน', { columnSpan: 2 })],
        }),
        new TableRow({ tableHeader: true, children: [cell('๒๕๖๕'), cell('๒๕๖๖')] }),
        new TableRow({ children: [cell('ความพึงพอใจ'), cell('๘๐'), cell('๘๕')] }),
      ],
    }),
    new Paragraph({
      children: [
        new ImageRun({
          type: 'png',
          data: picture,
          transformation: { width: 8, height: 8 },
          altText: { name: 'p', description: 'แผนผัง' },
        }),
      ],
    }),
    bold('ข้อสังเกตและข้อเสนอแนะ'),
    listed('list', 'ควรติดตามผล (ผู้รับผิดชอบ สำนักนโยบายและแผน)'),
    listed('list', 'ควรสื่อสารให้ทั่วถึง'),
    numbered(1, 'การป้องกันทุจริต', HeadingLevel.HEADING_2),
    bold('ผลการดำเนินงาน'),
    new Paragraph('ดำเนินการได้ถึงระดับ Basic'),
    bold('ข้อสังเกตและข้อเสนอแนะ'),
    listed('list', 'เริ่มนับต่อหรือนับใหม่ก็อ่านได้'),
  ];
  const footer = new Footer({
    children: [new Paragraph({ children: [new TextRun({ children: ['หน้า ', new Tab(), PageNumber.CURRENT] })] })],
  });
  const footnotes = { 1: { children: [new Paragraph('ตามมติคณะกรรมการ')] } };
  return new Uint8Array(
    await Packer.toBuffer(
      new Document({ numbering, footnotes, sections: [{ children, footers: { default: footer } }] }),
    ),
  );
}

describe('a report as people write it in Word', () => {
  it('its heading styles and the numbers that Word prints make categories, items and levels', async () => {
    const { items, report: found, lines } = await read(await report());
    expect(found).toMatchObject({
      title: expect.stringContaining('กรมตัวอย่าง'),
      fiscalYearBE: 2566,
      agency: 'กรมตัวอย่าง',
    });
    expect(found.categories.map(({ code, name, goal }) => [code, name, goal])).toEqual([
      ['1', 'การนำองค์การ', 'เพื่อความยั่งยืน'],
    ]);
    expect(items.map(({ code, name, level }) => [code, name, level])).toEqual([
      ['1.1', 'ระบบการนำองค์การ', 'advance'],
      ['1.2', 'การป้องกันทุจริต', 'basic'],
    ]);
    expect(lines).toContain('หมวด ๑ การนำองค์การ');
    expect(lines.join()).not.toContain('หน้า');
  });

  it('a result of several paragraphs comes whole, with looks, lists, footnote, table and picture', async () => {
    const { contentOf, pictures } = await read(await report());
    const evidence = contentOf('1.1', 'evidence');
    expect(typesOf(evidence)).toEqual(['paragraph', 'paragraph', 'bulletList', 'table', 'image']);
    expect(evidence[1]?.content).toEqual([
      { type: 'text', text: 'มีการ' },
      { type: 'text', text: 'ทบทวน', marks: [{ type: 'bold' }] },
      { type: 'text', text: 'ทุกปี' },
      { type: 'footnote', content: [{ type: 'text', text: 'ตามมติคณะกรรมการ' }] },
    ]);
    const [head, second] = (evidence[3]?.content ?? []) as ContentElement[];
    expect(head?.content).toMatchObject([
      { type: 'tableHeader', attrs: { rowspan: 2, colwidth: [200] } },
      { type: 'tableHeader', attrs: { colspan: 2, colwidth: [100, 100] } },
    ]);
    expect(second?.content).toHaveLength(2);
    expect(evidence[4]?.attrs).toEqual({ file: pictures[0]?.hash, alt: 'แผนผัง' });
  });

  it('numbered observations become recommendations with their printed numbers and units', async () => {
    const { contentOf } = await read(await report());
    expect(contentOf('1.1', 'recommendations').map(({ attrs }) => [attrs?.marker, attrs?.units])).toEqual([
      ['๑.', ['สำนักนโยบายและแผน']],
      ['๒.', undefined],
    ]);
  });

  it('a table among the observations stays one, behind what it stands under', async () => {
    const table = `<w:tbl><w:tr><w:tc>${wordParagraph('ก')}</w:tc><w:tc>${wordParagraph('ข')}</w:tc></w:tr></w:tbl>`;
    const body = [...shortReport.map((text) => wordParagraph(text)), table, wordParagraph('อีกข้อหนึ่ง')].join('');
    expect(typesOf((await word(body)).contentOf('1.1', 'recommendations'))).toEqual([
      'recommendation',
      'table',
      'recommendation',
    ]);
  });

  it('a report that was written into a form of tables is read from its cells', async () => {
    const rows = shortReport.map((text) => `<w:tr><w:tc>${wordParagraph(text)}</w:tc></w:tr>`).join('');
    expect((await word(`<w:tbl>${rows}</w:tbl>`)).items).toMatchObject([{ code: '1.1', level: 'basic' }]);
  });

  it('what was inserted is read, what was deleted is not, and that is told; comments and codes of fields are none of it', async () => {
    const run = (text: string, tag = 't'): string => `<w:r><w:${tag}>${text}</w:${tag}></w:r>`;
    const changed = `<w:p><w:del>${run('ไม่ดี', 'delText')}</w:del>${run('ทำ')}<w:ins>${run('ได้')}</w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r>${run(' PAGE ', 'instrText')}<w:moveFrom>${run('ย้าย')}</w:moveFrom><w:r><w:commentReference w:id="1"/></w:r></w:p>`;
    const { contentOf, told } = await word(
      shortReport
        .map((text) => (text.startsWith('ดำเนินการ') ? wordParagraph(text) + changed : wordParagraph(text)))
        .join(''),
    );
    expect(textOf(contentOf('1.1', 'evidence'))).toBe('ดำเนินการได้ถึงระดับ Basic\nทำได้');
    expect(told).toContain('deleted text is left out');
  });

  it('a paragraph whose end was deleted goes on with the next, with its pictures and boxes; at the end, and before a table, it stands', async () => {
    const open = (inside: string): string => `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${inside}</w:p>`;
    const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
    const picture =
      '<w:r><w:drawing><wp:inline><wp:docPr descr="แผน"/><a:blip r:embed="none"/></wp:inline></w:drawing></w:r>';
    const box = `<w:r><w:pict><v:textbox><w:txbxContent>${wordParagraph('ในกรอบ')}</w:txbxContent></v:textbox></w:pict></w:r>`;
    const table = `<w:tbl><w:tr><w:tc>${wordParagraph('ก')}</w:tc><w:tc>${wordParagraph('ข')}</w:tc></w:tr></w:tbl>`;
    const body = [
      ...shortReport.slice(0, 5).map((text) => wordParagraph(text)),
      open(run('ต้น') + picture + box) + wordParagraph('ปลาย'),
      open(run('ก่อนตาราง')) + table,
      open(run('ท้ายสุด')),
    ];
    const { lines } = await word(body.join(''));
    expect(lines.slice(5)).toEqual([
      'ต้นปลาย',
      '[ภาพ: แผน]',
      'ในกรอบ',
      'ก่อนตาราง',
      expect.stringContaining('ก'),
      'ท้ายสุด',
    ]);
  });

  it('a picture that is left out of a cell, or of a table in a cell, is told at the line of the table, once', async () => {
    const picture = '<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="none"/></wp:inline></w:drawing></w:r></w:p>';
    const tableOf = (inside: string): string =>
      `<w:tbl><w:tr><w:tc>${wordParagraph('ก')}${inside}</w:tc><w:tc>${wordParagraph('ข')}</w:tc></w:tr></w:tbl>`;
    const wide = `<w:tbl><w:tr>${`<w:tc>${wordParagraph('ก')}</w:tc>`.repeat(80)}<w:tc>${picture}</w:tc></w:tr></w:tbl>`;
    const before = shortReport.map((text) => wordParagraph(text)).join('');
    const found = await word(before + tableOf(picture + tableOf(picture)) + wide);
    expect(found.lines[shortReport.length]).toContain('ก');
    const last = found.lines.length;
    expect(found.toldAt('picture left out')).toEqual([shortReport.length + 1, shortReport.length + 1, last]);
  });

  it('ำ and marks that were split between runs are whole; text boxes and alternatives are read once', async () => {
    const runs =
      '<w:p><w:r><w:t>น</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>้ำ</w:t></w:r><w:r><w:t>สํ</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>าคัญ</w:t></w:r></w:p>';
    const box = `<w:txbxContent>${wordParagraph('ในกรอบ')}</w:txbxContent>`;
    const boxed = `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor>${box}</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const { contentOf } = await word(
      shortReport
        .map((text) => (text.startsWith('ดำเนินการ') ? wordParagraph(text) + runs + boxed : wordParagraph(text)))
        .join(''),
    );
    expect(textOf(contentOf('1.1', 'evidence'))).toBe('ดำเนินการได้ถึงระดับ Basic\nน้ำสำคัญ\nในกรอบ');
  });
});
