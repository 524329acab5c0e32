import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const known = new WeakMap<Node, readonly Node[]>();

/** The notes beneath the text, in the order of their numbers; nothing without any. */
export function FootnoteList({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const [notes, setNotes] = useState<readonly Node[]>([]);
  useEffect(() => {
    let shown: readonly Node[] = [];
    const read = (): void => {
      const next = footnotesOf(editor.state.doc);
      if (shown.length === next.length && shown.every((note, index) => note === next[index])) return;
      shown = next;
      setNotes(next);
    };
    read();
    editor.on('update', read);
    // The view of a reader takes new content without being asked to.
    editor.on('transaction', read);
    return () => {
      editor.off('update', read);
      editor.off('transaction', read);
    };
  }, [editor]);
  if (notes.length === 0) return null;
  return (
    <ol className="footnote-list" lang="th" aria-label={t('editor.footnote.list')}>
      {notes.map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a note is known by its number
        <li key={index}>{note.textContent}</li>
      ))}
    </ol>
  );
}

/** Asked at every key: a block that has not changed is not searched again. */
function footnotesOf(parent: Node): readonly Node[] {
  const before = known.get(parent);
  if (before !== undefined) return before;
  const found = parent.children.flatMap((child) =>
    child.type.name === 'footnote' ? [child] : child.isLeaf ? [] : footnotesOf(child),
  );
  known.set(parent, found);
  return found;
}
