import type { EditorState } from '@tiptap/pm/state';
import { numberedBlocks } from '../paragraphNumbers.ts';

/** A heading of the text. */
export interface OutlineEntry {
  readonly position: number;
  /** Of its paragraph, from 1. */
  readonly number: number;
  /** 1-3 */
  readonly level: number;
  readonly text: string;
  /** The caret stands under it, and under none after it. */
  readonly isCurrent: boolean;
}

const maxTextLetters = 120;

/** The headings with words in them, in the order of the text, each with the number of its paragraph. */
export function outlineOf({ doc, selection }: EditorState): readonly OutlineEntry[] {
  const entries = numberedBlocks(doc).flatMap(({ position, number }) => {
    const node = doc.nodeAt(position);
    const text = node?.type.name === 'heading' ? node.textContent.trim() : '';
    return node === null || text === '' ? [] : [{ position, number, level: Number(node.attrs.level), text }];
  });
  const current = entries.findLast(({ position }) => position <= selection.head);
  return entries.map((entry) => ({
    ...entry,
    text: entry.text.slice(0, maxTextLetters),
    isCurrent: entry === current,
  }));
}
