import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Content } from '@ruam/shared/document/content.ts';
import { contentAsHtml } from '@ruam/shared/document/html.ts';

const find = createRequire(import.meta.url);
const weights = [400, 600] as const;
const scripts = [
  ['thai', 'U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC'],
  [
    'latin',
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+FEFF',
  ],
] as const;

/** A page for the printer: A4 in the official form, its fonts within it, so that nothing has to be fetched. */
export function reportPage(
  content: Content,
  { title, foot }: { readonly title: string; readonly foot: string },
): string {
  return `<!doctype html>
<html lang="th"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<title>${escaped(title)}</title>
<style>${fontFaces()}${style(foot)}</style></head><body>
${contentAsHtml(content)}
</body></html>`;
}

function fontFaces(): string {
  return weights
    .flatMap((weight) =>
      scripts.map(([script, range]) => {
        const file = find.resolve(`@fontsource/sarabun/files/sarabun-${script}-${weight}-normal.woff2`);
        const bytes = readFileSync(file).toString('base64');
        return `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/woff2;base64,${bytes}) format('woff2');unicode-range:${range}}`;
      }),
    )
    .join('\n');
}

const style = (foot: string): string => `
@page {
  size: A4;
  margin: 25mm 20mm 20mm 30mm;
  @top-center { content: '- ' counter(page, thai) ' -'; font: 15pt Sarabun; }
  @bottom-center { content: '${foot.replace(/[^\w :.-]/g, '')}'; font: 8pt Sarabun; color: #57635d; }
}
@page :first { @top-center { content: none; } }
body { margin: 0; font: 15pt/1.6 Sarabun; color: #000; text-align: justify; text-justify: inter-character; overflow-wrap: break-word; }
h1, h2, h3 { font-weight: 600; line-height: 1.6; text-align: left; break-after: avoid; margin: 0 0 4pt; }
h1 { font-size: 17pt; text-align: center; text-wrap: balance; }
h2 { font-size: 16pt; margin-top: 14pt; }
h3 { font-size: 15pt; margin-top: 10pt; }
p, li { margin: 0 0 4pt; orphans: 2; widows: 2; }
p { text-indent: 2.5em; }
p:has(> strong:only-child) { text-indent: 0; margin-top: 4pt; break-after: avoid; }
h1 + p, h1 + p + p { text-indent: 0; text-align: center; text-wrap: balance; }
td p, th p, li p { text-indent: 0; text-align: left; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 6pt 0; }
th, td { border: 0.5pt solid #000; padding: 3pt 5pt; vertical-align: top; text-align: left; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
img { max-width: 100%; }
mark { background: #e5e5e5; }
a { color: inherit; }
hr.page-break { break-after: page; border: 0; margin: 0; }
blockquote { margin: 6pt 0 6pt 12pt; border-left: 1pt solid #555; padding-left: 8pt; }
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
