import { type Editor, Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { type EditorCommand, editorCommands } from './commands.ts';

/** A key combination; `key` is a lower-case letter or digit, Ctrl is Cmd on a Mac. */
export interface Shortcut {
  readonly key: string;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/**
 * Formatting by keyboard under any layout: a Latin letter is taken as typed, else the key's place (`event.code`)
 * decides, because under the Thai layout Ctrl+B is Ctrl+ิ.
 *
 * @param run runs a command; false lets the key pass
 */
export function createShortcuts(run: (command: EditorCommand, editor: Editor) => boolean): Extension {
  return Extension.create({
    name: 'shortcuts',
    priority: 1_100,
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          props: {
            handleKeyDown: (_view, event) => {
              const command = commandFor(event, isMac(navigator.platform));
              return command !== null && run(command, editor);
            },
          },
        }),
      ];
    },
  });
}

/** The command of a key press; null when it has none, while composing, and for AltGr, which types letters. */
export function commandFor(event: KeyboardEvent, mac: boolean): EditorCommand | null {
  if (event.isComposing || event.getModifierState('AltGraph')) return null;
  if (!(mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey)) return null;
  const key = keyOf(event);
  const found = editorCommands.find(({ shortcuts }) =>
    shortcuts.some(
      (shortcut) =>
        shortcut.key === key &&
        (shortcut.shift ?? false) === event.shiftKey &&
        (shortcut.alt ?? false) === event.altKey,
    ),
  );
  return found?.name ?? null;
}

/** "Ctrl+Shift+8", or "⌘⇧8" on a Mac. */
export function shortcutWords({ key, shift, alt }: Shortcut, mac: boolean): string {
  const letter = key.toUpperCase();
  if (mac) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}⌘${letter}`;
  return ['Ctrl', ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), letter].join('+');
}

/** Whether Cmd takes the place of Ctrl. */
export function isMac(platform: string): boolean {
  return /Mac|iPhone|iPad/.test(platform);
}

function keyOf(event: KeyboardEvent): string {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1]?.toLowerCase() ?? '';
}
