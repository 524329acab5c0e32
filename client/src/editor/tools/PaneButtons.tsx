import { ActionIcon, Tooltip } from '@mantine/core';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { OutlineMenu } from './OutlineMenu.tsx';

interface PaneButtonsProps {
  /** The editor or the view that shows the text. */
  readonly editor: Editor;
  readonly prefix: string | null;
  readonly onFind: () => void;
  readonly onShortcuts: () => void;
}

/** Beside the formatting row, for readers too: the outline, finding, the shortcuts. */
export function PaneButtons({ editor, prefix, onFind, onShortcuts }: PaneButtonsProps) {
  const { t } = useTranslation();
  return (
    <div className="pane-buttons">
      <OutlineMenu editor={editor} prefix={prefix} />
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
