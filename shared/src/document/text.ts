import { boundedImage, resolutionLines } from './attributes.ts';
import { type Content, type ContentElement, type ContentNode, isText } from './content.ts';
import { noteNumber, numberNotes } from './notes.ts';
import { recommendationAttributesSchema } from './schema.ts';
import { cellsOf } from './tableGrid.ts';

/**
 * The content as plain text, one line a block and a row of a table. Printed markers are kept; a recommendation is followed
 * by its `(ผู้รับผิดชอบ …)` as read; footnotes are numbered `[1]` and stand at the end.
 */
export function contentAsText(content: Content): string {
  const numbered = numberNotes(content);
  const notes = numbered.notes.map((note, index) => `[${index + 1}] ${note.map(printed).join('')}`);
  return [...numbered.content.content.flatMap((node) => lines(node, '')), ...notes].join('\n');
}

/** What is printed of a node within a line: a named piece of evidence and a numbered footnote stand in brackets. */
export function printed(node: ContentNode): string {
  if (isText(node)) return node.text;
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'evidenceFile') return '[หลักฐาน]';
  if (node.type === 'resolution') return resolutionLines(node.attrs ?? {}).join('\n');
  if (node.type === 'footnote' && noteNumber(node) > 0) return `[${noteNumber(node)}]`;
  if (node.type === 'footnote') return ` [${(node.content ?? []).map(printed).join('')}]`;
  return (node.content ?? []).map(printed).join('');
}

/** "๑. text (ผู้รับผิดชอบ …)" */
export function recommendationAsText(node: ContentElement): string {
  const attributes = recommendationAttributesSchema.safeParse(node.attrs ?? {});
  const { marker, responsibleText } = attributes.success ? attributes.data : { marker: null, responsibleText: null };
  return [marker, oneLine(node), responsibleText === null ? null : `(ผู้รับผิดชอบ ${responsibleText})`]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

function lines(node: ContentNode, marker: string): string[] {
  if (isText(node)) return [marker + node.text];
  const children = node.content ?? [];
  switch (node.type) {
    case 'recommendation':
      return [marker + recommendationAsText(node)];
    case 'bulletList':
      return children.flatMap((child) => lines(child, `${marker}- `));
    case 'orderedList':
      return children.flatMap((child, i) => lines(child, `${marker}${startOf(node) + i}. `));
    case 'taskList':
      return children.flatMap((child) => lines(child, `${marker}${isDone(child) ? '☑' : '☐'} `));
    case 'table':
      return cellsOf(node).map((row) => row.map((cell) => oneLine(cell)).join(' | '));
    case 'image':
      return [marker + imageAsText(node)];
    case 'resolution':
      return resolutionLines(node.attrs ?? {}).map((line, i) => (i === 0 ? marker : '') + line.replaceAll('\n', ' '));
    case 'pageBreak':
      return [];
    case 'listItem':
    case 'taskItem':
    case 'blockquote':
      return children.flatMap((child, i) => lines(child, i === 0 ? marker : ''));
    case 'horizontalRule':
      return ['—'];
    default:
      return [marker + oneLine(node)];
  }
}

/** A node in one line; the blocks of a cell follow each other. */
function oneLine(node: ContentElement): string {
  return linesWithin(node).join(' ').replaceAll('\n', ' ');
}

function linesWithin(node: ContentElement): string[] {
  const isCell = node.type === 'tableCell' || node.type === 'tableHeader';
  return isCell ? (node.content ?? []).flatMap((child) => lines(child, '')) : [printed(node)];
}

/** "[ภาพ: what is to be seen]" */
export function imageAsText({ attrs }: ContentElement): string {
  const { alt } = boundedImage(attrs ?? {});
  return alt === '' ? '[ภาพ]' : `[ภาพ: ${alt.replaceAll('\n', ' ')}]`;
}

/** Whether a task is ticked. */
export function isDone(item: ContentNode): boolean {
  return !isText(item) && item.attrs?.checked === true;
}

/** The number of an ordered list's first item. */
export function startOf(list: ContentElement): number {
  const start = list.attrs?.start;
  return typeof start === 'number' ? start : 1;
}
