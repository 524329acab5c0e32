import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconMessageCircle,
  IconTextPlus,
  IconUnderline,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EditorCommand, editorCommands, isCommandActive, runCommand } from './commands.ts';
import { LinkPopover } from './LinkPopover.tsx';
import { isMac, shortcutWords } from './shortcuts.ts';
import './toolbar.css';

const icons = {
  undo: IconArrowBackUp,
  redo: IconArrowForwardUp,
  bold: IconBold,
  italic: IconItalic,
  underline: IconUnderline,
  heading2: IconH2,
  heading3: IconH3,
  bulletList: IconList,
  orderedList: IconListNumbers,
  blockquote: IconBlockquote,
  link: IconLink,
  recommendation: IconTextPlus,
  comment: IconMessageCircle,
} as const;
/** A line stands before these. */
const groupStarts: ReadonlySet<EditorCommand> = new Set([
  'bold',
  'heading2',
  'bulletList',
  'recommendation',
  'comment',
]);
const momentary: ReadonlySet<EditorCommand> = new Set(['undo', 'redo', 'recommendation', 'comment']);

interface ToolbarProps {
  /** Null while the text is still on its way: the row stands, its buttons wait. */
  readonly editor: Editor | null;
  readonly hasRecommendations: boolean;
  readonly isLinkOpen: boolean;
  readonly onLinkOpen: (isOpen: boolean) => void;
  /** Comments on what is selected; left out when the person may not. */
  readonly onComment?: (() => void) | undefined;
}

/** The formatting row: one stop of the Tab key, arrows inside. */
export function Toolbar({ editor, hasRecommendations, isLinkOpen, onLinkOpen, onComment }: ToolbarProps) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<EditorCommand>('undo');
  const commands = editorCommands.filter(
    ({ name }) => (name !== 'recommendation' || hasRecommendations) && (name !== 'comment' || onComment !== undefined),
  );
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      current === null
        ? null
        : {
            active: commands.filter(({ name }) => isCommandActive(name, current)).map(({ name }) => name),
            canUndo: current.can().undo(),
            canRedo: current.can().redo(),
          },
  });
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(row.current?.querySelectorAll<HTMLElement>('button.editor-tool') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = buttons[(at + step + buttons.length) % buttons.length];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div ref={row} className="editor-toolbar" role="toolbar" aria-label={t('editor.toolbar.label')} onKeyDown={move}>
      {commands.map(({ name, shortcuts: [first] }) => {
        const Icon = icons[name];
        const label = t(`editor.toolbar.${name}`);
        const keys = first === undefined ? '' : shortcutWords(first, isMac(navigator.platform));
        const isActive = !momentary.has(name) && (state?.active.includes(name) ?? false);
        const isOff = state === null || (name === 'undo' && !state.canUndo) || (name === 'redo' && !state.canRedo);
        const button = (
          <Tooltip label={`${label} · ${keys}`}>
            <ActionIcon
              className="editor-tool"
              aria-label={label}
              {...(keys === '' ? {} : { 'aria-keyshortcuts': keys.replace('Ctrl', 'Control') })}
              {...(momentary.has(name) ? {} : { 'aria-pressed': isActive })}
              data-active={isActive}
              aria-disabled={isOff}
              tabIndex={stop === name ? 0 : -1}
              onFocus={() => setStop(name)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                if (editor === null || isOff) return;
                if (name === 'link') onLinkOpen(!isLinkOpen);
                else if (name === 'comment') onComment?.();
                else runCommand(name, editor);
              }}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
        return (
          <Fragment key={name}>
            {groupStarts.has(name) && <span className="editor-toolbar-rule" aria-hidden="true" />}
            {name === 'link' && editor !== null ? (
              <LinkPopover editor={editor} isOpen={isLinkOpen} onOpen={onLinkOpen}>
                <span>{button}</span>
              </LinkPopover>
            ) : (
              button
            )}
          </Fragment>
        );
      })}
    </div>
  );
}
