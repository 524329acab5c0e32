import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { tableAround } from './tableRepair.ts';

/** Behind or before these nobody could write, if they stand at the edge of the text. */
const closed: ReadonlySet<string> = new Set(['table', 'image', 'pageBreak', 'horizontalRule', 'resolution']);

/**
 * A way to write behind the last block, and before the first, where that is a table, a picture, a page break, a line or a resolution: the arrow
 * out of it, or a click beside the text, makes a paragraph there. Nothing is made but in answer to this (S10).
 */
export const EdgeParagraph = Extension.create({
  name: 'edgeParagraph',
  // Before the keys of tables, which would take the arrow into the next cell.
  priority: 1_100,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleKeyDown(view, event) {
          const isPlain = !(event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
          if (!isPlain || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return false;
          const edge = event.key === 'ArrowDown' ? 'end' : 'start';
          return view.editable && isAtEdge(view, edge) && addParagraph(view, edge);
        },
        handleDOMEvents: {
          mousedown(view, event) {
            const edge = event.button === 0 && event.target === view.dom ? edgeBeside(view, event.clientY) : null;
            if (edge === null || !view.editable || !addParagraph(view, edge)) return false;
            event.preventDefault();
            view.focus();
            return true;
          },
        },
      },
    }),
  ],
});

/** Puts an empty paragraph at the edge and the caret into it, when the block there is closed; null: it is not. */
export function paragraphAtEdge({ tr, doc, schema }: EditorState, edge: 'start' | 'end'): Transaction | null {
  const block = edge === 'end' ? doc.lastChild : doc.firstChild;
  const paragraph = schema.nodes.paragraph?.create();
  if (block === null || paragraph === undefined || !closed.has(block.type.name)) return null;
  const at = edge === 'end' ? doc.content.size : 0;
  tr.insert(at, paragraph);
  return tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView();
}

/** Whether the selection stands in the block at the edge with nothing of it beyond: its outermost row, or it is chosen whole. */
export function isInOutermost({ doc, selection }: EditorState, edge: 'start' | 'end'): boolean {
  const { $from, $to } = selection;
  const $at = edge === 'end' ? $to : $from;
  if (selection instanceof NodeSelection && $from.depth === 0) return isEdge(doc, $from.index(0), edge);
  if (!isEdge(doc, $at.index(0), edge)) return false;
  const around = tableAround($at);
  // Of tables in tables only the outer one stands at the edge.
  if (around === null || $at.depth < 4 || $at.node(1) !== around.table) return false;
  return isOuterRow(around.table, $at.index(1), edge, $at.node(3)) && isOuterBlock($at.node(3), $at.index(3), edge);
}

function addParagraph(view: EditorView, edge: 'start' | 'end'): boolean {
  const transaction = paragraphAtEdge(view.state, edge);
  if (transaction === null) return false;
  view.dispatch(transaction);
  return true;
}

function isAtEdge(view: EditorView, edge: 'start' | 'end'): boolean {
  const { state } = view;
  if (!isInOutermost(state, edge)) return false;
  return state.selection instanceof NodeSelection || view.endOfTextblock(edge === 'end' ? 'down' : 'up');
}

function isEdge(doc: Node, index: number, edge: 'start' | 'end'): boolean {
  return index === (edge === 'end' ? doc.childCount - 1 : 0);
}

/** The last row, or one whose cell reaches down to it. */
function isOuterRow(table: Node, row: number, edge: 'start' | 'end', cell: Node): boolean {
  if (edge === 'start') return row === 0;
  const { rowspan } = cell.attrs;
  return row + (typeof rowspan === 'number' ? rowspan : 1) >= table.childCount;
}

function isOuterBlock(cell: Node, index: number, edge: 'start' | 'end'): boolean {
  return index === (edge === 'end' ? cell.childCount - 1 : 0);
}

/** The edge beyond which a height of the window is; null: beside the blocks. */
function edgeBeside({ dom }: EditorView, y: number): 'start' | 'end' | null {
  const blocks = [...dom.children].filter((child) => !child.classList.contains('ProseMirror-widget'));
  if (y > (blocks.at(-1)?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY)) return 'end';
  return y < (blocks[0]?.getBoundingClientRect().top ?? Number.NEGATIVE_INFINITY) ? 'start' : null;
}
