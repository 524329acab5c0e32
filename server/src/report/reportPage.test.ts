import { reportOptionsSchema } from '@ruam/shared/api/reports.ts';
import { type ContentElement, type ContentNode, heading, paragraph, textOf } from '@ruam/shared/document/content.ts';
import { composeReport } from '@ruam/shared/report/composeReport.ts';
import type { ReportDocument } from '@ruam/shared/report/reportDocument.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { printPage } from '../pdf/printPage.ts';
import { type PrintedPiece, type ReadPdf, readPdf, wordsIn } from '../pdf/testPdf.ts';
import { reportPage } from './reportPage.ts';
import { fy2562Source } from './testReportSource.ts';

const whole = ['น้ำ', 'ก่ำ', 'กำก', 'ปั๊ม', 'ผู้ทรงคุณวุฒิ'];
const doc = (content: readonly ContentNode[]) => ({ type: 'doc', content }) as const;

/** What no reader of a PDF loses of a Thai word: its letters without the signs above and below. ำ ends with า. */
const bones = (text: string): string =>
  text.replace(/[\0\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\s]/g, '').replaceAll('ำ', 'า');
/** A sign, also one whose glyph the font has no letter for. */
const beginsWithSign = (text: string): boolean => /^[\0\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]/.test(text);

const table = (rows: readonly (readonly string[])[], heads = 1): ContentElement => ({
  type: 'table',
  content: rows.map((row, at) => ({
    type: 'tableRow',
    content: row.map((text) => ({ type: at < heads ? 'tableHeader' : 'tableCell', content: [paragraph(text)] })),
  })),
});

const sentence = `${whole.join('')}และ${whole.join(' ')}`;
const narrow = Array.from({ length: 5 }, (_, at) => (at % 2 === 0 ? sentence : whole.join(' ')));
const noted: ContentElement = {
  type: 'paragraph',
  content: [
    { type: 'text', text: 'มีเชิงอรรถ' },
    { type: 'footnote', content: [{ type: 'text', text: 'คำอธิบาย' }] },
  ],
};
const hostile = `"></style><script>DONE</script>'\\27 {}`;

describe('O6 the report of FY 2562 as a PDF', () => {
  let document: ReportDocument;
  let pdf: ReadPdf;
  let lines: readonly PrintedPiece[];
  beforeAll(async () => {
    const options = { watermark: hostile, secrecy: 'secret', paragraphNumbers: true, advice: 'annex' } as const;
    const composed = composeReport(fy2562Source(), reportOptionsSchema.parse(options));
    const rows = Array.from({ length: 40 }, (_, at) => [`แถว ${at}`, 'ข', 'ค']);
    const annex = [
      heading(1, 'ภาคผนวก ฮ'),
      table([narrow, narrow, narrow], 0),
      noted,
      table([['หัวตาราง', 'ข', 'ค'], ...rows]),
    ];
    document = {
      ...composed,
      foot: `${composed.foot} ${hostile}`,
      annexes: doc([...composed.annexes.content, { type: 'pageBreak' }, ...annex]),
    };
    const printing = {
      path: process.env.CHROMIUM ?? null,
      mayGoWithoutSandbox: true,
      failed: console.error,
      signal: AbortSignal.timeout(60_000),
    };
    pdf = await readPdf(await printPage(reportPage(document, new Map()), printing));
    lines = pdf.pages.flat();
  }, 60_000);

  it('begins no line with a sign that belongs to a letter', () => {
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.filter(({ text }) => beginsWithSign(text)).map(({ text }) => text)).toEqual([]);
  });

  it('keeps whole words on their lines, in a narrow column too', () => {
    const annex = pdf.pages.slice(pdf.pages.findIndex((page) => bones(wordsIn(page.slice(0, 4))).includes('ภาคผนวกฮ')));
    const cells = annex.flatMap((page) => page.filter(inText).map(({ text }) => bones(text)));
    const count = (word: string, texts: readonly string[]): number =>
      texts.reduce((sum, text) => sum + text.split(bones(word)).length - 1, 0);
    for (const word of whole) expect(count(word, cells)).toBe(count(word, [narrow, narrow, narrow].flat().map(bones)));
    // Of two letters; they stand by themselves in the cells.
    for (const word of ['นา', 'กา', 'ปม']) expect(lines.filter(({ text }) => bones(text) === word[1])).toEqual([]);
  });

  it('has the true pages in its contents, as bookmarks and as places to go to', () => {
    const names = [document.body, document.annexes]
      .flatMap((part) => part.content)
      .filter((node) => node.type === 'heading' && 'attrs' in node && Number(node.attrs?.level) < 3)
      .map(textOf);
    expect(pdf.bookmarks.map(bones)).toEqual(expect.arrayContaining(names.map(bones)));
    const first = pdf.pages.findIndex((page) => bones(wordsIn(page)).includes('สารบญ'));
    const last = Math.min(...[...pdf.places].filter(([id]) => id.startsWith('h')).map(([, page]) => page));
    const told = pdf.pages
      .slice(first, last - 1)
      .flatMap((page) => page.filter(({ x, text }) => x > 490 && /[๐-๙]/.test(text)));
    const pages = [...pdf.places].filter(([id]) => /^h\d+$/.test(id)).map(([, page]) => page);
    expect(told.map(({ text }) => text.trim())).toEqual(
      pages.toSorted((a, b) => a - b).map((page) => toThaiDigits(`${page}`)),
    );
    expect(pages.length).toBe(names.length);
    for (const [at, page] of pages.toSorted((a, b) => a - b).entries())
      expect(bones(wordsIn(pdf.pages[page - 1] ?? []))).toContain(bones(names[at] ?? '?').slice(0, 20));
  });

  it('has its number at the head of each page but the first, its secrecy at head and foot, and its foot as it is written', () => {
    for (const [at, page] of pdf.pages.entries()) {
      const numbers = page.filter(({ y }) => y > 770).map(({ text }) => text.replace(/\s/g, ''));
      expect(numbers.includes(`-${toThaiDigits(`${at + 1}`)}-`)).toBe(at > 0);
      expect(page.filter(({ text }) => bones(text) === 'ลบมาก')).toHaveLength(2);
    }
    expect(wordsIn(lines)).toContain('</style><script>DONE</script>');
    expect([bones(pdf.title), pdf.language]).toEqual([bones(document.title), 'th']);
  });

  it('leaves no heading alone at the end of a page', () => {
    const names = new Set(pdf.bookmarks.map((name) => bones(name).slice(0, 12)));
    for (const page of pdf.pages.slice(1)) {
      const text = page.filter(inText);
      expect(names.has(bones(text.at(-1)?.text ?? '').slice(0, 12)) && text.length > 1 && !isContents(page)).toBe(
        false,
      );
    }
  });

  it('repeats the head of a table, and tells footnotes', () => {
    const heads = pdf.pages.filter((page) => bones(wordsIn(page)).includes('หวตาราง'));
    expect(heads.length).toBeGreaterThan(1);
    expect(bones(wordsIn(lines))).toContain('คาอธบาย');
  });

  /** Neither at the head or foot of the page nor in the margin. */
  function inText({ x, y }: PrintedPiece): boolean {
    return y > 62 && y < 772 && x > 70;
  }

  function isContents(page: readonly PrintedPiece[]): boolean {
    return page.some(({ x, text }) => x > 490 && /^\s*[๐-๙]+\s*$/.test(text));
  }
});

describe('O6 a page for the printer', () => {
  const plain = (content: readonly ContentNode[]): string =>
    reportPage(
      {
        ...{ title: hostile, cover: doc([]), hasContents: true, body: doc(content), annexes: doc([]), comments: [] },
        ...{ foot: hostile, watermark: hostile, secrecy: hostile, hasThaiDigits: true },
      },
      new Map(),
    ).html;

  it('holds only elements of ours, whatever the texts say', () => {
    const link = (href: string) => ({
      type: 'text' as const,
      text: hostile,
      marks: [{ type: 'link', attrs: { href } }],
    });
    const attrs = { textAlign: hostile, paragraphNumber: hostile, role: hostile, colwidth: [hostile], width: hostile };
    const html = plain([
      { type: 'heading', attrs: { level: hostile }, content: [link('javascript:alert(1)')] },
      {
        type: 'paragraph',
        attrs,
        content: [link('data:text/html,<script>1</script>'), link(`https://a.th/${hostile}`)],
      },
      { type: 'image', attrs: { ...attrs, file: hostile, alt: hostile } },
      { type: hostile, content: [paragraph(hostile)] },
      { type: 'orderedList', attrs: { start: hostile }, content: [{ type: 'listItem', content: [paragraph('ก')] }] },
      { ...table([[hostile]]), attrs },
    ]);
    expect(html.match(/<(script|iframe|object|embed|link|meta|svg|base|form)\b[^>]*>/g)).toEqual([
      '<meta charset="utf-8">',
    ]);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/(href|src)="(javascript|data):/);
    expect(html.match(/url\((?!data:font\/woff2;base64,)/g)).toBeNull();
  });

  it('tells what is nested deeper than anybody writes, and tables wider than any page', () => {
    let deep: ContentNode = paragraph('ข้างใน');
    for (let depth = 0; depth < 50_000; depth++) deep = { type: 'blockquote', content: [deep] };
    const wide = table([['ก'], Array.from({ length: 100_000 }, () => 'ข')]);
    const html = plain([deep, wide]);
    expect(html).toContain('ข้างใน');
    expect(html).not.toContain('<table>');
    expect(html.split('>ข<').length - 1).toBe(100_000);
  });
});
