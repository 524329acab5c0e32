import { type ContentElement, type ContentNode, isText, textOf } from '@ruam/shared/document/content.ts';
import type { ReportPictures } from '@ruam/shared/report/reportDocument.ts';
import { firstLine, mm, page } from './measures.ts';
import { pictureSize } from './pictures.ts';
import { layoutTable, linesOf as rowLines } from './tableLayout.ts';

/** Lines that stand together, in twentieths of a point. */
interface Block {
  readonly lines: number;
  readonly lineHeight: number;
  /** Blank above and below. */
  readonly space: number;
  /** Stays on the page of what follows. */
  readonly staysWithNext: boolean;
  /** Heads an entry of the table of contents. */
  readonly isEntry: boolean;
  readonly beginsPage: boolean;
}

/** What the estimate knows of a file. */
export interface Setting {
  readonly pictures: ReportPictures;
  /** What a line holds. */
  readonly width: number;
  readonly hasSecrecy: boolean;
}

/** How wide a letter of the official font is and how high its line, in its size. */
const letterWidth = 0.385;
const lineHeight = 1.33;
const textSize = 16 * 20;
const tableSize = 14 * 20;
const secrecyHeight = mm(15);

/** On which page each heading of the table of contents stands, about: from 1, counted by letters and lines. */
export function pagesOfHeadings(body: readonly ContentNode[], setting: Setting): readonly number[] {
  const height = heightOf(setting);
  const blocks = beginningPages(body).flatMap(({ node, beginsPage }) => blocksOf(node, setting, beginsPage));
  const pages: number[] = [];
  let number = 1;
  let used = 0;
  blocks.forEach((block, at) => {
    const needed = neededBy(blocks, at);
    if (used > 0 && (block.beginsPage || used + needed > height)) {
      number += 1;
      used = 0;
    }
    if (block.isEntry) pages.push(number);
    let left = block.lines;
    while (left > 0) {
      const fits = Math.max(used === 0 ? 1 : 0, Math.floor((height - used) / block.lineHeight));
      const set = Math.min(left, fits);
      left -= set;
      used += set * block.lineHeight;
      if (left > 0) {
        number += 1;
        used = 0;
      }
    }
    used += block.space;
  });
  return pages;
}

/** How much of a page is left below these blocks, about; 0 where they need more than one. */
export function roomBelow(nodes: readonly ContentNode[], setting: Setting): number {
  const used = nodes
    .flatMap((node) => blocksOf(node, setting))
    .reduce((sum, block) => sum + block.lines * block.lineHeight + block.space, 0);
  return Math.max(0, heightOf(setting) - used);
}

function heightOf({ hasSecrecy }: Setting): number {
  return page.size.height - page.margin.top - page.margin.bottom - (hasSecrecy ? secrecyHeight : 0);
}

/** What must fit so that a block may begin here: two lines of it, or all of what stays with the next and two lines of that. */
function neededBy(blocks: readonly Block[], from: number): number {
  let needed = 0;
  for (const block of blocks.slice(from, from + 6)) {
    if (!block.staysWithNext) return needed + Math.min(block.lines, 2) * block.lineHeight;
    needed += block.lines * block.lineHeight + block.space;
  }
  return needed;
}

function beginningPages(nodes: readonly ContentNode[]): { readonly node: ContentNode; readonly beginsPage: boolean }[] {
  return nodes.flatMap((node, at) => {
    const before = nodes[at - 1];
    if (node.type === 'pageBreak') return [];
    return [{ node, beginsPage: before?.type === 'pageBreak' }];
  });
}

function blocksOf(node: ContentNode, setting: Setting, beginsPage = false): readonly Block[] {
  if (isText(node)) return [text(node, setting, { beginsPage })];
  const children = node.content ?? [];
  switch (node.type) {
    case 'heading': {
      const level = node.attrs?.level;
      const size = level === 1 ? 18 * 20 : textSize;
      const space = level === 1 ? 320 : 220;
      return [
        text(node, setting, { size, space, staysWithNext: true, isEntry: level === 1 || level === 2, beginsPage }),
      ];
    }
    case 'table':
      return tableRows(node, setting, beginsPage);
    case 'image': {
      const size = pictureSize(node, setting.pictures, setting.width);
      return [
        { ...text(node, setting, { beginsPage }), ...(size && { lines: 1, lineHeight: size.height, space: 160 }) },
      ];
    }
    case 'paragraph':
    case 'recommendation':
    case 'codeBlock':
    case 'resolution': {
      const role = node.attrs?.role;
      const staysWithNext = role === 'subheading' || role === 'title' || role === 'subtitle';
      const size = role === 'title' ? 20 * 20 : role === 'subtitle' ? 18 * 20 : textSize;
      return [text(node, setting, { size, staysWithNext, beginsPage })];
    }
    default:
      return children.flatMap((child, at) =>
        blocksOf(child, { ...setting, width: Math.max(setting.width - mm(8), mm(20)) }, beginsPage && at === 0),
      );
  }
}

interface Look extends Partial<Pick<Block, 'staysWithNext' | 'isEntry' | 'beginsPage' | 'space'>> {
  readonly size?: number;
}

function text(node: ContentNode, { width }: Setting, { size = textSize, space = 60, ...look }: Look): Block {
  const isIndented = !isText(node) && node.type !== 'heading' && node.attrs?.role === undefined;
  return {
    ...{ staysWithNext: false, isEntry: false, beginsPage: false, ...look },
    lines: linesOf(node, width, size, isIndented ? firstLine : 0),
    lineHeight: size * lineHeight,
    space,
  };
}

/** Marks above and below letters take no room of their own. */
function linesOf(node: ContentNode, width: number, size: number, indent: number): number {
  const perLine = width / (size * letterWidth);
  const words = isText(node) ? node.text : `${textOf(node)}${responsible(node)}`;
  return words.split('\n').reduce((sum, line) => {
    const letters = line.replace(/\p{Mn}/gu, '').length + indent / (size * letterWidth);
    return sum + Math.max(1, Math.ceil(letters / perLine));
  }, 0);
}

function responsible({ attrs }: ContentElement): string {
  return typeof attrs?.responsibleText === 'string' ? ` (ผู้รับผิดชอบ ${attrs.responsibleText})` : '';
}

/** A row is as high as its fullest cell. */
function tableRows(node: ContentElement, setting: Setting, beginsPage: boolean): Block[] {
  return layoutTable(node, setting.width).rows.map((row, at) => ({
    ...{ lines: rowLines(row), lineHeight: tableSize * lineHeight, space: mm(1) + 20 },
    ...{ staysWithNext: false, isEntry: false, beginsPage: beginsPage && at === 0 },
  }));
}
