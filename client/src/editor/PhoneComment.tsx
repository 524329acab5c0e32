import { Button } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { useSelectionEnd } from './useSelectionEnd.ts';

/** In the bar at the foot of a phone: comments on what is selected; while nothing is, opens the comments of the text. */
export function PhoneComment({
  editor,
  mayComment,
  onComment,
  onShow,
}: {
  editor: Editor;
  mayComment: boolean;
  /** Null: the text is not quite here yet. */
  onComment: (() => void) | null;
  onShow: () => void;
}) {
  const { t } = useTranslation();
  const isSelected = useSelectionEnd(editor) !== null && onComment !== null;
  const words = !mayComment ? 'threads.title' : isSelected ? 'editor.comment' : 'threads.bar';
  return (
    <Button
      className="phone-comment"
      data-selected={isSelected}
      leftSection={<IconMessageCircle size={20} stroke={1.75} aria-hidden />}
      // A tap must leave what is selected selected.
      onMouseDown={(event) => event.preventDefault()}
      onClick={isSelected ? onComment : onShow}
    >
      {t(words)}
    </Button>
  );
}
