import { baseKeymap } from '@tiptap/pm/commands';
import { keymap } from '@tiptap/pm/keymap';
import type { Node } from '@tiptap/pm/model';
import { EditorState, Plugin, TextSelection } from '@tiptap/pm/state';
import { StepMap } from '@tiptap/pm/transform';
import { EditorView, type NodeView } from '@tiptap/pm/view';
import { redo, undo } from '@tiptap/y-tiptap';
import { Footnote } from './footnote.ts';
import './footnote.css';

interface Words {
  readonly note: () => string;
  readonly empty: () => string;
}

/** Space beside the page, in px. */
const edge = 12;

/** The transaction brings what the document says; it is no news to it. */
const fromOutside = 'fromOutside';

/**
 * A footnote in the text: its number, counted by the style sheet, and while it is chosen a small page beneath it with an
 * editor of its own for its words. What is written there are steps in the document itself, so two people can write one
 * note at once, and undoing is the document's.
 */
class FootnoteView implements NodeView {
  readonly dom = document.createElement('span');
  readonly #outer: EditorView;
  readonly #getPos: () => number | undefined;
  readonly #words: Words;
  #node: Node;
  #inner: EditorView | null = null;

  constructor(node: Node, outer: EditorView, getPos: () => number | undefined, words: Words) {
    this.#node = node;
    this.#outer = outer;
    this.#getPos = getPos;
    this.#words = words;
    this.dom.className = 'footnote';
    this.dom.setAttribute('role', 'note');
    this.#label();
  }

  selectNode(): void {
    this.dom.dataset.selected = 'true';
    if (this.#outer.editable) this.#open();
  }

  deselectNode(): void {
    delete this.dom.dataset.selected;
    this.#close();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#label();
    if (this.#inner !== null) take(this.#inner, node);
    return true;
  }

  destroy(): void {
    this.#close();
  }

  stopEvent({ target }: Event): boolean {
    return this.#inner !== null && target instanceof window.Node && this.#inner.dom.contains(target);
  }

  ignoreMutation(): boolean {
    return true;
  }

  #label(): void {
    this.dom.title = this.#node.textContent;
    this.dom.setAttribute('aria-label', `${this.#words.note()} ${this.#node.textContent}`.trim());
  }

  #open(): void {
    const page = this.dom.appendChild(document.createElement('span'));
    page.className = 'footnote-page';
    page.dataset.empty = this.#words.empty();
    this.#inner = new EditorView(page, {
      state: EditorState.create({
        doc: this.#node,
        plugins: [
          keymap({
            'Mod-z': () => undo(this.#outer.state),
            'Mod-y': () => redo(this.#outer.state),
            'Shift-Mod-z': () => redo(this.#outer.state),
            Enter: () => this.#leave(),
            Escape: () => this.#leave(),
          }),
          keymap(baseKeymap),
          new Plugin({ props: { transformPastedText: (text) => text.normalize('NFC').replace(/\s+/g, ' ') } }),
        ],
      }),
      attributes: {
        role: 'textbox',
        'aria-label': this.#words.note(),
        lang: 'th',
        class: 'footnote-words',
        'aria-multiline': 'false',
      },
      dispatchTransaction: (transaction) => {
        const inner = this.#inner;
        const at = this.#getPos();
        if (inner === null || at === undefined) return;
        const { state, transactions } = inner.state.applyTransaction(transaction);
        inner.updateState(state);
        this.dom.dataset.isEmpty = String(state.doc.content.size === 0);
        if (transaction.getMeta(fromOutside) === true) return;
        const offset = StepMap.offset(at + 1);
        const outer = this.#outer.state.tr;
        for (const { steps } of transactions) {
          for (const step of steps) {
            const mapped = step.map(offset);
            if (mapped !== null) outer.step(mapped);
          }
        }
        if (outer.docChanged) this.#outer.dispatch(outer);
      },
    });
    this.dom.dataset.isEmpty = String(this.#node.content.size === 0);
    moveInto(page, this.#outer.dom);
    // The outer editor gives the keyboard to itself when it selects.
    const { dom } = this.#inner;
    setTimeout(() => dom.isConnected && dom.focus(), 0);
  }

  #close(): void {
    this.#inner?.destroy();
    this.#inner = null;
    this.dom.textContent = '';
  }

  /** Behind the number, in the text again. */
  #leave(): boolean {
    const at = this.#getPos();
    if (at === undefined) return false;
    const { state } = this.#outer;
    this.#outer.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at + this.#node.nodeSize), 1)));
    this.#outer.focus();
    return true;
  }
}

/** Moves the page to the left as far as it would leave the paper. */
function moveInto(page: HTMLElement, paper: HTMLElement): void {
  const over = page.getBoundingClientRect().right - paper.getBoundingClientRect().right + edge;
  if (over > 0) page.style.left = `${-over - edge}px`;
}

/** Puts a node's content into its editor, only where it differs, so that the caret stays. */
function take(inner: EditorView, node: Node): void {
  const { state } = inner;
  const start = node.content.findDiffStart(state.doc.content);
  const end = node.content.findDiffEnd(state.doc.content);
  if (start === null || end === null) return;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const slice = node.slice(start, end.a + overlap);
  inner.dispatch(state.tr.replace(start, end.b + overlap, slice).setMeta(fromOutside, true));
}

/** The footnote node with its view. */
export function footnoteWithView(words: Words) {
  return Footnote.extend({
    addNodeView:
      () =>
      ({ node, view, getPos }) =>
        new FootnoteView(node, view, getPos, words),
  });
}
