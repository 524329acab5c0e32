import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconListTree } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../../ui/ThaiText.tsx';
import { paragraphLabel } from '../paragraphNumbers.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';

/** With fewer headings there is nothing to find one's way in. */
const leastHeadings = 2;

/** The headings of the text with their paragraph numbers, to go to; offered from two headings on. */
export function OutlineMenu({ editor, prefix }: { editor: Editor; prefix: string | null }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const entries = useEditorState({
    editor,
    selector: ({ editor: now }) => outlineOf(now.state),
  });
  if (entries.length < leastHeadings) return null;
  const go = ({ position }: OutlineEntry): void => {
    setIsOpen(false);
    const { state, view } = editor;
    if (editor.isEditable) {
      view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(position + 1))));
      editor.commands.focus(null, { scrollIntoView: false });
    }
    const element = view.nodeDOM(position);
    if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' });
  };
  const label = t('tools.outline.title');
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width={340}
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <Tooltip label={label}>
            <ActionIcon
              className="editor-tool"
              aria-label={label}
              aria-expanded={isOpen}
              onClick={() => setIsOpen(!isOpen)}
            >
              <IconListTree size={18} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </span>
      </Popover.Target>
      <Popover.Dropdown className="outline-menu">
        <nav aria-label={label}>
          <ol>
            {entries.map((entry) => (
              <li key={entry.position} data-level={entry.level}>
                <button type="button" aria-current={entry.isCurrent ? 'location' : undefined} onClick={() => go(entry)}>
                  <span className="outline-number">{paragraphLabel(prefix, entry.number)}</span>
                  <span lang="th">
                    <ThaiText>{entry.text}</ThaiText>
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </nav>
      </Popover.Dropdown>
    </Popover>
  );
}
