import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { Fragment, type KeyboardEvent, memo, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CommandEntry, type EditorCommand, editorCommands, isCommandActive, runCommand } from './commands.ts';
import { LinkPopover } from './LinkPopover.tsx';
import { TableMenu } from './nodes/TableMenu.tsx';
import { isInTable } from './nodes/tableCommands.ts';
import { isMac, shortcutWords } from './shortcuts.ts';
import { ToolButton } from './ToolButton.tsx';
import './toolbar.css';

/** They do something once and are never on. */
const momentary: ReadonlySet<EditorCommand> = new Set([
  'undo',
  'redo',
  'recommendation',
  'comment',
  'pageBreak',
  'image',
]);

/** Both sides of the row, a line between groups and the gap behind a button, in px (toolbar.css). */
const rowPadding = 20;
const ruleWidth = 12;
const buttonGap = 1;
const leastInRow = 3;

interface ToolbarProps {
  /** Null while the text is still on its way: the row stands, its buttons wait. */
  readonly editor: Editor | null;
  /** Commands that make no sense here. */
  readonly hidden: ReadonlySet<EditorCommand>;
  readonly isLinkOpen: boolean;
  readonly onLinkOpen: (isOpen: boolean) => void;
  readonly isTableOpen: boolean;
  readonly onTableOpen: (isOpen: boolean) => void;
}

/** The formatting row: one stop of the Tab key, arrows inside. What does not fit into one row stands in a menu at its end. */
export const Toolbar = memo(function Toolbar({
  editor,
  hidden,
  isLinkOpen,
  onLinkOpen,
  isTableOpen,
  onTableOpen,
}: ToolbarProps) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<EditorCommand | 'more'>('undo');
  const entries = editorCommands.filter(({ name }) => !hidden.has(name));
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      current === null
        ? null
        : {
            active: entries.filter(({ name }) => isCommandActive(name, current)).map(({ name }) => name),
            isInTable: isInTable(current),
            canUndo: yUndoPluginKey.getState(current.state)?.hasUndoOps === true,
            canRedo: yUndoPluginKey.getState(current.state)?.hasRedoOps === true,
          },
  });
  // What opens beside its button needs one.
  const isPinned = ({ name }: CommandEntry): boolean =>
    name === 'comment' || (name === 'table' && state?.isInTable === true) || (name === 'link' && isLinkOpen);
  const pinned = entries.filter(isPinned);
  const others = entries.filter((entry) => !isPinned(entry));
  const fitting = useFitting(row, others.map(({ group }) => group).join(' '), pinned.length);
  const inRow = others.slice(0, fitting);
  const rest = others.slice(fitting);
  const isShown = stop === 'more' ? rest.length > 0 : [...inRow, ...pinned].some(({ name }) => name === stop);
  const tabStop = isShown ? stop : 'undo';
  const isOff = (name: EditorCommand): boolean =>
    state === null || (name === 'undo' && !state.canUndo) || (name === 'redo' && !state.canRedo);
  const run = (name: EditorCommand): void => {
    if (editor === null || isOff(name)) return;
    if (name === 'link') onLinkOpen(!isLinkOpen);
    else runCommand(name, editor);
  };
  const button = (entry: CommandEntry): ReactNode => {
    const { name } = entry;
    const isActive = !momentary.has(name) && (state?.active.includes(name) ?? false);
    const shown = (
      <ToolButton
        icon={entry.icon}
        label={t(`editor.toolbar.${name === 'table' && state?.isInTable === true ? 'tableMenu' : name}`)}
        keys={keysOf(entry)}
        isActive={momentary.has(name) ? null : isActive}
        isOff={isOff(name)}
        isStop={tabStop === name}
        onFocus={() => setStop(name)}
        onClick={() => run(name)}
      />
    );
    if (editor === null) return shown;
    if (name === 'link') {
      return (
        <LinkPopover editor={editor} isOpen={isLinkOpen} onOpen={onLinkOpen}>
          <span>{shown}</span>
        </LinkPopover>
      );
    }
    if (name !== 'table' || state?.isInTable !== true) return shown;
    return (
      <TableMenu editor={editor} isOpen={isTableOpen} onOpen={onTableOpen}>
        {shown}
      </TableMenu>
    );
  };
  return (
    <div
      ref={row}
      className="editor-toolbar"
      role="toolbar"
      aria-label={t('editor.toolbar.label')}
      onKeyDown={moveInRow}
    >
      {inRow.map((entry, index) => (
        <Fragment key={entry.name}>
          {index > 0 && inRow[index - 1]?.group !== entry.group && <Rule />}
          {button(entry)}
        </Fragment>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-end" shadow="md" withinPortal returnFocus>
          <Menu.Target>
            <ActionIcon
              className="editor-tool"
              aria-label={t('editor.toolbar.more')}
              tabIndex={tabStop === 'more' ? 0 : -1}
              onFocus={() => setStop('more')}
              onMouseDown={(event) => event.preventDefault()}
            >
              <IconDots size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown className="editor-more">
            {rest.map((entry, index) => (
              <Fragment key={entry.name}>
                {index > 0 && rest[index - 1]?.group !== entry.group && <Menu.Divider />}
                <Menu.Item
                  leftSection={<entry.icon size={18} stroke={1.75} aria-hidden />}
                  rightSection={<span className="editor-more-keys">{keysOf(entry)}</span>}
                  disabled={isOff(entry.name)}
                  data-active={state?.active.includes(entry.name) ?? false}
                  onClick={() => run(entry.name)}
                >
                  {t(`editor.toolbar.${entry.name}`)}
                </Menu.Item>
              </Fragment>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {pinned.map((entry) => (
        <Fragment key={entry.name}>
          <Rule />
          {button(entry)}
        </Fragment>
      ))}
    </div>
  );
});

function Rule() {
  return <span className="editor-toolbar-rule" aria-hidden="true" />;
}

function keysOf({ shortcuts }: CommandEntry): string {
  const [first] = shortcuts;
  return first === undefined ? '' : shortcutWords(first, isMac(navigator.platform));
}

function moveInRow(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button.editor-tool')];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  const next = buttons[(at + step + buttons.length) % buttons.length];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

/**
 * How many commands fit into one row beside the menu and what is pinned; measured, because a finger needs larger buttons.
 *
 * @param groups of the commands, in their order; a line stands between two
 */
function useFitting(row: { readonly current: HTMLDivElement | null }, groups: string, pinned: number): number {
  const count = groups.split(' ').length;
  const [fitting, setFitting] = useState(count);
  useLayoutEffect(() => {
    const element = row.current;
    // It is as wide as what it holds; how much space there is tells what stands around it.
    const frame = element?.parentElement;
    if (element == null || frame == null) return;
    const measure = (): void => {
      const button = (element.querySelector<HTMLElement>('button.editor-tool')?.offsetWidth ?? 0) + buttonGap;
      if (button === buttonGap) return;
      const space = frame.clientWidth - rowPadding - pinned * (button + ruleWidth);
      const names = groups.split(' ');
      const widthOf = (shown: number): number =>
        shown * button + names.slice(1, shown).filter((name, index) => name !== names[index]).length * ruleWidth;
      let next = count;
      while (next > leastInRow && widthOf(next) + (next < count ? button : 0) > space) next -= 1;
      setFitting(next);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    return () => observer.disconnect();
  }, [row, groups, count, pinned]);
  return fitting;
}
