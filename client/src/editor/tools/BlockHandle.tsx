import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconGripVertical,
  IconLink,
  IconPilcrow,
  IconTrash,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { editorCommands } from '../commands.ts';
import { paragraphLabel } from '../paragraphNumbers.ts';
import { blockFrom, deleteBlock, duplicateBlock, mayTurn, turnBlock, turnTargets } from './blockCommands.ts';
import { type Block, neighbourOf, numberIn } from './blocks.ts';
import { moveBlock } from './moveBlock.ts';
import { useBlockDrag } from './useBlockDrag.ts';
import { useHoveredBlock } from './useHoveredBlock.ts';

interface BlockHandleProps {
  readonly editor: Editor;
  readonly frame: HTMLElement | null;
  readonly prefix: string | null;
  /** Copies a link to the paragraph with this number; null: there is nothing to cite. */
  readonly copyLink: ((number: number) => void) | null;
}

/** The grip beside the block under the mouse: drag it, or open its menu (Ctrl+Alt+. for the block with the caret). */
export function BlockHandle({ editor, frame, prefix, copyLink }: BlockHandleProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { hovered, showCurrent, clear } = useHoveredBlock(editor, frame, isOpen);
  const { line, ...drag } = useBlockDrag(editor, frame);
  useEffect(() => {
    const { dom } = editor.view;
    const pressed = (event: KeyboardEvent): void => {
      if (event.code !== 'Period' || !event.ctrlKey || !event.altKey || event.isComposing) return;
      event.preventDefault();
      // First the grip, which the menu hangs on and takes the keyboard from.
      if (showCurrent()) requestAnimationFrame(() => setIsOpen(true));
    };
    dom.addEventListener('keydown', pressed);
    return () => dom.removeEventListener('keydown', pressed);
  }, [editor, showCurrent]);
  if (hovered === null) return null;
  const act = (change: (block: Block) => void) => (): void => {
    const block = blockFrom(editor, hovered.position);
    if (block !== null) change(block);
    clear();
    editor.commands.focus(null, { scrollIntoView: false });
  };
  const block = isOpen ? blockFrom(editor, hovered.position) : null;
  const number = block === null ? null : numberIn(editor.state.doc, block);
  const turns = editorCommands.filter(({ name }) => turnTargets.includes(name));
  return (
    <>
      <div className="block-handle" data-open={isOpen} style={{ top: hovered.top }}>
        <Menu
          opened={isOpen}
          onChange={setIsOpen}
          position="bottom-start"
          width={230}
          shadow="md"
          returnFocus={false}
          withinPortal={false}
          withInitialFocusPlaceholder={false}
          menuItemTabIndex={0}
        >
          <Menu.Target>
            <ActionIcon
              size={24}
              className="block-grip"
              aria-label={t('tools.block.menu')}
              title={t('tools.block.hint')}
              draggable
              onDragStart={(event) => {
                const dragged = blockFrom(editor, hovered.position);
                if (dragged !== null) drag.begin(event.nativeEvent, dragged);
              }}
              onDragEnd={drag.end}
            >
              <IconGripVertical size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowUp size={17} aria-hidden />}
              rightSection={<kbd>Alt+↑</kbd>}
              disabled={block === null || neighbourOf(block, -1) === null}
              onClick={act((one) => moveBlock(editor, one, -1))}
            >
              {t('tools.block.up')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={17} aria-hidden />}
              rightSection={<kbd>Alt+↓</kbd>}
              disabled={block === null || neighbourOf(block, 1) === null}
              onClick={act((one) => moveBlock(editor, one, 1))}
            >
              {t('tools.block.down')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconCopy size={17} aria-hidden />}
              onClick={act((one) => duplicateBlock(editor, one))}
            >
              {t('tools.block.duplicate')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={17} aria-hidden />}
              onClick={act((one) => deleteBlock(editor, one))}
            >
              {t('tools.block.delete')}
            </Menu.Item>
            {number !== null && copyLink !== null && (
              <Menu.Item leftSection={<IconLink size={17} aria-hidden />} onClick={act(() => copyLink(number))}>
                {t('tools.citation.copy', { place: paragraphLabel(prefix, number) })}
              </Menu.Item>
            )}
            {block !== null && mayTurn(block) && (
              <>
                <Menu.Divider />
                <Menu.Label>{t('tools.block.turn')}</Menu.Label>
                <Menu.Item
                  leftSection={<IconPilcrow size={17} aria-hidden />}
                  onClick={act((one) => turnBlock(editor, one, 'paragraph'))}
                >
                  {t('tools.block.paragraph')}
                </Menu.Item>
                {turns.map(({ name, icon: Icon }) => (
                  <Menu.Item
                    key={name}
                    leftSection={<Icon size={17} aria-hidden />}
                    onClick={act((one) => turnBlock(editor, one, name))}
                  >
                    {t(`editor.toolbar.${name}`)}
                  </Menu.Item>
                ))}
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {line !== null && <div className="block-drop-line" style={{ top: line }} aria-hidden="true" />}
    </>
  );
}
