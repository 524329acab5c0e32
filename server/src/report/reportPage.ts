import { alignmentOf } from '@ruam/shared/document/attributes.ts';
import type { Content, ContentNode } from '@ruam/shared/document/content.ts';
import { isText } from '@ruam/shared/document/content.ts';
import { escapeHtml } from '@ruam/shared/document/html.ts';
import type { ReportDocument, ReportPicture, ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { type ContentWriter, createContentWriter, type WrittenHeading } from '../pdf/contentWriter.ts';
import { fontFaces } from '../pdf/fontFaces.ts';
import { type PrintablePage, pictureAddress } from '../pdf/printablePage.ts';
import { reportStyle } from './reportStyle.ts';

/** More headings than anybody looks through. */
const maxContents = 2_000;
/** More than this does not go on one page in the size of the text. */
const longCoverLetters = 1_100;

/**
 * A report as a page for the printer: A4 in the official form. It brings its fonts and pictures with it, so that nothing has
 * to be fetched (docs/report.md O6).
 */
export function reportPage(document: ReportDocument, pictures: ReportPictures): PrintablePage {
  const { title, hasThaiDigits, watermark } = document;
  const shown: ReportPicture[] = [];
  const sourceOf = (picture: ReportPicture): string => {
    if (!shown.includes(picture)) shown.push(picture);
    return pictureAddress(shown.indexOf(picture));
  };
  const writer = createContentWriter({ hasThaiDigits, pictures, sourceOf });
  const cover = coverHtml(document.cover, writer);
  const toldBefore = writer.headings.length;
  const body = partHtml(document.body, writer);
  const annexes = partHtml(document.annexes, writer);
  const told = document.hasContents
    ? writer.headings
        .slice(toldBefore)
        .filter(({ level }) => level < 3)
        .slice(0, maxContents)
    : [];
  const contents = told.length === 0 ? '' : contentsHtml(told);
  const across = watermark === null ? '' : `<div class="watermark" aria-hidden="true">${escapeHtml(watermark)}</div>`;
  const html = `<!doctype html>
<html lang="th"><head><meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>${fontFaces()}${reportStyle(document)}</style></head><body>
${across}${cover}${contents}
<main>${body}</main>
${annexes === '' ? '' : `<main class="annexes">${annexes}</main>`}
</body></html>`;
  return { html, pictures: shown, contents: told.map(({ id }) => id), hasThaiDigits };
}

/** What names the report stands above, apart from what is told of it. */
function coverHtml({ content }: Content, writer: ContentWriter): string {
  if (content.length === 0) return '';
  const first = content.findIndex((node) => !isName(node));
  const names = writer.blocks(content.slice(0, first === -1 ? content.length : first));
  const told = first === -1 ? '' : writer.blocks(content.slice(first));
  // Its headings are no parts of the report: they would lead to nowhere in the outline.
  const name = names
    .replaceAll(/<h[1-3] id="h\d+"( class="[\w -]*")?/g, '<p class="title"')
    .replaceAll(/<\/h[1-3]>/g, '</p>');
  const isLong = lettersOf(told) > longCoverLetters;
  return `<section class="cover${isLong ? ' long' : ''}"><div class="name">${name}</div><div class="told">${told}${writer.notes()}</div></section>`;
}

/** Of a piece of HTML. */
function lettersOf(html: string): number {
  return html.replaceAll(/<[^>]*>/g, '').length;
}

function isName(node: ContentNode): boolean {
  return !isText(node) && (node.type === 'heading' || alignmentOf(node.attrs?.textAlign) === 'center');
}

/** The footnotes of a section stand at its end. */
function partHtml({ content }: Content, writer: ContentWriter): string {
  const html: string[] = [];
  for (const node of content) {
    if (node.type === 'heading' || node.type === 'pageBreak') html.push(writer.notes());
    html.push(writer.blocks([node]));
  }
  html.push(writer.notes());
  return html.filter((part) => part !== '').join('\n');
}

/** The numbers of the pages have a place of their own beside the lines: these break alike with and without them. */
function contentsHtml(headings: readonly WrittenHeading[]): string {
  const lines = headings.map(({ id, level, words }) => {
    const plain = words.replaceAll(/<sup.*?<\/sup>/g, '').replaceAll(/<\/?(a|mark|u|s|strong|em)\b[^>]*>/g, '');
    return `<li class="level-${level}"><a href="#${id}"><span>${plain}<i></i></span></a></li>`;
  });
  return `<nav class="contents"><p class="contents-name">สารบัญ</p><p class="contents-page">หน้า</p><ol>${lines.join('')}</ol></nav>`;
}
