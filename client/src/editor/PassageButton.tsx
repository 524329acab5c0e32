import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Stands in the margin beside what is selected, to comment on it. */
export function PassageButton({ editor, onComment }: { editor: Editor; onComment: () => void }) {
  const { t } = useTranslation();
  const [top, setTop] = useState<number | null>(null);
  useEffect(() => {
    let frame: number | null = null;
    const measure = (): void => {
      frame = null;
      setTop(editor.isDestroyed ? null : selectionEnd(editor));
    };
    const schedule = (): void => {
      frame ??= requestAnimationFrame(measure);
    };
    // What is selected already, before there was anything to comment with.
    schedule();
    document.addEventListener('selectionchange', schedule);
    editor.on('selectionUpdate', schedule);
    return () => {
      document.removeEventListener('selectionchange', schedule);
      editor.off('selectionUpdate', schedule);
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [editor]);
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

/** The line on which the selection ends, in px from the top of the text; null when nothing of it is selected. */
function selectionEnd(editor: Editor): number | null {
  const chosen = document.getSelection();
  const { dom } = editor.view;
  const isHere =
    chosen !== null && !chosen.isCollapsed && dom.contains(chosen.anchorNode) && dom.contains(chosen.focusNode);
  if (!isHere || editor.state.selection.empty) return null;
  return editor.view.coordsAtPos(editor.state.selection.to).top - dom.getBoundingClientRect().top;
}
