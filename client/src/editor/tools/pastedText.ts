import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { blockText, eachTextBlock } from './blockText.ts';
import { mappingOf } from './changeBetween.ts';

/** A line of what was pasted, or what of it fell into one block. */
export interface PastedLine {
  readonly from: number;
  readonly text: string;
}

interface Pasted {
  /** Counts the pastes. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

const key = new PluginKey<Pasted | null>('pastedText');

/** Remembers where the newest paste stands, while the text around it changes. */
export function createPastedPlugin(onPasted: () => void): Plugin {
  return new Plugin<Pasted | null>({
    key,
    state: {
      init: () => null,
      apply(transaction, before, old) {
        if (transaction.getMeta('uiEvent') === 'paste' && transaction.docChanged) {
          return { number: (before?.number ?? 0) + 1, ...changedRange(transaction) };
        }
        if (before === null || !transaction.docChanged) return before;
        const mapping = mappingOf(transaction, old.doc);
        return { ...before, from: mapping.map(before.from, 1), to: mapping.map(before.to, -1) };
      },
    },
    view: () => ({
      update(view, before) {
        if (key.getState(view.state)?.number !== key.getState(before)?.number) onPasted();
      },
    }),
  });
}

/** The lines of the newest paste as they stand now. */
export function pastedLines(state: EditorState): readonly PastedLine[] {
  const pasted = key.getState(state);
  return pasted == null ? [] : linesBetween(state.doc, pasted.from, pasted.to);
}

function changedRange(transaction: Transaction): { from: number; to: number } {
  let from = transaction.doc.content.size;
  let to = 0;
  transaction.mapping.maps.forEach((map, place) => {
    const rest = transaction.mapping.slice(place + 1);
    map.forEach((_oldStart, _oldEnd, start, end) => {
      from = Math.min(from, rest.map(start, -1));
      to = Math.max(to, rest.map(end, 1));
    });
  });
  return { from: Math.min(from, to), to };
}

function linesBetween(doc: Node, from: number, to: number): PastedLine[] {
  const lines: PastedLine[] = [];
  eachTextBlock(doc, (block, start) => {
    const [first, last] = [Math.max(from, start), Math.min(to, start + block.content.size)];
    if (first < last) lines.push({ from: first, text: blockText(block).slice(first - start, last - start) });
  });
  return lines;
}
