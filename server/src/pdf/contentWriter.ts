import { alignmentOf, boundedImage, resolutionLines } from '@ruam/shared/document/attributes.ts';
import { type ContentElement, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import { escapeHtml } from '@ruam/shared/document/html.ts';
import { recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { imageAsText, isDone, startOf } from '@ruam/shared/document/text.ts';
import type { ReportPicture, ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { inlineHtml, numberHtml } from './inlineHtml.ts';
import { tableHtml } from './tableHtml.ts';
import { thaiHtml } from './thaiHtml.ts';

/** A heading that was written, for a table of contents: its words are HTML. */
export interface WrittenHeading {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly words: string;
}

/** Writes the parts of one page, in their order: ids, footnotes and headings are counted through. */
export interface ContentWriter {
  /** Blocks as HTML: only elements of ours, every text escaped, no style but widths within bounds. */
  blocks(nodes: readonly ContentNode[]): string;
  /** The heading without its element, and where it is found. */
  heading(node: ContentElement): WrittenHeading;
  /** The footnotes met since they were printed last, '' for none. */
  notes(): string;
  readonly headings: readonly WrittenHeading[];
}

/** Deeper than this everything is told as plain paragraphs: nobody writes so, and a page cannot show it. */
const maxDepth = 24;
/** From here on lists and quotes are not indented further: nothing would be left of the line. */
const flatDepth = 6;
/** Of the height of a page, in mm. */
const maxPictureHeight = 215;
const textBlocks: ReadonlySet<string> = new Set(['text', 'hardBreak', 'footnote', 'evidenceFile']);

/** @param sourceOf the address of a picture; the pictures are asked for in the order of the text, the same one again and again */
export function createContentWriter({
  hasThaiDigits,
  pictures,
  sourceOf,
}: {
  readonly hasThaiDigits: boolean;
  readonly pictures: ReportPictures;
  readonly sourceOf: (picture: ReportPicture) => string;
}): ContentWriter {
  const headings: WrittenHeading[] = [];
  let waiting: { readonly number: number; readonly note: readonly ContentNode[] }[] = [];
  let noted = 0;
  const inline = {
    hasThaiDigits,
    noted(note: readonly ContentNode[]) {
      noted += 1;
      waiting.push({ number: noted, note });
      return noted;
    },
  };
  const line = (node: ContentElement): string => inlineHtml(node.content ?? [], inline);

  function heading(node: ContentElement): WrittenHeading {
    const level = node.attrs?.level === 1 ? 1 : node.attrs?.level === 2 ? 2 : 3;
    const written = { id: `h${headings.length + 1}`, level, words: line(node) } as const;
    headings.push(written);
    return written;
  }

  function block(node: ContentNode, depth: number): string {
    if (isText(node)) return `<p>${inlineHtml([node], inline)}</p>`;
    if (depth > maxDepth) return `<p>${inlineHtml(inlinesBelow(node), inline)}</p>`;
    const inner = (): string => blocks(node.content ?? [], depth + 1);
    const flat = depth > flatDepth ? ['flat'] : [];
    switch (node.type) {
      case 'heading': {
        const { id, level, words } = heading(node);
        return `<h${level} id="${id}"${attributes(node)}>${words}</h${level}>`;
      }
      case 'horizontalRule':
        return '<hr>';
      case 'pageBreak':
        return '<hr class="page-break">';
      case 'bulletList':
        return `<ul${attributes(node, flat)}>${inner()}</ul>`;
      case 'orderedList':
        return `<ol${attributes(node, flat)} start="${Math.trunc(startOf(node)) || 1}">${inner()}</ol>`;
      case 'taskList':
        return `<ul${attributes(node, ['tasks', ...flat])}>${inner()}</ul>`;
      case 'listItem':
        return `<li${attributes(node)}>${inner()}</li>`;
      case 'taskItem':
        return `<li${attributes(node)}>${isDone(node) ? doneBox : openBox}${inner()}</li>`;
      case 'blockquote':
        return `<blockquote${attributes(node, flat)}>${inner()}</blockquote>`;
      case 'codeBlock':
        return `<pre${attributes(node)}>${line(node)}</pre>`;
      case 'table':
        return `<div${attributes(node, ['table'])}>${tableHtml(node, (cell) => blocks(cell.content ?? [], depth + 2))}</div>`;
      case 'image':
        return image(node);
      case 'recommendation':
        return recommendation(node);
      case 'resolution':
        return resolution(node);
      default:
        return node.content?.some((child) => !textBlocks.has(child.type)) === true
          ? inner()
          : `<p${attributes(node)}>${line(node)}</p>`;
    }
  }

  function blocks(nodes: readonly ContentNode[], depth: number): string {
    return nodes.map((node) => block(node, depth)).join('\n');
  }

  /** Without its picture the words for it stand there. */
  function image(node: ContentElement): string {
    const { file, alt, width, textAlign } = boundedImage(node.attrs ?? {});
    const picture = file === null ? undefined : pictures.get(file);
    if (picture === undefined) return `<p>${thaiHtml(imageAsText(node))}</p>`;
    const most = ((maxPictureHeight * picture.width) / Math.max(1, picture.height)).toFixed(1);
    const source = `src="${sourceOf(picture)}" alt="${escapeHtml(alt)}"`;
    const style = `style="width:min(${width}%,${most}mm);aspect-ratio:${picture.width}/${picture.height}"`;
    return `<figure class="align-${textAlign ?? 'center'}"><img ${source} ${style}></figure>`;
  }

  function recommendation(node: ContentElement): string {
    const parsed = recommendationAttributesSchema.safeParse(node.attrs ?? {});
    const { marker, responsibleText, depth } = parsed.success
      ? parsed.data
      : { marker: null, responsibleText: null, depth: 0 };
    const before = marker === null ? '' : `${thaiHtml(marker)} `;
    const after = responsibleText === null ? '' : ` ${thaiHtml(`(ผู้รับผิดชอบ ${responsibleText})`)}`;
    return `<p${attributes(node, [`depth-${Math.min(depth, 4)}`])}>${before}${line(node)}${after}</p>`;
  }

  function resolution({ attrs }: ContentElement): string {
    const lines = resolutionLines(attrs ?? {}).map((words) => `<p>${thaiHtml(words)}</p>`);
    return `<div class="resolution">${lines.join('')}</div>`;
  }

  return {
    headings,
    heading,
    blocks: (nodes) => blocks(nodes, 0),
    notes() {
      const printed = waiting;
      waiting = [];
      if (printed.length === 0) return '';
      const lines = printed.map(({ number, note }) => {
        const back = `<a href="#m${number}">${numberHtml(number, inline)}</a>`;
        return `<p id="n${number}"><sup>${back}</sup> ${inlineHtml(note, inline)}</p>`;
      });
      return `<div class="notes">${lines.join('')}</div>`;
    },
  };
}

const openBox = '<span class="box" role="img" aria-label="ยังไม่ได้ทำ"></span>';
const doneBox = '<span class="box done" role="img" aria-label="ทำแล้ว"></span>';

const roles = ['title', 'subtitle', 'subheading', 'goal', 'note'] as const;

/** Its alignment, its role, its classes of ours, and its number beside the text. */
function attributes({ attrs }: ContentElement, classes: readonly string[] = []): string {
  const alignment = alignmentOf(attrs?.textAlign);
  const number = typeof attrs?.paragraphNumber === 'string' ? attrs.paragraphNumber.slice(0, 24) : null;
  const role = roles.find((one) => one === attrs?.role);
  const all = [
    ...classes,
    ...(role === undefined ? [] : [`role-${role}`]),
    ...(alignment === null ? [] : [`align-${alignment}`]),
    ...(number === null ? [] : ['numbered']),
  ];
  const named = all.length === 0 ? '' : ` class="${all.join(' ')}"`;
  return number === null ? named : `${named} data-number="${escapeHtml(number)}"`;
}

/** Everything that stands in lines below a node, however deep; a space between blocks. */
function inlinesBelow(node: ContentElement): ContentNode[] {
  const found: ContentNode[] = [];
  const open: ContentNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isText(next) || next.type === 'footnote' || next.type === 'evidenceFile') found.push(next);
    else {
      if (found.length > 0) found.push({ type: 'text', text: ' ' });
      for (const child of (next.content ?? []).toReversed()) open.push(child);
    }
  }
  return found;
}
