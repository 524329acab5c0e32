import { describe, expect, it } from 'vitest';
import {
  type Content,
  type ContentElement,
  type ContentMark,
  type ContentNode,
  heading,
  paragraph,
} from './content.ts';
import { contentAsHtml, safeHref } from './html.ts';
import { contentAsMarkdown } from './markdown.ts';
import { contentAsText } from './text.ts';

const doc = (...content: ContentNode[]): Content => ({ type: 'doc', content });
const run = (text: string, ...marks: ContentMark[]): ContentNode => ({ type: 'text', text, marks });
const block = (type: string, ...content: ContentNode[]): ContentElement => ({ type, content });
const item = (...content: ContentNode[]) => block('listItem', ...content);
const link = (href: unknown): ContentMark => ({ type: 'link', attrs: { href, onclick: 'alert(1)' } });

const recommendation: ContentElement = {
  type: 'recommendation',
  attrs: { marker: '๑.', responsibleText: 'สนผ.', units: ['สำนักนโยบายและแผน'] },
  content: [{ type: 'text', text: 'ควรทบทวน' }],
};
const nested = block(
  'orderedList',
  item(paragraph('หนึ่ง'), block('bulletList', item(paragraph('ย่อย')), item(paragraph('ย่อยสอง')))),
  item(paragraph('สอง'), paragraph('ต่อ')),
);

const cell = (words: string, attrs: Record<string, unknown> = {}, type = 'tableCell'): ContentElement => ({
  type,
  attrs,
  content: [paragraph(words)],
});
const table = block(
  'table',
  block('tableRow', cell('ช่อง|ทาง', {}, 'tableHeader'), cell('จำนวน', { colspan: 2 }, 'tableHeader')),
  block('tableRow', cell('โทรศัพท์', { rowspan: 2 }), cell('๑'), cell('๒')),
  block('tableRow', cell('๓'), cell('๔')),
);
const tasks = block(
  'taskList',
  { type: 'taskItem', attrs: { checked: true }, content: [paragraph('ทำแล้ว')] },
  { type: 'taskItem', attrs: { checked: false }, content: [paragraph('ยังไม่ทำ')] },
);
const image: ContentElement = { type: 'image', attrs: { file: 'f-1', alt: 'แผน"ภาพ', width: 50, textAlign: 'center' } };
const noted = block('paragraph', run('ก'), block('footnote', run('ที่มา')), run('ข'), block('footnote', run('อีกแห่ง')));
const everything = doc(table, tasks, image, noted, block('pageBreak'), {
  type: 'paragraph',
  attrs: { textAlign: 'right' },
  content: [run('ขวา', { type: 'highlight' }, { type: 'proves', attrs: { check: '3.3.a1' } })],
});

describe('tables, tasks, images and footnotes', () => {
  it('as text: a row a line, notes at the end', () => {
    expect(contentAsText(everything)).toBe(
      [
        'ช่อง|ทาง | จำนวน',
        'โทรศัพท์ | ๑ | ๒',
        '๓ | ๔',
        '☑ ทำแล้ว',
        '☐ ยังไม่ทำ',
        '[ภาพ: แผน"ภาพ]',
        'ก[1]ข[2]',
        'ขวา',
        '[1] ที่มา',
        '[2] อีกแห่ง',
      ].join('\n'),
    );
  });

  it('as HTML: spans, an address of ours, classes and no style', () => {
    expect(contentAsHtml(everything)).toBe(
      [
        '<table><tr><th><p>ช่อง|ทาง</p></th><th colspan="2"><p>จำนวน</p></th></tr><tr><td rowspan="2"><p>โทรศัพท์</p></td><td><p>๑</p></td><td><p>๒</p></td></tr><tr><td><p>๓</p></td><td><p>๔</p></td></tr></table>',
        '<ul class="tasks"><li class="done">☑ <p>ทำแล้ว</p></li><li class="open">☐ <p>ยังไม่ทำ</p></li></ul>',
        '<p class="align-center"><img src="/api/files/f-1/image" alt="แผน&quot;ภาพ" width="50%"></p>',
        '<p>ก<sup>1</sup>ข<sup>2</sup></p>',
        '<hr class="page-break">',
        '<p class="align-right"><mark>ขวา</mark></p>',
        '<ol class="footnotes"><li>ที่มา</li><li>อีกแห่ง</li></ol>',
      ].join('\n'),
    );
  });

  it('as Markdown: merged cells in the first of their places', () => {
    expect(contentAsMarkdown(everything)).toBe(
      [
        '| ช่อง\\|ทาง | จำนวน |  |',
        '| --- | --- | --- |',
        '| โทรศัพท์ | ๑ | ๒ |',
        '|  | ๓ | ๔ |',
        '',
        '- [x] ทำแล้ว',
        '- [ ] ยังไม่ทำ',
        '',
        '![แผน"ภาพ](/api/files/f-1/image)',
        '',
        'ก[^1]ข[^2]',
        '',
        '---',
        '',
        'ขวา',
        '',
        '[^1]: ที่มา',
        '',
        '[^2]: อีกแห่ง',
      ].join('\n'),
    );
  });

  it.each([
    ['javascript:alert(1)'],
    ['../../api/session'],
    ['x" onerror="alert(1)'],
    ['f-1/../../secret'],
    [`f${'1'.repeat(100)}`],
    [{ id: 'f' }],
    [7],
  ])('an image names a file and never an address: %j', (file) => {
    const content = doc({ type: 'image', attrs: { file, alt: '<b>', width: 1e9, textAlign: 'x" onclick="y' } });
    expect(contentAsHtml(content)).toBe('<p>&lt;b&gt;</p>');
    expect(contentAsMarkdown(content)).toBe('\\[ภาพ: \\<b\\>\\]');
  });

  it('spans without end, letters for numbers and ten megabytes of words cost nothing', () => {
    const row = block(
      'tableRow',
      cell('ก', { colspan: 1e9, rowspan: 1e9, colwidth: 'x' }),
      cell('ข', { colspan: 'y' }),
    );
    const started = performance.now();
    const html = contentAsHtml(doc(block('table', ...Array.from({ length: 3_000 }, () => row))));
    expect(html).not.toContain('1000000000');
    const alt = contentAsText(doc({ type: 'image', attrs: { alt: 'ก'.repeat(10_000_000) } }));
    expect(alt.length).toBeLessThan(2_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('as text', () => {
  it('is one line a block, markers and responsible units as printed', () => {
    const content = doc(heading(1, 'หัวข้อ'), paragraph('ย่อหน้า'), recommendation, block('horizontalRule'));
    expect(contentAsText(content)).toBe('หัวข้อ\nย่อหน้า\n๑. ควรทบทวน (ผู้รับผิดชอบ สนผ.)\n—');
  });

  it('numbers and marks list items; a break within a block is a space', () => {
    expect(contentAsText(doc(nested))).toBe('1. หนึ่ง\n- ย่อย\n- ย่อยสอง\n2. สอง\nต่อ');
    expect(contentAsText(doc(block('paragraph', run('ก'), { type: 'hardBreak' }, run('ข'))))).toBe('ก ข');
    expect(contentAsText(doc({ ...nested, attrs: { start: 5 } }))).toMatch(/^5\. หนึ่ง/);
  });
});

describe('as HTML', () => {
  it('knows every block and mark', () => {
    const marks = ['bold', 'italic', 'underline', 'strike', 'code'].map((type) => ({ type }));
    const content = doc(heading(2, 'หัวข้อ'), block('paragraph', run('ก', ...marks)), nested, recommendation);
    expect(contentAsHtml(content)).toBe(
      [
        '<h2>หัวข้อ</h2>',
        '<p><code><s><u><em><strong>ก</strong></em></u></s></code></p>',
        '<ol><li><p>หนึ่ง</p><ul><li><p>ย่อย</p></li><li><p>ย่อยสอง</p></li></ul></li><li><p>สอง</p><p>ต่อ</p></li></ol>',
        '<p class="recommendation">๑. ควรทบทวน (ผู้รับผิดชอบ สนผ.)</p>',
      ].join('\n'),
    );
  });

  const evil = `<script>alert("1")</script>'"&`;
  it.each([
    ['text', paragraph(evil)],
    ['a heading', heading(1, evil)],
    ['code', block('codeBlock', run(evil))],
    ['a recommendation', { ...recommendation, attrs: { marker: evil, responsibleText: evil } } as ContentElement],
    ['a node of that name', { type: evil, content: [run(evil)] } as ContentElement],
    ['a mark of that name', block('paragraph', run(evil, { type: evil, attrs: { style: evil } }))],
    [
      'attributes',
      { type: 'paragraph', attrs: { onclick: evil, style: evil }, content: [run(evil)] } as ContentElement,
    ],
    ['a heading level', { type: 'heading', attrs: { level: evil } } as ContentElement],
    ['a link', block('paragraph', run(evil, link(`https://x/${evil}`)))],
    ['a script element', block('script', run(evil))],
    ['an iframe', { type: 'iframe', attrs: { src: 'javascript:alert(1)' } } as ContentElement],
  ])('nothing that people write becomes markup: %s', (_what, node) => {
    const html = contentAsHtml(doc(node));
    expect(html).not.toMatch(/<script|<iframe|onclick|style=|javascript:/i);
    expect(
      html.replace(/<\/?(p|h[123]|pre|code|a)( class="recommendation"| href="[^"<>]*" rel="[a-z ]*")?>/g, ''),
    ).not.toMatch(/[<>"]/);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.test',
    '/relative',
    'https:evil',
    '',
    null,
    5,
    { href: 'https://x' },
  ])('a link that may not be followed is text: %j', (href) => {
    expect(safeHref(href)).toBeNull();
    const content = doc(block('paragraph', run('ก', link(href))));
    expect(contentAsHtml(content)).toBe('<p>ก</p>');
    expect(contentAsMarkdown(content)).toBe('ก');
  });

  it.each(['https://ruam.test/?a=1&b=2', 'HTTP://ruam.test', 'mailto:a@ruam.test'])('a good link: %s', (href) => {
    const html = contentAsHtml(doc(block('paragraph', run('ก', link(href)))));
    const escaped = href.replace('&', '&amp;');
    expect(html).toBe(`<p><a href="${escaped}" rel="noopener noreferrer nofollow">ก</a></p>`);
  });
});

describe('as Markdown', () => {
  it('separates blocks, keeps lists under their item', () => {
    expect(contentAsMarkdown(doc(heading(1, 'หัวข้อ'), paragraph('ก'), nested, recommendation))).toBe(
      [
        '# หัวข้อ',
        '',
        'ก',
        '',
        '1. หนึ่ง',
        '   - ย่อย',
        '   - ย่อยสอง',
        '2. สอง',
        '',
        '   ต่อ',
        '',
        '๑. ควรทบทวน (ผู้รับผิดชอบ สนผ.)',
      ].join('\n'),
    );
    expect(contentAsMarkdown(doc({ ...nested, attrs: { start: 9 } }))).toContain('10. สอง\n\n    ต่อ');
  });

  it('quotes every line of what it quotes', () => {
    const quote = block('blockquote', paragraph('ก'), block('bulletList', item(paragraph('ข'))), paragraph('ค'));
    expect(contentAsMarkdown(doc(quote))).toBe('> ก\n>\n> - ข\n>\n> ค');
  });

  it.each([
    ['- ไม่ใช่รายการ', '\\- ไม่ใช่รายการ'],
    ['+ 1', '\\+ 1'],
    ['1. ไม่ใช่', '1\\. ไม่ใช่'],
    ['12) ไม่ใช่', '12\\) ไม่ใช่'],
    ['===', '\\==='],
    ['    โค้ด', 'โค้ด'],
    ['# *a* _b_ `c` [d](e) <f> &lt; ~g~ \\', '\\# \\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\&lt; \\~g\\~ \\\\'],
  ])('text stays text: %s', (text, markdown) => {
    expect(contentAsMarkdown(doc(paragraph(text)))).toBe(markdown);
  });

  it('a printed marker does not make a list of a recommendation', () => {
    expect(contentAsMarkdown(doc({ ...recommendation, attrs: { marker: '-' } }))).toBe('\\- ควรทบทวน');
  });

  it('code is as written, behind a fence that it does not hold', () => {
    expect(contentAsMarkdown(doc(block('paragraph', run('a*b', { type: 'code' }))))).toBe('`a*b`');
    expect(contentAsMarkdown(doc(block('paragraph', run('`', { type: 'bold' }, { type: 'code' }))))).toBe(
      '**`` ` ``**',
    );
    expect(contentAsMarkdown(doc(block('codeBlock', run('a\n```\n*b*'))))).toBe('````\na\n```\n*b*\n````');
  });

  it('a link cannot leave its brackets, a heading its line', () => {
    const evil = block('paragraph', run('ก](x', link('https://x/> <script>')));
    expect(contentAsMarkdown(doc(evil))).toBe('[ก\\](x](<https://x/%3E%20%3Cscript%3E>)');
    expect(contentAsMarkdown(doc(block('heading', run('ก'), { type: 'hardBreak' }, run('ข'))))).toBe('### ก ข');
  });
});
