import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** A composition in which nothing happens this long is committed as it is, where others have written meanwhile. */
const idleMs = 15_000;

/** Holds back what others write, and lets it in. */
interface Holding {
  readonly hold: () => void;
  readonly release: () => void;
  /** Whether something is held back. */
  readonly isHolding: () => boolean;
}

/**
 * While an input method composes, what others write waits until the word is committed: the text under its hands must not
 * be drawn anew, or it types its letters twice. Thai phones compose every word.
 */
export const QuietComposition = Extension.create<Holding>({
  name: 'quietComposition',
  addOptions: () => ({ hold: () => {}, release: () => {}, isHolding: () => false }),
  addProseMirrorPlugins() {
    return [new Plugin({ view: (view) => followCompositions(view, this.options) })];
  },
});

/** Draws something in the text now, or as soon as no input method composes there. */
export function afterComposition(view: EditorView, draw: () => void): void {
  if (!view.composing) {
    draw();
    return;
  }
  const ended = (): void => {
    setTimeout(() => {
      if (!view.isDestroyed) afterComposition(view, draw);
    });
  };
  view.dom.addEventListener('compositionend', ended, { once: true });
}

function followCompositions({ dom }: EditorView, { hold, release, isHolding }: Holding) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const composing = (): void => {
    hold();
    rest();
  };
  const rest = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (isHolding() ? commit() : rest()), idleMs);
  };
  const commit = (): void => {
    // Leaving the field is the only way to tell every input method that its word has ended; the selection stays.
    dom.blur();
    dom.focus({ preventScroll: true });
    // Where the browser does not say that it ended.
    timer = setTimeout(release);
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
