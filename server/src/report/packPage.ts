import { type ContentElement, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import { escapeHtml } from '@ruam/shared/document/html.ts';
import type { ReportDocument, ReportPicture, ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { toArabicDigits } from '@ruam/shared/thai/digits.ts';
import { type ContentWriter, createContentWriter } from '../pdf/contentWriter.ts';
import { fontFaces } from '../pdf/fontFaces.ts';
import { thaiHtml } from '../pdf/thaiHtml.ts';
import { type BoardSource, boardHtml, levelChip } from './packBoard.ts';
import { packStyle } from './packStyle.ts';

/** A part of the report under its heading; the first one of all may have none. */
interface Part {
  readonly head: ContentElement | null;
  readonly level: 1 | 2;
  readonly nodes: readonly ContentNode[];
}

interface WrittenPart {
  readonly id: string;
  readonly level: 1 | 2;
  readonly words: string;
  /** With Arabic digits: the code of a category or item, null for other parts. */
  readonly code: string | null;
  readonly html: string;
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The report as one file for a meeting without the net: fonts and pictures within it, no script, nothing fetched. The levels
 * stand on top, then what the cover says, the categories with their items, annexes (docs/report.md O7).
 */
export function packPage(document: ReportDocument, pictures: ReportPictures, source: BoardSource): string {
  const { title, foot, secrecy, watermark, hasThaiDigits } = document;
  const writer = createContentWriter({ hasThaiDigits, pictures, sourceOf: dataAddress() });
  const cover = document.cover.content.filter((node) => !isHeading(node));
  const names = cover.filter(isSubtitle);
  const summary = writer.blocks(cover.filter((node) => !isSubtitle(node))) + writer.notes();
  const items = new Map(source.categories.flatMap((category) => category.items.map((item) => [item.code, item])));
  const body = partsOf(withoutTitle(document.body.content)).map((part) => written(part, writer));
  const annexes = partsOf(document.annexes.content.filter(({ type }) => type !== 'pageBreak')).map((part) =>
    written(part, writer),
  );
  const placeOf = (code: string): string | null => body.find((part) => part.code === code)?.id ?? null;
  const chipOf = ({ code }: WrittenPart): string => {
    const item = code === null ? undefined : items.get(code);
    return item === undefined ||
      !source.categories.some(({ kind, items: own }) => kind === 'process' && own.includes(item))
      ? ''
      : levelChip(item, source.value);
  };
  const hasBoard = source.categories.some(({ kind }) => kind === 'process');
  const list = contents([...body, ...annexes], hasBoard);
  const marks = [
    secrecy === null ? '' : `<p class="secrecy">${escapeHtml(secrecy)}</p>`,
    watermark === null ? '' : `<p class="draft">${escapeHtml(watermark)}</p>`,
  ].join('');
  return `<!doctype html>
<html lang="th"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${fontFaces()}${packStyle(hasThaiDigits)}</style></head><body id="top">
<a class="skip" href="#text">ข้ามไปยังเนื้อหา</a>
<header><p class="agency"><span class="seal" aria-hidden="true">ร่วม</span><span>${thaiHtml(source.agency)}</span></p>${marks}</header>
<div class="pack"><nav aria-label="สารบัญ"><details class="menu"><summary>สารบัญ</summary>${list}</details><div class="side">${list}</div></nav>
<main id="text"><div class="name"><h1>${thaiHtml(titleOf(document))}</h1>${writer.blocks(names)}</div>
${hasBoard ? boardHtml(source, { hasThaiDigits, placeOf }) : ''}
${summary === '' ? '' : `<section class="summary"><h2>สรุปผล</h2>${summary}</section>`}
${body.map((part) => partHtml(part, chipOf(part))).join('\n')}
${annexes.map((part) => partHtml(part, '')).join('\n')}
<footer><p>${escapeHtml(foot)}</p></footer></main></div>
<a class="up" href="#top">กลับขึ้นบน</a>
</body></html>`;
}

/** Each picture as its own bytes, made once. */
function dataAddress(): (picture: ReportPicture) => string {
  const made = new Map<ReportPicture, string>();
  return (picture) => {
    const known = made.get(picture);
    if (known !== undefined) return known;
    const address = `data:${picture.mediaType};base64,${Buffer.from(picture.bytes).toString('base64')}`;
    made.set(picture, address);
    return address;
  };
}

function isHeading(node: ContentNode): node is ContentElement {
  return !isText(node) && node.type === 'heading';
}

function isSubtitle(node: ContentNode): boolean {
  return !isText(node) && node.attrs?.role === 'subtitle';
}

function titleOf({ cover, title }: ReportDocument): string {
  const head = cover.content.find(isHeading);
  return head === undefined ? title : textOf(head);
}

/** The title stands on top already. */
function withoutTitle(nodes: readonly ContentNode[]): readonly ContentNode[] {
  return nodes.filter((node) => isText(node) || (node.attrs?.role !== 'title' && node.attrs?.role !== 'subtitle'));
}

/** Cut before each heading of level 1 and 2. */
function partsOf(nodes: readonly ContentNode[]): readonly Part[] {
  const parts: { head: ContentElement | null; level: 1 | 2; nodes: ContentNode[] }[] = [];
  for (const node of nodes) {
    const level = isHeading(node) ? node.attrs?.level : null;
    if (isHeading(node) && (level === 1 || level === 2)) parts.push({ head: node, level, nodes: [] });
    else if (parts.length > 0) parts.at(-1)?.nodes.push(node);
    else parts.push({ head: null, level: 1, nodes: [node] });
  }
  return parts;
}

function written({ head, level, nodes }: Part, writer: ContentWriter): WrittenPart {
  const { id, words } = head === null ? { id: 'background', words: thaiHtml('ความเป็นมา') } : writer.heading(head);
  const code = head === null ? null : codeIn(textOf(head));
  return { id, level, words, code, html: writer.blocks(nodes) + writer.notes() };
}

/** `หมวด ๓ …` is of category 3, `๓.๒ …` of item 3.2. */
function codeIn(words: string): string | null {
  return /^(?:หมวด\s+)?(\d+(?:\.\d+)*)\s/.exec(toArabicDigits(words))?.[1] ?? null;
}

/** A category stands open; what is told of an item may be folded away. */
function partHtml({ id, level, words, html }: WrittenPart, chip: string): string {
  if (level === 1) return `<section class="part" id="${id}"><h2>${words}</h2>${html}</section>`;
  return `<details class="item" id="${id}" open><summary><h3>${words}</h3>${chip}</summary>${html}</details>`;
}

function contents(parts: readonly WrittenPart[], hasBoard: boolean): string {
  const lines = parts.map(({ id, level, words }) => {
    const plain = words.replaceAll(/<sup.*?<\/sup>/g, '').replaceAll(/<\/?(a|mark|u|s|strong|em)\b[^>]*>/g, '');
    return `<li class="level-${level}"><a href="#${id}">${plain}</a></li>`;
  });
  const board = hasBoard ? '<li class="level-1"><a href="#board">ภาพรวม</a></li>' : '';
  return `<ol>${board}${lines.join('')}</ol>`;
}
