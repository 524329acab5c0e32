import { type Editor, Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { mappingOf } from './changeBetween.ts';
import { createFinder, type FindMatch, type FindQuery } from './findMatches.ts';
import { ownUndoStep } from './ownUndoStep.ts';

/** What is found; `current` is a place in `matches`, null when there is none. */
export interface Found {
  readonly matches: readonly FindMatch[];
  readonly current: number | null;
}

interface FindState extends Found {
  /** Null: nobody looks for anything. */
  readonly find: ReturnType<typeof createFinder> | null;
  readonly decorations: DecorationSet;
}

type FindChange =
  | { readonly name: 'look'; readonly query: FindQuery | null; readonly near: number }
  | { readonly name: 'again' }
  | { readonly name: 'go'; readonly to: number };

const key = new PluginKey<FindState>('findInText');
const nothing: FindState = { find: null, matches: [], current: null, decorations: DecorationSet.empty };
/** While text changes, what was found is only shifted; this long after it is looked for again. */
const settleMs = 150;

/** Marks what is looked for, by decorations alone, in an editor or in a view to read. */
export const FindInText = Extension.create({
  name: 'findInText',
  addProseMirrorPlugins: () => [createFindPlugin()],
});

/** The plugin of `FindInText`. */
export function createFindPlugin(): Plugin {
  return new Plugin<FindState>({
    key,
    state: {
      init: () => nothing,
      apply(transaction, before, old, state) {
        const change: FindChange | undefined = transaction.getMeta(key);
        if (change !== undefined) return changed(before, change, state);
        if (!transaction.docChanged || before.find === null) return before;
        const mapping = mappingOf(transaction, old.doc);
        const matches = before.matches.map(({ from, to }) => ({ from: mapping.map(from, 1), to: mapping.map(to, -1) }));
        return { ...before, matches, decorations: before.decorations.map(mapping, state.doc) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view: (view) => settle(view),
  });
}

/** What is found now. */
export function foundIn(state: EditorState): Found {
  return key.getState(state) ?? nothing;
}

/** Looks for a query from now on, first near the selection; null ends it. */
export function lookFor(state: EditorState, query: FindQuery | null): Transaction {
  const near = foundIn(state).matches[foundIn(state).current ?? -1]?.from ?? state.selection.from;
  return told(state, { name: 'look', query: query?.text === '' ? null : query, near });
}

/** Makes the next or previous match the current one, round and round. */
export function goToMatch(state: EditorState, step: 1 | -1): Transaction {
  const { matches, current } = foundIn(state);
  const from = current ?? (step === 1 ? -1 : 0);
  const to = matches.length === 0 ? 0 : (from + step + matches.length) % matches.length;
  return told(state, { name: 'go', to });
}

/** Brings the current match into view, and selects it where one may write. */
export function showCurrent(editor: Editor): void {
  const { matches, current } = foundIn(editor.state);
  const match = matches[current ?? -1];
  if (match === undefined) return;
  const { state, view } = editor;
  if (editor.isEditable) view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)));
  view.dom.querySelector('.ruam-found-current')?.scrollIntoView({ block: 'center' });
}

/**
 * Replaces the current match, or all, in one step to undo. Looks first, so that only what stands there now is replaced.
 * Null when there is nothing to replace.
 */
export function replaceMatches(state: EditorState, replacement: string, which: 'current' | 'all'): Transaction | null {
  const found = key.getState(state);
  if (found?.find == null) return null;
  const matches = found.find(state.doc);
  const current = found.matches[found.current ?? -1];
  const chosen =
    which === 'all' ? matches : matches.filter(({ from, to }) => from === current?.from && to === current.to);
  if (chosen.length === 0) return null;
  const transaction = state.tr;
  const text = replacement.normalize('NFC');
  for (const { from, to } of [...chosen].reverse()) {
    const marks = state.doc.resolve(from + 1).marks();
    if (text === '') transaction.delete(from, to);
    else transaction.replaceWith(from, to, state.schema.text(text, marks));
  }
  const last = chosen.at(which === 'all' ? 0 : -1);
  if (last !== undefined && which === 'current') {
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(last.from + text.length)));
  }
  return transaction;
}

/** Dispatches a replacement as a step of its own to undo, and looks again. @returns whether anything was replaced */
export function replaceInEditor(editor: Editor, replacement: string, which: 'current' | 'all'): boolean {
  const transaction = replaceMatches(editor.state, replacement, which);
  if (transaction === null) return false;
  ownUndoStep(editor, () => editor.view.dispatch(transaction));
  editor.view.dispatch(told(editor.state, { name: 'again' }));
  return true;
}

function told(state: EditorState, change: FindChange): Transaction {
  return state.tr.setMeta(key, change).setMeta('addToHistory', false);
}

function changed(before: FindState, change: FindChange, state: EditorState): FindState {
  switch (change.name) {
    case 'look': {
      if (change.query === null) return nothing;
      const find = createFinder(change.query);
      return placed(find, find(state.doc), change.near, state);
    }
    case 'again': {
      if (before.find === null) return before;
      const near = before.matches[before.current ?? -1]?.from ?? state.selection.from;
      return placed(before.find, before.find(state.doc), near, state);
    }
    case 'go': {
      const current = before.matches[change.to] === undefined ? null : change.to;
      return { ...before, current, decorations: decorate(state, before.matches, current) };
    }
  }
}

function placed(find: FindState['find'], matches: readonly FindMatch[], near: number, state: EditorState): FindState {
  const behind = matches.findIndex(({ from }) => from >= near);
  const current = matches.length === 0 ? null : Math.max(0, behind);
  return { find, matches, current, decorations: decorate(state, matches, current) };
}

function decorate({ doc }: EditorState, matches: readonly FindMatch[], current: number | null): DecorationSet {
  return DecorationSet.create(
    doc,
    matches.map(({ from, to }, place) =>
      Decoration.inline(from, to, { class: place === current ? 'ruam-found ruam-found-current' : 'ruam-found' }),
    ),
  );
}

function settle(view: EditorView) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const look = (): void => {
    timer = null;
    if (view.isDestroyed) return;
    // Nothing is redrawn under the hands of an input method.
    if (view.composing) timer = setTimeout(look, settleMs);
    else view.dispatch(told(view.state, { name: 'again' }));
  };
  return {
    update(_view: EditorView, before: EditorState) {
      if (view.state.doc === before.doc || key.getState(view.state)?.find == null) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(look, settleMs);
    },
    destroy() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
