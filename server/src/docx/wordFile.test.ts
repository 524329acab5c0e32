import { type ContentElement, type ContentNode, heading, paragraph } from '@ruam/shared/document/content.ts';
import { describe, expect, it } from 'vitest';
import { partOf } from './testUnzip.ts';
import { wordFile } from './wordFile.ts';

const made = async (content: readonly ContentNode[], part = 'word/document.xml', foot: string | null = null) =>
  partOf(await wordFile({ content: { type: 'doc', content }, title: 'รายงาน', foot }), part);
/** What stands in a part, a line a paragraph. */
const words = (xml: string): string[] =>
  [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([block]) => [...block.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .filter((line) => line !== '');

describe('N7 a Word file', () => {
  it('has the official font and size for Thai letters, and A4 with its margins', async () => {
    const xml = await made([paragraph('ข้อความ')]);
    expect(xml).toContain('w:cs="TH Sarabun New"');
    expect(xml).toContain('<w:szCs w:val="32"/>');
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:pgMar w:top="1417" w:right="1134" w:bottom="1134" w:left="1701"/);
    expect(xml).toContain('<w:pgNumType w:fmt="thaiNumbers"/>');
  });

  it('writes Thai digits, but not in words with Latin letters, nor in hashes and numbers of certificates', async () => {
    const resolution: ContentElement = {
      type: 'resolution',
      attrs: { resolution: 'a', words: ['มติที่ ๑ เห็นชอบหัวข้อ 3.3', 'ใบรับรองเลขที่ 12/2562', 'ค่าแฮช: 4211'] },
    };
    const lines = words(await made([paragraph('ปี 2562 ข้อ 3.3.a1 ISO9001 PMQA 4.0 a@b3.th'), resolution]));
    expect(lines).toEqual([
      'ปี ๒๕๖๒ ข้อ 3.3.a1 ISO9001 PMQA ๔.๐ a@b3.th',
      'มติที่ ๑ เห็นชอบหัวข้อ ๓.๓',
      'ใบรับรองเลขที่ 12/2562',
      'ค่าแฮช: 4211',
    ]);
  });

  it('keeps headings, lists with their beginning, footnotes and breaks', async () => {
    const list = {
      type: 'orderedList',
      attrs: { start: 4 },
      content: [{ type: 'listItem', content: [paragraph('สี่')] }],
    };
    const noted = { type: 'paragraph', content: [{ type: 'footnote', content: [{ type: 'text', text: 'ดู 2' }] }] };
    const content = [heading(2, 'หัวเรื่อง'), list, noted, { type: 'pageBreak' }];
    const xml = await made(content);
    expect(words(xml)).toEqual(['หัวเรื่อง', 'สี่']);
    expect(xml).toContain('<w:outlineLvl w:val="1"/>');
    expect(xml).toContain('<w:br w:type="page"/>');
    expect(xml).toContain('<w:footnoteReference w:id="1"/>');
    expect(words(await made(content, 'word/footnotes.xml'))).toContain('ดู ๒');
    expect(await made(content, 'word/numbering.xml')).toContain('<w:start w:val="4"/>');
  });

  it('keeps tables with merged cells, and repeats their head on the next page', async () => {
    const cell = (text: string, type: string, attrs = {}) => ({ type, attrs, content: [paragraph(text)] });
    const row = (...content: ContentElement[]) => ({ type: 'tableRow', content });
    const table = {
      type: 'table',
      content: [
        row(cell('ก', 'tableHeader'), cell('ข', 'tableHeader', { colspan: 2 })),
        row(cell('ค', 'tableCell', { rowspan: 2 }), cell('ง', 'tableCell'), cell('จ', 'tableCell')),
        row(cell('ฉ', 'tableCell'), cell('ช', 'tableCell')),
      ],
    };
    const xml = await made([table]);
    expect(words(xml)).toEqual(['ก', 'ข', 'ค', 'ง', 'จ', 'ฉ', 'ช']);
    expect(xml).toContain('<w:gridSpan w:val="2"/>');
    expect(xml).toContain('<w:vMerge w:val="restart"/>');
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(xml.match(/<w:gridCol w:w="\d+"\/>/g)).toHaveLength(3);
  });

  it('takes nothing that no XML may hold, and follows no link that is none', async () => {
    const link = (href: string) => ({ type: 'text' as const, text: 'ลิงก์', marks: [{ type: 'link', attrs: { href } }] });
    const hostile = { type: 'paragraph', content: [link('javascript:alert(1)'), link('https://a.go.th/?a=1&b=2')] };
    const content = [
      paragraph('ก\u0000\u0008<script>&\ud800'),
      hostile,
      { type: 'mystery', content: [paragraph('ข')] },
    ];
    const xml = await made(content);
    expect(words(xml)).toEqual(['ก&lt;script&gt;&amp;\ufffd', 'ลิงก์ลิงก์', 'ข']);
    const links = await made(content, 'word/_rels/document.xml.rels');
    expect(links).toContain('https://a.go.th/?a=1&amp;b=2');
    expect(links).not.toContain('javascript');
  });

  it('an empty text is a file, too, and a foot stands on each page', async () => {
    expect(await made([])).toContain('<w:sectPr');
    expect(words(await made([], 'word/footer1.xml', 'SHA-256 42a3'))).toEqual(['SHA-256 42a3']);
  });
});
