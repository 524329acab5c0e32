import { boundedImage, imagePath, resolutionLines } from './attributes.ts';
import { type Content, type ContentElement, type ContentNode, type ContentText, isText } from './content.ts';
import { safeHref } from './html.ts';
import { noteNumber, numberNotes } from './notes.ts';
import { cellsOf, spansOf } from './tableGrid.ts';
import { imageAsText, isDone, printed, recommendationAsText, startOf } from './text.ts';

/**
 * The content as Markdown (CommonMark with the tables, tasks and footnotes of GitHub). Recommendations are paragraphs with
 * their printed marker and responsible units.
 */
export function contentAsMarkdown(content: Content): string {
  const { content: numbered, notes } = numberNotes(content);
  const ends = notes.map((note, index) => `[^${index + 1}]: ${note.map(inline).join('').replaceAll('\n', ' ')}`);
  return [...blocks(numbered.content), ...ends.flatMap((end) => ['', end])].join('\n');
}

/** Lines of blocks, with an empty line between two. */
function blocks(nodes: readonly ContentNode[]): string[] {
  return nodes.flatMap((node, i) => [...(i === 0 ? [] : ['']), ...block(node)]);
}

function block(node: ContentNode): string[] {
  if (isText(node)) return paragraph(inline(node));
  const children = node.content ?? [];
  const text = children.map(inline).join('');
  switch (node.type) {
    case 'heading': {
      const level = node.attrs?.level === 1 ? 1 : node.attrs?.level === 2 ? 2 : 3;
      return [`${'#'.repeat(level)} ${text.replace(/\s*\n/g, ' ')}`];
    }
    case 'recommendation':
      return paragraph(escapeMarkdown(recommendationAsText(node)));
    case 'bulletList':
      return children.flatMap((child) => listItem(child, '- '));
    case 'orderedList':
      return children.flatMap((child, i) => listItem(child, `${startOf(node) + i}. `));
    case 'taskList':
      return children.flatMap((child) => listItem(child, isDone(child) ? '- [x] ' : '- [ ] ', 2));
    case 'table':
      return table(node);
    case 'image':
      return [image(node)];
    case 'resolution': {
      const lines = resolutionLines(node.attrs ?? {}).map((line) => escapeMarkdown(line.replaceAll('\n', ' ')));
      return lines.flatMap((line, i) => [...(i === 0 ? [] : ['>']), ...paragraph(line).map((each) => `> ${each}`)]);
    }
    case 'blockquote':
      return blocks(children).map((line) => (line === '' ? '>' : `> ${line}`));
    case 'codeBlock':
      return codeBlock(children.map((child) => (isText(child) ? child.text : '')).join(''));
    case 'horizontalRule':
    case 'pageBreak':
      return ['---'];
    default:
      return paragraph(text);
  }
}

/** A table's first row is its head, as Markdown wants one. The words of merged cells stand in the first of their places. */
function table(node: ContentElement): string[] {
  const cells = cellsOf(node);
  const { rows, width } = spansOf(cells);
  if (width === 0) return [];
  const lines = cells.map((row, at) => {
    const words = Array.from({ length: width }, () => '');
    row.forEach((cell, index) => {
      words[rows[at]?.[index]?.column ?? 0] = cellAsLine(cell);
    });
    return `| ${words.join(' | ')} |`;
  });
  return [...lines.slice(0, 1), `|${' --- |'.repeat(width)}`, ...lines.slice(1)];
}

function cellAsLine(cell: ContentElement): string {
  const lines = (cell.content ?? []).flatMap(block).filter((line) => line.trim() !== '');
  return lines.map((line) => line.trim().replaceAll('|', '\\|')).join('<br>');
}

function image(node: ContentElement): string {
  const { file, alt } = boundedImage(node.attrs ?? {});
  const path = imagePath(file);
  return path === null ? escapeMarkdown(imageAsText(node)) : `![${escapeMarkdown(alt.replace(/\s+/g, ' '))}](${path})`;
}

/**
 * Further blocks of an item are indented to its text; a list stands right under the line before it.
 *
 * @param width of the marker, without what is text already
 */
function listItem(node: ContentNode, marker: string, width = marker.length): string[] {
  const children = isText(node) ? [node] : (node.content ?? []);
  const lines = children.flatMap((child, i) => [...(i === 0 || isList(child) ? [] : ['']), ...block(child)]);
  const indent = ' '.repeat(width);
  return lines.map((line, i) => (i === 0 ? marker + line : line === '' ? '' : indent + line));
}

function isList(node: ContentNode): node is ContentElement {
  return node.type === 'bulletList' || node.type === 'orderedList' || node.type === 'taskList';
}

/** No line of a paragraph begins as another block would: `-`, `+`, `=`, `1.`, `1)`, or four spaces. */
function paragraph(text: string): string[] {
  return text.split('\n').map((line) =>
    line
      .trimStart()
      .replace(/^[-+=]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2'),
  );
}

function codeBlock(text: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [fence, ...text.split('\n'), fence];
}

function inline(node: ContentNode): string {
  if (!isText(node)) return inlineElement(node);
  const marks = node.marks ?? [];
  const isCode = marks.some(({ type }) => type === 'code');
  return marks.reduce(marked, isCode ? codeSpan(node.text) : escapeMarkdown(node.text));
}

function inlineElement(node: ContentElement): string {
  if (node.type === 'hardBreak') return '  \n';
  if (node.type === 'footnote') return `[^${noteNumber(node)}]`;
  return node.type === 'evidenceFile' ? escapeMarkdown(printed(node)) : (node.content ?? []).map(inline).join('');
}

function marked(inner: string, mark: NonNullable<ContentText['marks']>[number]): string {
  switch (mark.type) {
    case 'bold':
      return `**${inner}**`;
    case 'italic':
      return `*${inner}*`;
    case 'strike':
      return `~~${inner}~~`;
    case 'link': {
      const href = safeHref(mark.attrs?.href);
      return href === null ? inner : `[${inner}](<${href.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
    }
    default:
      return inner;
  }
}

/** Nothing is escaped within backticks, so more of them stand around than within. */
function codeSpan(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return fence + space + text + space + fence;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#~&]/g, '\\$&');
}
