import { ActionIcon, Tooltip } from '@mantine/core';
import { IconKeyboard, IconLink, IconSearch } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { numberedBlocks } from '../paragraphNumbers.ts';
import { OutlineMenu } from './OutlineMenu.tsx';

interface PaneButtonsProps {
  /** The editor or the view that shows the text. */
  readonly editor: Editor;
  readonly prefix: string | null;
  /** Copies a link to the paragraph with this number; null: there is nothing to cite. */
  readonly copyLink: ((number: number) => void) | null;
  readonly onFind: () => void;
  readonly onShortcuts: () => void;
}

/** Beside the formatting row, for readers too: the outline, finding, the shortcuts. */
export function PaneButtons({ editor, prefix, copyLink, onFind, onShortcuts }: PaneButtonsProps) {
  const { t } = useTranslation();
  return (
    <div className="pane-buttons">
      <OutlineMenu editor={editor} prefix={prefix} />
      {/* Who writes has it in the block's menu. */}
      {copyLink !== null && !editor.isEditable && (
        <Tooltip label={t('tools.citation.copyCurrent')}>
          <ActionIcon
            className="editor-tool"
            aria-label={t('tools.citation.copyCurrent')}
            onClick={() => copyLink(shownNumber(editor))}
          >
            <IconLink size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={`${t('tools.find.title')} · Ctrl+F`}>
        <ActionIcon className="editor-tool" aria-label={t('tools.find.title')} onClick={onFind}>
          <IconSearch size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('tools.shortcuts.title')} · ?`}>
        <ActionIcon
          className="editor-tool pane-shortcuts"
          aria-label={t('tools.shortcuts.title')}
          onClick={onShortcuts}
        >
          <IconKeyboard size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** The paragraph in which something is selected, else the first that can be seen. */
function shownNumber({ state, view }: Editor): number {
  const blocks = numberedBlocks(state.doc);
  const { selection } = state;
  const isSelected = !selection.empty || document.getSelection()?.isCollapsed === false;
  const box = view.dom.closest('.sheet-text')?.getBoundingClientRect() ?? { top: 0 };
  const found = isSelected
    ? blocks.find(({ position, size }) => position + size > selection.from)
    : blocks.find(({ position }) => {
        const element = view.nodeDOM(position);
        return element instanceof Element && element.getBoundingClientRect().bottom > box.top;
      });
  return found?.number ?? 1;
}
