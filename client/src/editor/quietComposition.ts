import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** A composition in which nothing happens this long is left to the browser: others are seen again. */
const idleMs = 15_000;

/** Holds back what others write, and lets it in. */
interface Holding {
  readonly hold: () => void;
  readonly release: () => void;
}

/**
 * While an input method composes, what others write waits until the word is committed (at most as long as the composition
 * rests): the text under its hands must not be drawn anew. Thai phones compose every word.
 */
export const QuietComposition = Extension.create<Holding>({
  name: 'quietComposition',
  addOptions: () => ({ hold: () => {}, release: () => {} }),
  addProseMirrorPlugins() {
    return [new Plugin({ view: (view) => followCompositions(view, this.options) })];
  },
});

function followCompositions({ dom }: EditorView, { hold, release }: Holding) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const composing = (): void => {
    hold();
    clearTimeout(timer);
    timer = setTimeout(release, idleMs);
  };
  const ended = (): void => {
    clearTimeout(timer);
    // ProseMirror, which heard of it before, reads the last letters first: in a microtask of its own.
    queueMicrotask(release);
  };
  dom.addEventListener('compositionstart', composing);
  dom.addEventListener('compositionupdate', composing);
  dom.addEventListener('compositionend', ended);
  return {
    destroy: () => {
      clearTimeout(timer);
      dom.removeEventListener('compositionstart', composing);
      dom.removeEventListener('compositionupdate', composing);
      dom.removeEventListener('compositionend', ended);
      release();
    },
  };
}
