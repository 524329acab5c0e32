import type { ReportDocument } from '@ruam/shared/report/reportDocument.ts';
import { graphemeBounds } from '@ruam/shared/thai/wordBounds.ts';
import { cssString } from '../pdf/thaiHtml.ts';

/** The numbers beside the paragraphs stand in the left margin, which is therefore part of the page's own area. */
const numbersMm = 18;

/** How a printed report looks: official page layout, in the words of docs/report.md O6. */
export function reportStyle({
  foot,
  secrecy,
  watermark,
  hasThaiDigits,
}: Pick<ReportDocument, 'foot' | 'secrecy' | 'watermark' | 'hasThaiDigits'>): string {
  const digits = hasThaiDigits ? 'thai' : 'decimal';
  const mark = (side: 'top' | 'bottom'): string =>
    secrecy === null ? '' : `@${side}-left { ${secrecyBox} content: ${cssString(secrecy)}; vertical-align: ${side}; }`;
  return `
@page {
  size: A4;
  margin: 25mm 20mm 22mm ${30 - numbersMm}mm;
  @top-center { ${marginBox} content: '- ' counter(page, ${digits}) ' -'; font: 15pt/1 Sarabun; padding: 0 0 5mm ${numbersMm}mm; vertical-align: bottom; }
  @bottom-center { ${marginBox} content: ${cssString(foot)}; font: 7.5pt/1.4 Sarabun; color: #57635d; padding: 3mm 0 0 ${numbersMm}mm; vertical-align: top; }
  ${mark('top')}
  ${mark('bottom')}
}
@page :first { @top-center { content: none; } }
* { box-sizing: border-box; }
html { font: 15pt/1.6 Sarabun; color: #000; }
body { margin: 0; padding-left: ${numbersMm}mm; text-align: justify; text-justify: inter-character; overflow-wrap: anywhere; }
p, li, h1, h2, h3, figure, blockquote, ul, ol, pre { margin: 0; padding: 0; }
p, li { margin-bottom: 1pt; orphans: 2; widows: 2; }
p { text-indent: 2.5em; }
a { color: inherit; text-decoration-thickness: 0.5pt; text-underline-offset: 3pt; }
.w { white-space: nowrap; }
sup { font-size: 0.65em; line-height: 1; vertical-align: 0.45em; }
sup a { text-decoration: none; }
${headings}
${cover}
${contents}
${blocks(digits)}
${tables}
${beside}
.watermark { font-size: ${watermarkPt(watermark ?? '')}pt; }
`;
}

const marginBox = 'box-sizing: border-box; width: 100%; text-align: center;';
const secrecyBox = `${marginBox} font: 600 18pt/1 Sarabun; color: #b00020; padding: 4mm 0 4mm ${numbersMm}mm;`;

const headings = `
h1, h2, h3 { font-weight: 600; line-height: 1.6; text-align: left; text-wrap: balance; break-after: avoid; break-inside: avoid; }
/* Room for the signs above the first line: at the top of a page they would be drawn on the page before, too. */
h1, h2, h3, p, li { padding-top: 2pt; box-decoration-break: clone; }
h1, h2, h3 { padding-top: 5pt; }
h1 { font-size: 17pt; margin: 14pt 0 4pt; }
h2 { font-size: 15.5pt; margin: 8pt 0 3pt; }
h3 { font-size: 15pt; margin: 4pt 0 2pt; }
h1 + h2 { margin-top: 6pt; }
main > :first-child { margin-top: 0; }
main { break-before: page; position: relative; }
body > main:first-child { break-before: auto; }
.annexes h1 { text-align: center; margin: 0 0 8pt; }
.role-title { font-size: 18pt; margin-bottom: 4pt; break-after: avoid; }
.role-subtitle { margin-bottom: 0; break-after: avoid; }
.role-subtitle + :not(.role-subtitle) { margin-top: 12pt; }
.role-subheading { text-indent: 0; text-align: left; margin-top: 5pt; break-after: avoid; }
.role-note { text-indent: 0; font-size: 13pt; color: #333; }
strong { font-weight: 600; }
`;

const cover = `
.cover { display: flex; flex-direction: column; min-height: 244mm; }
.cover .name { margin: 10mm 0 9mm; padding-bottom: 7mm; border-bottom: 0.5pt solid #000; }
.cover .name p { text-indent: 0; margin: 0 0 2pt; text-align: center; text-wrap: balance; }
.cover .name .title { font-size: 18pt; font-weight: 600; margin-bottom: 4pt; }
.cover .told p { margin-bottom: 5pt; }
.cover.long .name { margin: 0 0 4mm; padding-bottom: 3mm; line-height: 1.45; }
.cover.long .name .title { font-size: 17pt; }
.cover.long .told { font-size: 12.5pt; }
.cover.long .name p:not(.title) { font-size: 14pt; }
.cover.long .told p { margin-bottom: 2pt; padding-top: 0; }
`;

const contents = `
.contents { break-before: page; text-align: left; }
.contents p { text-indent: 0; margin: 0; }
.contents .contents-name { font-size: 18pt; font-weight: 600; text-align: center; }
.contents .contents-page { text-align: right; font-weight: 600; }
.contents ol { list-style: none; }
.contents li { margin: 0; padding-top: 0; break-inside: avoid; font-size: 14pt; line-height: 1.55; }
.contents .level-1 { font-weight: 600; margin-top: 3pt; }
.contents .level-1:has(+ .level-2) { break-after: avoid; }
.contents .level-2 { padding-left: 1.6em; font-size: 13.5pt; }
.contents a { display: block; position: relative; padding-right: 13mm; text-decoration: none; }
.contents a::after { content: ''; position: absolute; right: 0; bottom: 0; font-weight: 400; }
.contents a > span { display: block; overflow-x: clip; }
.contents i { display: inline-block; width: 100%; margin: 0 -100% 0 2mm; height: 0; border-bottom: 1pt dotted #000; }
`;

const blocks = (digits: string): string => `
ul, ol { padding-left: 2.2em; margin-bottom: 3pt; }
ol { list-style: ${digits}; }
li > p { text-indent: 0; padding-top: 0; }
li > :last-child { margin-bottom: 0; }
.flat { padding-left: 0 !important; margin-left: 0 !important; list-style-position: inside; }
.tasks { list-style: none; padding-left: 1.8em; }
.tasks > li { position: relative; }
.box { position: absolute; left: -1.5em; top: 0.42em; width: 0.8em; height: 0.8em; border: 0.8pt solid #000; }
.box.done::after { content: ''; position: absolute; left: 0.22em; top: -0.05em; width: 0.26em; height: 0.55em; border: solid #000; border-width: 0 1.4pt 1.4pt 0; rotate: 42deg; }
.depth-1 { padding-left: 1.2em; } .depth-2 { padding-left: 2.4em; } .depth-3 { padding-left: 3.6em; } .depth-4 { padding-left: 4.8em; }
blockquote { margin: 4pt 0 6pt 2.5em; padding-left: 8pt; border-left: 1pt solid #555; }
blockquote.flat { border-left: 0; }
blockquote p, .resolution p { text-indent: 0; }
.resolution { margin: 6pt 0; padding-left: 2.5em; break-inside: avoid; }
pre { font: inherit; white-space: pre-wrap; text-align: left; margin-bottom: 4pt; }
code { font: inherit; background: #f0f0f0; }
mark { background: #fff3b8; color: inherit; }
hr { border: 0; border-top: 0.5pt solid #000; margin: 8pt 0; }
hr.page-break { border: 0; margin: 0; break-after: page; }
.align-left { text-align: left; } .align-center { text-align: center; } .align-right { text-align: right; } .align-justify { text-align: justify; }
p.align-center, p.align-right { text-indent: 0; }
p.align-center { text-wrap: balance; }
figure { margin: 6pt 0; break-inside: avoid; text-indent: 0; }
figure img { display: inline-block; height: auto; max-width: 100%; vertical-align: top; }
.notes { margin: 8pt 0 6pt; font-size: 12pt; }
.notes::before { content: ''; display: block; width: 50mm; border-top: 0.5pt solid #000; margin-bottom: 3pt; break-after: avoid; }
.notes p { text-indent: 0; margin: 0; padding-left: 1em; }
.notes sup { position: absolute; margin-left: -1em; margin-top: 0.35em; font-size: 0.72em; }
.commented { border-bottom: 0.6pt dashed #555; }
`;

const tables = `
.table { margin: 6pt 0 8pt; }
table { width: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; font-size: 14pt; }
/* Collapsed borders would draw a line at the end of a page whose last rows moved on. */
th, td { border: 0.5pt solid #000; border-width: 0 0.5pt 0.5pt 0; padding: 2pt 5pt; vertical-align: top; text-align: left; }
.edge { border-left-width: 0.5pt; }
table > :is(thead, tbody:first-child, colgroup + tbody) > tr:first-child > * { border-top-width: 0.5pt; }
th { background: #ededed; font-weight: 600; }
td p, th p, .wide-row p { text-indent: 0; margin-bottom: 1pt; padding-top: 1pt; }
td p:not([class*="align-"]), th p:not([class*="align-"]) { text-align: left; }
td > :last-child, th > :last-child { margin-bottom: 0; }
td p, th p, td li { orphans: 1; widows: 1; }
td ul, td ol { padding-left: 1.2em; }
td .w, th .w { display: inline-block; max-width: 100%; white-space: normal; text-indent: 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tr.tall { break-inside: auto; }
.wide-row { margin-bottom: 6pt; }
`;

const beside = `
.numbered::before { content: attr(data-number); position: absolute; left: -${numbersMm}mm; width: ${numbersMm - 3}mm; text-indent: 0; text-align: left; font-size: 9pt; font-weight: 400; line-height: 24pt; color: #57635d; white-space: nowrap; }
.watermark { position: fixed; z-index: -1; inset: 0 0 0 ${numbersMm}mm; display: grid; place-items: center; text-align: center; font-weight: 600; line-height: 1.4; color: #e9e9e9; rotate: -52deg; white-space: nowrap; }
`;

/** As large as the diagonal of a page has room for. */
function watermarkPt(words: string): number {
  return Math.round(Math.min(150, 1_100 / graphemeBounds(words).size));
}
