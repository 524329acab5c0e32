import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { useSelectionEnd } from './useSelectionEnd.ts';

/** Stands in the margin beside what is selected, to comment on it. */
export function PassageButton({ editor, onComment }: { editor: Editor; onComment: () => void }) {
  const { t } = useTranslation();
  const top = useSelectionEnd(editor);
  if (top === null) return null;
  return (
    <div className="passage-button" style={{ top }}>
      <Tooltip label={`${t('editor.comment')} · Ctrl+Alt+M`} position="left">
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('editor.comment')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={onComment}
        >
          <IconMessageCircle size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
