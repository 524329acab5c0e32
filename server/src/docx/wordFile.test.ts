import { type ContentElement, type ContentNode, heading, paragraph } from '@ruam/shared/document/content.ts';
import type { ReportDocument, ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { describe, expect, it } from 'vitest';
import { cell, doc, longTable, reportOf, row } from './testDocument.ts';
import { faultOf, linesOf, partsIn } from './testUnzip.ts';
import { textDocument } from './textDocument.ts';
import { wordFile } from './wordFile.ts';

const noPictures: ReportPictures = new Map();
const fileOf = async (body: readonly ContentNode[], more: Partial<ReportDocument> = {}, pictures = noPictures) =>
  partsIn(await wordFile(reportOf(body, more), pictures));
const main = (parts: ReadonlyMap<string, string>): string => parts.get('word/document.xml') ?? '';
const made = async (...given: Parameters<typeof fileOf>): Promise<string> => main(await fileOf(...given));
const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, found]) => found ?? '');
const listOf = (...words: string[]): ContentElement[] =>
  words.map((text) => ({ type: 'listItem', content: [paragraph(text)] }));

/** A PNG of one white pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);
const pictures: ReportPictures = new Map([
  ['pic1', { bytes: new Uint8Array(pixel), mediaType: 'image/png', width: 1200, height: 600 }],
]);

describe('a Word file', () => {
  it('is well formed in every part, with every style that it names', async () => {
    const marks = ['bold', 'italic', 'underline', 'strike', 'highlight', 'code'].map((type) => ({ type }));
    const parts = await fileOf(
      [
        heading(1, 'หมวด ๑'),
        { type: 'paragraph', attrs: { role: 'subheading' }, content: [{ type: 'text', text: 'ผล', marks }] },
        { type: 'paragraph', attrs: { role: 'goal', paragraphNumber: '3.3-¶7' } },
        { type: 'recommendation', attrs: { marker: '-', depth: 2, responsibleText: 'ทุกสำนัก' } },
        { type: 'blockquote', content: [heading(2, 'ใน'), paragraph('ข้อความ')] },
        { type: 'bulletList', content: listOf('ก') },
        { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('แล้ว')] }] },
        ...[{ type: 'horizontalRule' }, { type: 'codeBlock', content: [{ type: 'text' as const, text: 'a\nb' }] }],
        longTable(1),
      ],
      { hasContents: true, cover: doc([heading(1, 'ปก'), paragraph('ข้อความ')]), watermark: 'ร่าง', secrecy: 'ลับ' },
    );
    const texts = [...parts].filter(([name]) => /\.(xml|rels)$/.test(name));
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.map(([name, xml]) => [name, faultOf(xml)]).filter(([, fault]) => fault !== null)).toEqual([]);
    const known = new Set(all(parts.get('word/styles.xml') ?? '', /w:styleId="([^"]+)"/g));
    const named = texts.flatMap(([, xml]) => all(xml, /<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"/g));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((style) => !known.has(style))).toEqual([]);
  });

  it('N7 has the official font and size for Thai letters in its styles, and A4 with its margins', async () => {
    const parts = await fileOf([paragraph('ข้อความ')]);
    expect(parts.get('word/styles.xml')).toContain('w:cs="TH Sarabun New"');
    expect(parts.get('word/styles.xml')).toContain('<w:szCs w:val="32"/>');
    expect(parts.get('word/styles.xml')).toContain('w:bidi="th-TH"');
    expect(parts.get('word/fontTable.xml')).toContain('<w:altName w:val="TH SarabunPSK"/>');
    expect(main(parts)).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(main(parts)).toMatch(/<w:pgMar w:top="1417" w:right="1134" w:bottom="1134" w:left="1701"/);
    expect(main(parts)).toContain('w:fmt="thaiNumbers"');
    // Looks are not said again where a person would have to change them one by one.
    expect(main(parts)).not.toMatch(/<w:(rFonts|sz|szCs|jc|ind|spacing)[ /]/);
  });

  it('keeps Thai words as they were written, in NFC', async () => {
    const words = 'น้ำ ก่ำ กำก ปั๊ม ผู้ทรงคุณวุฒิ';
    const [line = ''] = linesOf(await made([paragraph(words)]));
    expect(line).toBe(words);
    expect(line.normalize('NFC')).toBe(line);
    expect(line).toContain('\u0e33');
  });

  it('N7 minutes have Thai digits, but not in words with Latin letters, nor in hashes and numbers of certificates', async () => {
    const words = ['มติที่ ๑ เห็นชอบหัวข้อ 3.3', 'ใบรับรองเลขที่ 12/2562', 'ค่าแฮช: 4211'];
    const content = doc([
      paragraph('ปี 2562 ข้อ 3.3.a1 ISO9001 PMQA 4.0 a@b3.th'),
      { type: 'resolution', attrs: { resolution: 'a', words } },
    ]);
    const minutes = textDocument({ content, title: 'รายงาน', foot: 'SHA-256 42a3' });
    const parts = partsIn(await wordFile(minutes, noPictures));
    expect(linesOf(main(parts))).toEqual([
      'ปี ๒๕๖๒ ข้อ 3.3.a1 ISO9001 PMQA ๔.๐ a@b3.th',
      'มติที่ ๑ เห็นชอบหัวข้อ ๓.๓',
      'ใบรับรองเลขที่ 12/2562',
      'ค่าแฮช: 4211',
    ]);
    expect(linesOf(parts.get('word/footer1.xml') ?? '')).toEqual(['SHA-256 42a3']);
    // The first page of a letter has no number.
    expect(main(parts)).toContain('<w:titlePg/>');
  });

  it('texts of a report stay as they were written, and its own numbers are as they were asked for', async () => {
    const body = [paragraph('ปี 2562'), { type: 'orderedList', content: listOf('ก') }];
    const [thai, arabic] = [await fileOf(body), await fileOf(body, { hasThaiDigits: false })];
    expect(linesOf(main(thai))).toEqual(['ปี 2562', 'ก']);
    const formats = (parts: ReadonlyMap<string, string>): string =>
      (parts.get('word/numbering.xml') ?? '') + main(parts);
    expect(formats(thai)).toContain('thaiNumbers');
    expect(formats(arabic)).not.toContain('thaiNumbers');
  });

  it('lists count on from their beginning, each by itself', async () => {
    const list = (...words: string[]) => ({ type: 'orderedList', content: listOf(...words) });
    const fourth = { type: 'orderedList', attrs: { start: 4 }, content: listOf('สี่') };
    const parts = await fileOf([list('หนึ่ง', 'สอง'), paragraph('คั่น'), list('หนึ่ง'), fourth]);
    const numbers = all(main(parts), /<w:numId w:val="(\d+)"\/>/g);
    expect(numbers[0]).toBe(numbers[1]);
    expect(new Set(numbers).size).toBe(3);
    expect(parts.get('word/numbering.xml')).toContain('<w:startOverride w:val="1"/>');
    expect(parts.get('word/numbering.xml')).toContain('<w:start w:val="4"/>');
  });

  it('footnotes stand at the foot, whatever part they are in', async () => {
    const noted = (text: string) => ({
      type: 'paragraph',
      content: [{ type: 'footnote', content: [{ type: 'text' as const, text }] }],
    });
    const parts = await fileOf([noted('สอง')], { cover: doc([noted('หนึ่ง')]), annexes: doc([noted('สาม')]) });
    expect(all(main(parts), /<w:footnoteReference w:id="(\d+)"\/>/g)).toEqual(['1', '2', '3']);
    expect(linesOf(parts.get('word/footnotes.xml') ?? '')).toEqual([' หนึ่ง', ' สอง', ' สาม']);
  });

  it('what stands after a page break begins a page, without an empty line at its head', async () => {
    const xml = await made([paragraph('ก'), { type: 'pageBreak' }, { type: 'pageBreak' }, heading(1, 'ข')]);
    expect(linesOf(xml)).toEqual(['ก', 'ข']);
    expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(1);
    expect(xml).not.toContain('<w:br w:type="page"/>');
  });

  it('pictures are as wide as their writer made them, within the page, and say what they show', async () => {
    const image = (attrs: object) => ({ type: 'image', attrs: { file: 'pic1', alt: 'แผนภูมิ', ...attrs } });
    const parts = await fileOf([image({ width: 50 }), image({}), image({ file: 'gone' })], {}, pictures);
    const widths = all(main(parts), /<wp:extent cx="(\d+)"/g).map(Number);
    const line = 9_071 * 635;
    expect(widths.map((width) => Math.round((width / line) * 100))).toEqual([50, 100]);
    expect(all(main(parts), /<wp:docPr id="[^"]+" name="[^"]*" descr="([^"]*)"/g)).toEqual(['แผนภูมิ', 'แผนภูมิ']);
    const ids = all(main(parts), /<wp:docPr id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    expect(linesOf(main(parts))).toEqual(['[ภาพ: แผนภูมิ]']);
    const links = parts.get('word/_rels/document.xml.rels') ?? '';
    for (const id of all(main(parts), /r:embed="([^"]+)"/g)) expect(links).toContain(`Id="${id}"`);
  });

  it('the cover has no number, contents count in letters, and the text counts from 1', async () => {
    const parts = await fileOf([heading(1, 'หมวด ๑'), heading(2, '๑.๑'), heading(3, 'ใน')], {
      ...{ cover: doc([heading(1, 'ปก')]), hasContents: true, annexes: doc([heading(1, 'ภาคผนวก ก')]) },
    });
    const sections = all(main(parts), /<w:pgNumType([^>]*)\/>/g);
    expect(sections.map((one) => one.trim())).toEqual([
      '',
      'w:start="1" w:fmt="thaiLetters"',
      'w:start="1" w:fmt="thaiNumbers"',
    ]);
    const entries = linesOf(main(parts).split('<w:sdtContent>')[1]?.split('</w:sdtContent>')[0] ?? '');
    expect(entries).toEqual(['หมวด ๑๑', '๑.๑๑', 'ภาคผนวก ก๒']);
    expect(main(parts)).toMatch(/<w:instrText[^>]*>TOC [^<]*1-2/);
    // Nobody is asked whether it may be brought up to date.
    expect(main(parts)).not.toContain('w:dirty');
    expect(parts.get('word/settings.xml')).not.toContain('updateFields');
    expect(parts.get('word/header1.xml')).not.toContain('PAGE');
    expect(main(parts)).toMatch(/<w:pStyle w:val="Title"\/>/);
  });

  it('the mark of secrecy stands at head and foot of every page, the watermark behind them', async () => {
    const parts = await fileOf([paragraph('ก')], { cover: doc([paragraph('ปก')]), secrecy: 'ลับที่สุด', watermark: 'ร่าง' });
    const heads = [...parts].filter(([name]) => /^word\/header\d+\.xml$/.test(name)).map(([, xml]) => xml);
    const feet = [...parts].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, xml]) => xml);
    expect([heads.length, feet.length]).toEqual([2, 2]);
    for (const xml of [...heads, ...feet]) expect(linesOf(xml)).toContain('ลับที่สุด');
    for (const xml of heads) expect(xml).toContain('string="ร่าง"');
  });

  it('a link leads where one may go, and nothing else leads anywhere', async () => {
    const link = (href: string) => ({ type: 'text' as const, text: 'ลิงก์', marks: [{ type: 'link', attrs: { href } }] });
    const long = `https://a.go.th/${'a'.repeat(10_000_000)}`;
    const hrefs = ['javascript:alert(1)', 'file:///etc/passwd', 'https://a.go.th/?a=1&b=2', long];
    const parts = await fileOf([{ type: 'paragraph', content: hrefs.map(link) }]);
    const links = [...parts]
      .filter(([name]) => name.endsWith('.rels'))
      .map(([, xml]) => xml)
      .join('');
    expect(links.match(/TargetMode="External"/g)).toHaveLength(1);
    expect(links).toContain('https://a.go.th/?a=1&amp;b=2');
    expect(linesOf(main(parts))).toEqual(['ลิงก์ลิงก์ลิงก์ลิงก์']);
  });

  it('what no XML may hold is taken out, whatever it stands in; what is unknown or too deep keeps its words', async () => {
    let deep: ContentElement = paragraph('ลึก');
    for (let at = 0; at < 90; at++) deep = { type: 'blockquote', content: [deep] };
    const bad = '\u0000\u0008\ud800\uffff';
    const parts = await fileOf(
      [
        paragraph(`ก${bad}<script>&`),
        { type: 'mystery', content: [paragraph('ข')] },
        { type: 'image', attrs: { file: 'pic1', alt: `"<${bad}>` } },
        { type: 'recommendation', attrs: { marker: bad, responsibleText: bad } },
        deep,
      ],
      { title: bad, foot: bad, secrecy: bad, watermark: `<${bad}"` },
      pictures,
    );
    for (const [name, xml] of parts) if (/\.(xml|rels)$/.test(name)) expect([name, faultOf(xml)]).toEqual([name, null]);
    expect(linesOf(main(parts)).filter((line) => /[กขล]/.test(line))).toEqual(['ก\ufffd<script>&', 'ข', 'ลึก']);
  });

  it('an empty text is a file, too', async () => {
    expect(await made([])).toContain('<w:sectPr');
    expect(await made([], { hasContents: true })).toContain('TOC');
  });

  it('a table of rows and cells that are no table is none, and loses no words', async () => {
    const table = { type: 'table', content: [{ type: 'text' as const, text: 'ก' }, row(), row(cell('ข'))] };
    const wide = { type: 'table', content: [row(...Array.from({ length: 70 }, (_, at) => cell(`ช่อง${at}`)))] };
    const lines = linesOf(await made([{ type: 'table' }, table, wide]));
    expect(lines.slice(0, 2)).toEqual(['ก', 'ข']);
    expect(lines[2]).toContain('ช่อง0 | ช่อง1');
  });
});
