import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberedBlocks, paragraphLabel } from '../paragraphNumbers.ts';
import './citation.css';

interface Asked {
  readonly number: number;
  /** px from the top of the text. */
  readonly top: number;
}

/** A click on a paragraph's number in the margin offers the link to it. */
export function NumberLink({
  editor,
  prefix,
  onCopy,
}: {
  editor: Editor;
  prefix: string | null;
  onCopy: (number: number) => void;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isShown = useRef(false);
  isShown.current = asked !== null;
  useEffect(() => {
    const { dom } = editor.view;
    const clicked = (event: MouseEvent): void => setAsked(editor.isDestroyed ? null : numberAt(editor, event));
    const left = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setAsked(null);
    };
    const changed = ({ transaction }: { transaction: { docChanged: boolean } }): void => {
      if (transaction.docChanged && isShown.current) setAsked(null);
    };
    dom.addEventListener('click', clicked);
    window.addEventListener('keydown', left);
    editor.on('transaction', changed);
    return () => {
      dom.removeEventListener('click', clicked);
      window.removeEventListener('keydown', left);
      editor.off('transaction', changed);
    };
  }, [editor]);
  if (asked === null) return null;
  return (
    <Button
      className="number-link"
      variant="default"
      size="xs"
      style={{ top: asked.top }}
      leftSection={<IconLink size={16} stroke={1.75} aria-hidden />}
      onClick={() => {
        onCopy(asked.number);
        setAsked(null);
      }}
    >
      {t('tools.citation.copy', { place: paragraphLabel(prefix, asked.number) })}
    </Button>
  );
}

/** The paragraph whose number was clicked: what stands left of the block itself is the margin. */
function numberAt({ state, view }: Editor, { target, clientX }: MouseEvent): Asked | null {
  const block = target instanceof Element ? target.closest('[data-number]') : null;
  const frame = view.dom.closest('.document-pane-text');
  if (block === null || frame === null || !view.dom.contains(block)) return null;
  const box = block.getBoundingClientRect();
  const isList = block.tagName === 'LI';
  if (clientX >= box.left - (isList ? 24 : 0)) return null;
  const found = numberedBlocks(state.doc).find(({ position }) => view.nodeDOM(position) === block);
  return found === undefined ? null : { number: found.number, top: box.top - frame.getBoundingClientRect().top };
}
