import { type Content, type ContentElement, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import { numberNotes } from '@ruam/shared/document/notes.ts';
import { isNumberedItem, isNumberedWhole } from '@ruam/shared/document/paragraphs.ts';
import { isDone } from '@ruam/shared/document/text.ts';

/** A text as it came: `ids` are the identities of its numbered paragraphs, in reading order; [] where they are not known. */
export interface TextSource {
  readonly content: Content;
  readonly ids: readonly string[];
}

/** A part of a text that stands on the wall by itself: a numbered paragraph, or a picture or rule between them. */
export interface Passage {
  /** The same as long as the block lives. */
  readonly key: string;
  readonly id: string | null;
  /** From 1; null for what carries no number. */
  readonly number: number | null;
  readonly block: ContentElement;
  /** What stands before it as an entry of a list. */
  readonly lead: string | null;
  /** How deep it stands in lists and quotations. */
  readonly depth: number;
}

const lists: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'taskList']);
const shownBetween: ReadonlySet<string> = new Set(['image', 'horizontalRule']);

/** A text as passages in reading order, numbered as everywhere else (`numberedParagraphs`). */
export function passagesOf({ content, ids }: TextSource): readonly Passage[] {
  const passages: Passage[] = [];
  let number = 0;
  const push = (block: ContentElement, isNumbered: boolean, lead: string | null, depth: number): void => {
    if (isNumbered) number += 1;
    const id = isNumbered ? (ids[number - 1] ?? null) : null;
    const key = id ?? `${isNumbered ? 'n' : 'b'}${passages.length}`;
    passages.push({ key, id, number: isNumbered ? number : null, block, lead, depth });
  };
  const visit = (block: ContentElement, lead: string | null, depth: number, isInItem: boolean): void => {
    const children = elementsOf(block);
    if (isNumberedItem(block.type)) {
      // Lists within an entry are passages of their own.
      const own = (block.content ?? []).filter((child) => isText(child) || !lists.has(child.type));
      push({ ...block, content: own }, true, lead, depth);
      for (const child of children) if (lists.has(child.type)) visit(child, null, depth + 1, true);
    } else if (isNumberedWhole(block.type)) {
      if (!isInItem) push(block, true, lead, depth);
    } else if (lists.has(block.type)) {
      const start = typeof block.attrs?.start === 'number' ? block.attrs.start : 1;
      children.forEach((child, at) => {
        visit(child, leadOf(block.type, child, start + at), depth, isInItem);
      });
    } else if (shownBetween.has(block.type)) {
      push(block, false, null, depth);
    } else {
      for (const child of children) visit(child, null, block.type === 'blockquote' ? depth + 1 : depth, isInItem);
    }
  };
  for (const block of elementsOf(numberNotes(content).content)) visit(block, null, 0, false);
  return passages;
}

/** The words of a passage, as far as they are drawn one by one. */
export function wordsOf(node: ContentNode): string {
  if (isText(node)) return node.text;
  if (node.type === 'hardBreak') return '\n';
  return (node.content ?? []).map(wordsOf).join('');
}

/** Which passage is shown: the presenter's, else the one that stands where it stood. */
export function indexOfBlock(passages: readonly Passage[], block: string | null, before: number): number {
  if (block === null) return 0;
  const found = passages.findIndex(({ id }) => id === block);
  return found >= 0 ? found : Math.max(0, Math.min(before, passages.length - 1));
}

function leadOf(list: string, item: ContentElement, number: number): string {
  if (list === 'orderedList') return `${number}.`;
  if (list === 'taskList') return isDone(item) ? '☑' : '☐';
  return '•';
}

function elementsOf({ content }: { readonly content?: readonly ContentNode[] }): readonly ContentElement[] {
  return (content ?? []).filter((node): node is ContentElement => !isText(node));
}
