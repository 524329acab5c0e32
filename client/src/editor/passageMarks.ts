import type { Anchor } from '@ruam/shared/api/threads.ts';
import { anchorOf, findPassages, type Passage } from '@ruam/shared/threads/anchors.ts';
import { type Editor, Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Mapping, StepMap } from '@tiptap/pm/transform';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { afterComposition } from './quietComposition.ts';

/** A passage that is drawn as marked; it is in no document. */
export interface PassageMark {
  readonly id: string;
  readonly anchor: Anchor;
  /** Its words when it was marked: with them it is found again when they were deleted and stand again. */
  readonly quote: string | null;
  readonly isActive: boolean;
  /** What the tag in the margin counts. */
  readonly count: number;
}

/** What somebody has selected. */
export interface SelectedPassage {
  readonly anchor: Anchor;
  readonly words: string;
}

/** Marks, and the replica that knows where they are; its content is what the editor shows. */
interface Marking {
  readonly doc: Y.Doc;
  readonly marks: readonly PassageMark[];
}

interface PlacedMarking extends Marking {
  readonly passages: ReadonlyMap<string, Passage>;
}

interface MarksState {
  readonly marking: PlacedMarking | null;
  readonly decorations: DecorationSet;
}

interface Options {
  readonly onClick: (id: string) => void;
  /** Ids of the marks that have their passage, in the order of the text. */
  readonly onPlaced: (ids: readonly string[]) => void;
}

const key = new PluginKey<MarksState>('passageMarks');
/** While text changes, marks are only shifted; this long after it Yjs is asked where they are. */
const settleMs = 400;
/** Marks that begin this close share one tag: they are mostly on the same line. */
const sameLineLetters = 60;
const letters = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * Draws passages as decorations. A key press costs one shift of their positions, however many there are; Yjs is asked
 * where they truly are when the text has rested for a moment.
 */
export const PassageMarks = Extension.create<Options>({
  name: 'passageMarks',
  // Below Collaboration: a change is in the replica before it is asked.
  priority: 890,
  addOptions: () => ({ onClick: () => undefined, onPlaced: () => undefined }),
  addProseMirrorPlugins() {
    return [createMarksPlugin(this.editor, this.options)];
  },
});

/** The plugin of `PassageMarks`. */
export function createMarksPlugin(editor: Pick<Editor, 'isEditable'>, options: Options): Plugin {
  return new Plugin<MarksState>({
    key,
    state: {
      init: () => ({ marking: null, decorations: DecorationSet.empty }),
      apply(transaction, before, old, state) {
        const marking: PlacedMarking | undefined = transaction.getMeta(key);
        if (marking !== undefined) return { marking, decorations: decorate(state.doc, marking) };
        if (!transaction.docChanged || before.marking === null) return before;
        if (isPrecise(transaction, editor)) {
          return { ...before, decorations: before.decorations.map(transaction.mapping, state.doc) };
        }
        const shifted = before.decorations.map(changeBetween(old.doc, state.doc), state.doc);
        if (shifted.find().length === before.decorations.find().length) return { ...before, decorations: shifted };
        // Changed in several places at once, or the passage itself: the replica knows.
        const placed = { ...before.marking, passages: findPassages(before.marking.doc, before.marking.marks) };
        return { marking: placed, decorations: decorate(state.doc, placed) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleDOMEvents: {
        click(_view, { target }) {
          const id = target instanceof Element ? target.closest<HTMLElement>('[data-mark]')?.dataset.mark : undefined;
          if (id !== undefined) options.onClick(id);
          return false;
        },
      },
    },
    view: (view) => settle(view, options),
  });
}

/** Draws these marks from now on. */
export function showMarks({ view }: Editor, marking: Marking): void {
  afterComposition(view, () => view.dispatch(markingTransaction(view.state, marking)));
}

/** The transaction that draws marks where the replica has their passages now. */
export function markingTransaction(state: EditorState, { doc, marks }: Marking): Transaction {
  const marking: PlacedMarking = { doc, marks, passages: findPassages(doc, marks) };
  return state.tr.setMeta(key, marking).setMeta('addToHistory', false);
}

/** Brings a marked passage into view; false when it is not drawn. */
export function revealMark(editor: Editor, id: string): boolean {
  const drawn = editor.view.dom.querySelector(`[data-mark="${CSS.escape(id)}"]`);
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  drawn?.scrollIntoView({ block: 'center', behavior: isStill ? 'auto' : 'smooth' });
  return drawn !== null;
}

/** What is selected, in the replica that the editor shows; null without a letter in the selection. */
export function selectedPassage(editor: Editor, doc: Y.Doc): SelectedPassage | null {
  const { from, to, empty } = editor.state.selection;
  const anchor = empty ? null : anchorOf(doc, from, to);
  return anchor === null ? null : { anchor, words: editor.state.doc.textBetween(from, to, '\n', '\n') };
}

/** Ids, in the order of the text. */
function placedMarks(decorations: DecorationSet): string[] {
  return [
    ...new Set(
      decorations
        .find()
        .sort((a, b) => a.from - b.from)
        .map(({ spec }) => String(spec.mark)),
    ),
  ];
}

/** Where marks are drawn now. */
export function marksOf(state: EditorState): DecorationSet {
  return key.getState(state)?.decorations ?? DecorationSet.empty;
}

function settle(view: EditorView, options: Options) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let told = '';
  const tell = (): void => {
    const placed = placedMarks(marksOf(view.state));
    if (placed.join(' ') === told) return;
    told = placed.join(' ');
    options.onPlaced(placed);
  };
  const look = (): void => {
    timer = null;
    const marking = key.getState(view.state)?.marking ?? null;
    if (view.isDestroyed || marking === null) return;
    if (view.composing) {
      timer = setTimeout(look, settleMs);
      return;
    }
    const transaction = markingTransaction(view.state, marking);
    const placed: PlacedMarking = transaction.getMeta(key);
    // Drawing all of them anew costs more than looking whether it is needed.
    if (isDrawn(marksOf(view.state), placed)) tell();
    else view.dispatch(transaction);
  };
  return {
    update(_view: EditorView, before: EditorState) {
      const state = key.getState(view.state);
      if (state?.marking == null) return;
      if (state.marking !== key.getState(before)?.marking) tell();
      else if (view.state.doc !== before.doc) timer ??= setTimeout(look, settleMs);
    },
    destroy() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Whether every passage is drawn where it is, and nothing else. */
function isDrawn(decorations: DecorationSet, { passages }: PlacedMarking): boolean {
  const drawn = decorations.find(undefined, undefined, (spec) => spec.isTag !== true);
  const areThere = drawn.every(({ from, to, spec }) => {
    const passage = passages.get(String(spec.mark));
    return passage?.from === from && passage.to === to;
  });
  return areThere && drawn.length === passages.size;
}

/** Whether a transaction says exactly what changed; those that bring the replica's content replace all of it. */
function isPrecise(transaction: Transaction, editor: Pick<Editor, 'isEditable'>): boolean {
  return editor.isEditable && transaction.getMeta(ySyncPluginKey)?.isChangeOrigin !== true;
}

function changeBetween(before: Node, after: Node): Mapping {
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || end === null) return new Mapping();
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return new Mapping([new StepMap([start, end.a + overlap - start, end.b + overlap - start])]);
}

function decorate(doc: Node, { marks, passages }: PlacedMarking): DecorationSet {
  const placed = marks
    .flatMap((mark) => {
      const passage = passages.get(mark.id);
      const to = Math.min(passage?.to ?? 0, doc.content.size);
      return passage === undefined || passage.from >= to ? [] : [{ mark, from: passage.from, to }];
    })
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const decorations: Decoration[] = [];
  let tag: { from: number; at: number } | null = null;
  const counts = new Map<number, number>();
  for (const { mark, from, to } of placed) {
    const { id, isActive } = mark;
    const attributes = { class: isActive ? 'ruam-passage ruam-passage-active' : 'ruam-passage', 'data-mark': id };
    decorations.push(Decoration.inline(from, to, attributes, { mark: id }));
    if (tag === null || from - tag.from > sameLineLetters) tag = { from, at: from };
    counts.set(tag.at, (counts.get(tag.at) ?? 0) + mark.count);
  }
  for (const { mark, from, to } of placed) {
    const count = counts.get(from);
    counts.delete(from);
    if (count === undefined) continue;
    // On the first letter alone: a passage is drawn in as many pieces as there are words and formats in it.
    const first = Math.min(from + firstLetter(doc, from, to), to);
    decorations.push(
      Decoration.inline(from, first, { 'data-comments': String(count) }, { mark: mark.id, isTag: true }),
    );
  }
  return DecorationSet.create(doc, decorations);
}

function firstLetter(doc: Node, from: number, to: number): number {
  const [letter] = letters.segment(doc.textBetween(from, Math.min(to, from + 24)));
  return Math.max(letter?.segment.length ?? 1, 1);
}
