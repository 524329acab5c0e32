import { type Content, type ContentElement, type ContentNode, type ContentText, isText } from './content.ts';
import { safeHref } from './html.ts';
import { recommendationAsText, startOf } from './text.ts';

/** The content as Markdown (CommonMark). Recommendations are paragraphs with their printed marker and responsible units. */
export function contentAsMarkdown(content: Content): string {
  return blocks(content.content).join('\n');
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
    case 'blockquote':
      return blocks(children).map((line) => (line === '' ? '>' : `> ${line}`));
    case 'codeBlock':
      return codeBlock(children.map((child) => (isText(child) ? child.text : '')).join(''));
    case 'horizontalRule':
      return ['---'];
    default:
      return paragraph(text);
  }
}

/** Further blocks of an item are indented to its text; a list stands right under the line before it. */
function listItem(node: ContentNode, marker: string): string[] {
  const children = isText(node) ? [node] : (node.content ?? []);
  const lines = children.flatMap((child, i) => [...(i === 0 || isList(child) ? [] : ['']), ...block(child)]);
  const indent = ' '.repeat(marker.length);
  return lines.map((line, i) => (i === 0 ? marker + line : line === '' ? '' : indent + line));
}

function isList(node: ContentNode): node is ContentElement {
  return node.type === 'bulletList' || node.type === 'orderedList';
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
  if (!isText(node)) return node.type === 'hardBreak' ? '  \n' : (node.content ?? []).map(inline).join('');
  const marks = node.marks ?? [];
  const isCode = marks.some(({ type }) => type === 'code');
  return marks.reduce(marked, isCode ? codeSpan(node.text) : escapeMarkdown(node.text));
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
