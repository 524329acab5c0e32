import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { z } from 'zod';
import { userOf } from '../sync/presence.ts';

/** Another person's caret, where it stands now. */
export interface RemoteCaret {
  readonly clientId: number;
  readonly personId: string;
  readonly name: string;
  /** 1-8 */
  readonly colorIndex: number;
  readonly position: number;
}

const cursorSchema = z.object({ cursor: z.object({ anchor: z.unknown(), head: z.unknown() }) });
const key = new PluginKey<DecorationSet>('remoteCarets');
/** Who has not moved for so long is still there, but steps back. */
const idleMs = 20_000;

/**
 * The carets and selections of others: a line of 2 px and a tint, drawn as decorations without any content, so that
 * Thai clusters are neither broken nor covered; the names stand in the margin (CaretMargin). The own caret is sent as
 * Yjs relative positions while the editor has the focus.
 */
export const RemoteCarets = Extension.create<{ awareness: Awareness | null; selfId: string }>({
  name: 'remoteCarets',
  // Below Collaboration: its view must have written a change to Yjs before positions are read from it.
  priority: 900,
  addOptions: () => ({ awareness: null, selfId: '' }),
  addProseMirrorPlugins() {
    const { awareness, selfId } = this.options;
    if (awareness === null) return [];
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, before, _old, state) {
            const isRemote = transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
            if (isRemote || transaction.getMeta(key) === 'moved') return decorate(state, awareness, selfId);
            return transaction.docChanged ? before.map(transaction.mapping, transaction.doc) : before;
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => followCarets(view, awareness),
      }),
    ];
  },
});

/** The carets of others in an editor's state, in no order. */
export function remoteCaretsOf(state: EditorState): readonly RemoteCaret[] {
  return (key.getState(state)?.find() ?? []).flatMap(({ from, spec }) =>
    isCaretSpec(spec) ? [{ ...spec.caret, position: from }] : [],
  );
}

interface CaretSpec {
  readonly caret: Omit<RemoteCaret, 'position'>;
}

function isCaretSpec(spec: unknown): spec is CaretSpec {
  return typeof spec === 'object' && spec !== null && 'caret' in spec;
}

function followCarets(view: EditorView, awareness: Awareness) {
  let frame: number | null = null;
  const moved = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      // What they stand on may not be here yet, and a caret drawn in it ends the composition (QuietComposition).
      if (!view.isDestroyed && !view.composing)
        view.dispatch(view.state.tr.setMeta(key, 'moved').setMeta('addToHistory', false));
    });
  };
  const send = (): void => sendCaret(view, awareness);
  const idle = followIdle(view);
  const changed = ({ added, updated }: { added: readonly number[]; updated: readonly number[] }): void => {
    for (const clientId of [...added, ...updated]) idle.moved(clientId);
    moved();
  };
  awareness.on('change', changed);
  view.dom.addEventListener('focusin', send);
  view.dom.addEventListener('focusout', send);
  view.dom.addEventListener('compositionend', moved);
  moved();
  return {
    update: send,
    destroy: () => {
      if (frame !== null) cancelAnimationFrame(frame);
      idle.end();
      awareness.off('change', changed);
      view.dom.removeEventListener('focusin', send);
      view.dom.removeEventListener('focusout', send);
      view.dom.removeEventListener('compositionend', moved);
      if (awareness.getLocalState() !== null) awareness.setLocalStateField('cursor', null);
    },
  };
}

function sendCaret(view: EditorView, awareness: Awareness): void {
  const sync = ySyncPluginKey.getState(view.state);
  const local = awareness.getLocalState();
  if (!sync?.binding || local === null) return;
  if (!view.hasFocus()) {
    if (local.cursor) awareness.setLocalStateField('cursor', null);
    return;
  }
  const { anchor, head } = view.state.selection;
  const relative = (position: number): unknown =>
    absolutePositionToRelativePosition(position, sync.type, sync.binding.mapping);
  const cursor = { anchor: relative(anchor), head: relative(head) };
  if (JSON.stringify(cursor) !== JSON.stringify(local.cursor ?? null)) awareness.setLocalStateField('cursor', cursor);
}

function decorate(state: EditorState, awareness: Awareness, selfId: string): DecorationSet {
  const sync = ySyncPluginKey.getState(state);
  if (!sync?.binding || sync.binding.mapping.size === 0) return DecorationSet.empty;
  const absolute = (relative: unknown): number | null => {
    const position = relativePositionToAbsolutePosition(
      sync.doc,
      sync.type,
      Y.createRelativePositionFromJSON(relative),
      sync.binding.mapping,
    );
    return position === null ? null : Math.min(position, Math.max(state.doc.content.size - 1, 0));
  };
  const decorations: Decoration[] = [];
  for (const [clientId, awarenessState] of awareness.getStates()) {
    const user = userOf(awarenessState);
    const parsed = cursorSchema.safeParse(awarenessState);
    if (clientId === awareness.clientID || user === null || user.id === selfId || !parsed.success) continue;
    const anchor = absolute(parsed.data.cursor.anchor);
    const head = absolute(parsed.data.cursor.head);
    if (anchor === null || head === null) continue;
    const { id: personId, name, colorIndex } = user;
    decorations.push(
      Decoration.widget(head, () => caretElement(clientId, colorIndex), {
        key: `caret-${clientId}-${colorIndex}`,
        side: 10,
        ignoreSelection: true,
        caret: { clientId, personId, name, colorIndex },
      }),
    );
    if (anchor !== head) {
      decorations.push(
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
          class: 'ruam-remote-selection',
          style: `--person: var(--ruam-presence-${colorIndex})`,
        }),
      );
    }
  }
  return DecorationSet.create(state.doc, decorations);
}

/**
 * A caret that has not moved for a while steps back (carets.css), and its name with it; one that moves is bright again. No
 * animation of the browser's: it would keep every caret that was ever drawn.
 */
function followIdle(view: EditorView) {
  const movedAt = new Map<number, number>();
  const resting = new Set<number>();
  const mark = (clientId: number, isIdle: boolean): void => {
    for (const drawn of view.dom.closest('.text-frame')?.querySelectorAll(`[data-client="${clientId}"]`) ?? [])
      drawn.toggleAttribute('data-idle', isIdle);
  };
  const look = (): void => {
    for (const [clientId, at] of movedAt) {
      if (performance.now() - at < idleMs) continue;
      movedAt.delete(clientId);
      resting.add(clientId);
    }
    // Also what was drawn anew since.
    for (const clientId of resting) mark(clientId, true);
  };
  const timer = setInterval(look, idleMs / 4);
  return {
    moved(clientId: number): void {
      movedAt.set(clientId, performance.now());
      if (resting.delete(clientId)) mark(clientId, false);
    },
    end: () => clearInterval(timer),
  };
}

function caretElement(clientId: number, colorIndex: number): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'ruam-remote-caret';
  caret.dataset.client = String(clientId);
  caret.style.setProperty('--person', `var(--ruam-presence-${colorIndex})`);
  return caret;
}
