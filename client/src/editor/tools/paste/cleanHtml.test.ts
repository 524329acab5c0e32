import { describe, expect, it } from 'vitest';
import word from '../../../../../e2e/fixtures/word-paste.html?raw';
import { cleanHtml } from './cleanHtml.ts';

const clean = (html: string): string => cleanHtml(html).html;

it('a piece of a Word document becomes headings, lists, a table and bold words, and nothing else', () => {
  const { html, leftOutImages, isCut } = cleanHtml(word);
  expect(html).toBe(
    [
      '<h1>การรับฟังผู้รับบริการและผู้มีส่วนได้ส่วนเสีย</h1>',
      '<p><strong>ผลการดำเนินงาน</strong> ในปีงบประมาณ พ.ศ. ๒๕๖๒ หน่วยงานได้สำรวจความพึงพอใจผ่าน',
      '<a href="https://www.example.go.th/survey?y=2562&amp;lang=th">ระบบสำรวจ</a> จำนวน ๑,๒๕๐ ราย ',
      '<mark>(</mark><mark>รอยืนยัน</mark><mark>)</mark></p>',
      '<h2>ช่องทางการรับฟัง</h2>',
      '<ol><li><p>ศูนย์บริการร่วม</p>',
      '<ul><li><p>เคาน์เตอร์ชั้น ๑</p></li><li><p><strong>สายด่วน</strong> 1111</p></li></ul></li>',
      '<li><p>แบบสำรวจทางอิเล็กทรอนิกส์</p></li></ol>',
      '<table><tbody><tr><th rowspan="2"><p><strong>กลุ่ม</strong></p></th>',
      '<th colspan="2"><p><strong>ความพึงพอใจ (ร้อยละ)</strong></p></th></tr>',
      '<tr><th><p>๒๕๖๑</p></th><th><p>๒๕๖๒</p></th></tr>',
      '<tr><td><p>ผู้รับบริการ</p></td><td><p>88.10</p></td><td><p></p></td></tr></tbody></table>',
      '<p>รายละเอียดอยู่ในรายงานฉบับเต็ม <em>และภาคผนวก</em></p>',
    ].join(''),
  );
  expect(leftOutImages).toBe(1);
  expect(isCut).toBe(false);
});

describe('lists of Word', () => {
  const item = (marker: string, level: number, text: string): string =>
    `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${marker}<span>&nbsp;</span></span><![endif]>${text}</p>`;

  it('begin where the first number says, and a numbered one is not a bulleted one', () => {
    expect(clean(item('3)', 1, 'ก') + item('4)', 1, 'ข') + item('·', 1, 'ค'))).toBe(
      '<ol start="3"><li><p>ก</p></li><li><p>ข</p></li></ol><ul><li><p>ค</p></li></ul>',
    );
  });

  it('go back from any depth, and empty lines between them do not end them', () => {
    const empty = '<p class=MsoNormal><o:p>&nbsp;</o:p></p>';
    expect(clean(item('1.', 1, 'ก') + item('-', 3, 'ข') + empty + item('2.', 1, 'ค'))).toBe(
      '<ol><li><p>ก</p><ul><li><p>ข</p></li></ul></li><li><p>ค</p></li></ol>',
    );
  });

  it('a numbered heading stays a heading, with its number', () => {
    const heading =
      "<h2 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>๑.<span>&nbsp;&nbsp;</span></span>หลักการ</h2>";
    expect(clean(heading)).toBe('<h2>๑. หลักการ</h2>');
  });
});

describe('a web page', () => {
  it('comes without scripts, styles, buttons, counting dots and boxes in boxes', () => {
    const page = `<div class="x"><div><style>p{color:red}</style><script>alert(1)</script>
      <div style="color:red" onclick="alert(1)">ย่อหน้า<b onmouseover=alert(1)>หนา</b></div>
      <img src="https://count.example/pixel.gif" width="1" height="1"><img src="https://x.example/a.png" alt="ก">
      <p style="display:none">ซ่อน</p><button>ซื้อ</button><iframe src="https://x"><p>ใน</p></iframe></div></div>`;
    expect(cleanHtml(page)).toEqual({ html: '<p>ย่อหน้า<strong>หนา</strong></p>', leftOutImages: 1, isCut: false });
  });

  it('keeps links to the web and to mail, and no others', () => {
    const links = [
      'https://a.example/?x="1"',
      'mailto:a@b.go.th',
      'javascript:alert(1)',
      'data:text/html,x',
      '#top',
      'java\nscript:x',
    ];
    expect(clean(links.map((href) => `<a href='${href}'>ก</a>`).join(' '))).toBe(
      '<p><a href="https://a.example/?x=&quot;1&quot;">ก</a> <a href="mailto:a@b.go.th">ก</a> ก ก ก ก</p>',
    );
    expect(clean('<a href="java&#115;cript:alert(1)">ก</a><a href=&#104;ttps://b.example>ข</a>')).toBe(
      '<p>ก<a href="https://b.example">ข</a></p>',
    );
  });

  it('cannot bring a tag in by a stray or broken one', () => {
    expect(clean('1 < 2 &lt;script&gt; <scr<script>ipt>x</script> a > b')).not.toContain('<script');
    expect(clean('<p title="<img src=x onerror=alert(1)>">ก</p>')).toBe('<p>ก</p>');
    expect(clean('<p a="')).toBe('<p>&lt;p a="</p>');
  });
});

describe('Google Docs', () => {
  it('its wrapper is not bold, its styles are', () => {
    const doc =
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">หนา</span><span style="font-weight:400">ปกติ</span></p><br><ul><li><p>ก</p></li><ul><li><p>ข</p></li></ul></ul></b>';
    expect(clean(doc)).toBe('<p><strong>หนา</strong>ปกติ</p><ul><li><p>ก</p><ul><li><p>ข</p></li></ul></li></ul>');
  });
});

describe('time is bounded by the length', { timeout: 30_000 }, () => {
  const tenMillion = 10_000_000;
  /** What takes the square of its length would take minutes. */
  const million = 600_000;
  it.each([
    ['a picture as text', `<p>ก<img src="data:image/png;base64,${'A'.repeat(tenMillion)}">ข</p>`],
    ['open tags', '<div><span>'.repeat(million / 11)],
    ['tags that never end', '<b '.repeat(million / 3)],
    ['line breaks', `${'<br>'.repeat(million / 4)}ก`],
    ['open quotes', `<a b='${'<a b="x'.repeat(million / 7)}`],
    ['references', '&'.repeat(million)],
    ['spaces', `<p>${' &nbsp;'.repeat(million / 7)}ก`],
    ['tables in tables', '<table><tr><td>ก'.repeat(million / 16)],
    ['Word items', "<p style='mso-list:l0 level9 lfo1'>ก</p>".repeat(million / 40)],
  ])('%s', (_name, html) => {
    const startedAt = performance.now();
    cleanHtml(html);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('what is too long is cut and says so', () => {
    expect(cleanHtml('<p>ก</p>'.repeat(31_000)).isCut).toBe(true);
  });
});
