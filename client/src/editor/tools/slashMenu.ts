import { type Editor, Extension } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { PluginKey } from '@tiptap/pm/state';
import { exitSuggestion, Suggestion } from '@tiptap/suggestion';
import { isForeign } from '../foreignChanges.ts';
import { textBefore } from './blockText.ts';
import type { WritingHost } from './writingHost.ts';

/** The open menu: what is typed behind the slash, and where that stands. */
export interface SlashView {
  readonly query: string;
  readonly range: { readonly from: number; readonly to: number };
}

const key = new PluginKey('slashMenu');
/** A slash at the start of a block or line, or behind a space, and a word. */
const pattern = /(?:^|[\s\u00a0\ufffc])(\/([^\s/\ufffc]{0,30}))$/;

/**
 * Opens a menu of what can be inserted behind a typed slash. Only this user's own typing opens it: no caret that is
 * put behind an old slash, no text of others, no input method. Escape closes it and leaves the slash.
 */
export const SlashMenu = Extension.create<{ host: WritingHost | null }>({
  name: 'slashMenu',
  priority: 1_200,
  addOptions: () => ({ host: null }),
  addProseMirrorPlugins() {
    const { host } = this.options;
    if (host === null) return [];
    const show = ({ query, range }: SlashView): void => host.onSlash({ query, range });
    return [
      Suggestion({
        pluginKey: key,
        editor: this.editor,
        char: '/',
        decorationClass: 'ruam-slash',
        findSuggestionMatch: ({ $position }) => slashMatch($position),
        shouldShow: ({ editor, transaction }) =>
          isSlashOpen(editor) || (transaction.docChanged && !isForeign(transaction) && !editor.view.composing),
        allow: ({ state }) => {
          const { parent } = state.selection.$from;
          return parent.type.name !== 'codeBlock' && parent.isBlock;
        },
        dismissOnOutsideClick: true,
        render: () => ({
          onStart: show,
          onUpdate: show,
          onExit: () => host.onSlash(null),
          onKeyDown: ({ event }) => event.key !== 'Escape' && host.onSlashKey(event),
        }),
      }),
    ];
  },
});

/** The slash and the word at a caret; null when there is none. */
export function slashMatch($position: ResolvedPos): { range: SlashView['range']; query: string; text: string } | null {
  if (!$position.parent.isTextblock) return null;
  const found = pattern.exec(textBefore($position));
  if (found === null) return null;
  const [, text = '', query = ''] = found;
  return { range: { from: $position.pos - text.length, to: $position.pos }, query, text };
}

/** Closes the menu and leaves what was typed. */
export function closeSlash(editor: Editor): void {
  if (!editor.isDestroyed && isSlashOpen(editor)) exitSuggestion(editor.view, key);
}

/** Takes the slash and its word out of the text, and then does what was chosen. */
export function chooseSlash(editor: Editor, range: SlashView['range'], run: () => void): void {
  editor.chain().focus().deleteRange(range).run();
  run();
}

function isSlashOpen(editor: Editor): boolean {
  const state: unknown = key.getState(editor.state);
  return typeof state === 'object' && state !== null && 'active' in state && state.active === true;
}
