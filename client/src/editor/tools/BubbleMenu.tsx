import { ActionIcon, Tooltip } from '@mantine/core';
import { type Editor, isTextSelection } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EditorCommand, editorCommands, isCommandActive } from '../commands.ts';
import { isMac, shortcutWords } from '../shortcuts.ts';
import { placeBeside } from './placeBeside.ts';

interface BubbleMenuProps {
  readonly editor: Editor;
  readonly frame: HTMLElement | null;
  readonly isOffered: (name: EditorCommand) => boolean;
  readonly run: (name: EditorCommand) => void;
}

/** `proves` stands only where the pane can ask which check. */
const wanted: readonly EditorCommand[] = ['bold', 'italic', 'highlight', 'link', 'proves', 'comment'];
/** Their words say already that they are about the selected text. */
const ofSelection: ReadonlySet<EditorCommand> = new Set(['proves', 'comment']);
const height = 42;
const buttonWidth = 38;

/**
 * What can be done with the selected words, over them. It shows when the selecting is over, never while an input method
 * composes; Alt+F10 goes into it, Escape back to the text.
 */
export function BubbleMenu({ editor, frame, isOffered, run }: BubbleMenuProps) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const [isSelecting, setIsSelecting] = useState(false);
  const [isDismissed, setIsDismissed] = useState(false);
  const commands = editorCommands.filter(({ name }) => wanted.includes(name) && isOffered(name));
  const state = useEditorState({
    editor,
    selector: ({ editor: { state: now, view, isFocused, isEditable } }) => {
      const { selection } = now;
      const isWords = isTextSelection(selection) && !selection.empty && selection.$from.parent.inlineContent;
      const isShown = isWords && isEditable && !view.composing && hasWords(editor);
      if (!isShown) return null;
      return {
        from: selection.from,
        to: selection.to,
        isFocused,
        active: commands.filter(({ name }) => isCommandActive(name, editor)).map(({ name }) => name),
      };
    },
  });
  useSelecting(editor, setIsSelecting);
  const selected = state === null ? '' : `${state.from}-${state.to}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection is another wish
  useEffect(() => setIsDismissed(false), [selected]);
  const isOpen = state !== null && !isSelecting && !isDismissed && frame !== null;
  useEffect(() => {
    if (!isOpen) return;
    const { dom } = editor.view;
    const pressed = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') setIsDismissed(true);
      if (!event.altKey || event.key !== 'F10') return;
      event.preventDefault();
      bar.current?.querySelector<HTMLElement>('button')?.focus();
    };
    dom.addEventListener('keydown', pressed);
    return () => dom.removeEventListener('keydown', pressed);
  }, [isOpen, editor]);
  const hasFocus = state?.isFocused === true || bar.current?.contains(document.activeElement) === true;
  if (!isOpen || !hasFocus) return null;
  const width = commands.length * buttonWidth + 12;
  const place = placeBeside(editor, state.from, frame, { width, height }, 'above');
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      setIsDismissed(true);
      editor.commands.focus(null, { scrollIntoView: false });
      return;
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const buttons = [...(bar.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    if (step === 0 || at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={bar}
      className="bubble-menu"
      role="toolbar"
      aria-label={t('tools.bubble.label')}
      style={{ left: place.left, top: place.top }}
      onKeyDown={move}
    >
      {commands.map(({ name, icon: Icon, shortcuts: [first] }) => {
        const label = t(`editor.toolbar.${name}`);
        const keys = first === undefined ? '' : ` · ${shortcutWords(first, isMac(navigator.platform))}`;
        const isActive = state.active.includes(name);
        return (
          <Tooltip key={name} label={label + keys} position="top">
            <ActionIcon
              className="editor-tool"
              size={34}
              aria-label={ofSelection.has(name) ? label : t('tools.bubble.of', { command: label })}
              {...(name === 'comment' ? {} : { 'aria-pressed': isActive })}
              data-active={isActive}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => run(name)}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
}

function hasWords({ state }: Editor): boolean {
  const { from, to } = state.selection;
  return state.doc.textBetween(from, to, ' ', ' ').trim() !== '';
}

/** Whether the mouse is selecting: until it is let go nothing may stand in its way. */
function useSelecting(editor: Editor, report: (isSelecting: boolean) => void): void {
  useEffect(() => {
    const { dom } = editor.view;
    const down = (): void => report(true);
    const up = (): void => report(false);
    dom.addEventListener('pointerdown', down);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
    return () => {
      dom.removeEventListener('pointerdown', down);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
    };
  }, [editor, report]);
}
