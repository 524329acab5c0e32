import type { Content } from '@ruam/shared/document/content.ts';
import { Editor } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { EditorContent } from '@tiptap/react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { viewable } from './contentCheck.ts';
import { FootnoteList } from './nodes/FootnoteList.tsx';
import { nodesWithViews } from './nodes/withViews.ts';
import { ParagraphNumbers } from './paragraphNumbers.ts';
import { PassageMarks } from './passageMarks.ts';
import { documentExtensions } from './schema.ts';
import { FindInText } from './tools/findInText.ts';
import { WholeWords } from './wholeWords.ts';
import './nodes/nodes.css';
import './nodes/tables.css';
import './text.css';

interface TextViewProps {
  /** Whose evidence register names what the text points to. */
  readonly cycle: string;
  readonly content: Content;
  readonly label: string;
  readonly paragraphPrefix: string | null;
  /** Its element is on the page; what this returns is called before that goes. */
  readonly onShown: (reader: HTMLElement) => () => void;
  /** The view shows the text; null when it is gone. */
  readonly onEditor: (editor: Editor | null) => void;
  readonly onMarkClick: (id: string) => void;
  readonly onMarksPlaced: (ids: readonly string[]) => void;
}

/**
 * A document to read: the same schema as the editor's, but never bound to a replica, so that showing it changes
 * nothing (S10). New content replaces only what differs, and selections outside of that stay.
 */
export function TextView({ cycle, content, label, paragraphPrefix, onShown, ...told }: TextViewProps) {
  const { t } = useTranslation();
  const [editor, setEditor] = useState<Editor | null>(null);
  const latest = useRef(content);
  latest.current = content;
  const callbacks = useRef(told);
  callbacks.current = told;
  useLayoutEffect(() => {
    const made = new Editor({
      editable: false,
      extensions: [
        ...documentExtensions(nodesWithViews(cycle, t)),
        ParagraphNumbers.configure({ prefix: paragraphPrefix, marksCurrent: false }),
        WholeWords,
        FindInText,
        PassageMarks.configure({
          onClick: (id) => callbacks.current.onMarkClick(id),
          onPlaced: (ids) => callbacks.current.onMarksPlaced(ids),
        }),
      ],
      editorProps: {
        attributes: { class: 'ruam-text', role: 'article', 'aria-label': label, lang: 'th', tabindex: '-1' },
      },
    });
    show(made, latest.current);
    setEditor(made);
    callbacks.current.onEditor(made);
    return () => {
      callbacks.current.onEditor(null);
      made.destroy();
    };
  }, [cycle, t, label, paragraphPrefix]);
  useLayoutEffect(() => {
    if (editor !== null && !editor.isDestroyed) show(editor, content);
  }, [editor, content]);
  useLayoutEffect(
    () => (editor === null || editor.isDestroyed ? undefined : onShown(editor.view.dom)),
    [editor, onShown],
  );
  return (
    <div className="text-frame">
      <EditorContent editor={editor} />
      {editor !== null && <FootnoteList editor={editor} />}
    </div>
  );
}

function show(editor: Editor, content: Content): void {
  const before = editor.state.doc;
  const next = editor.schema.nodeFromJSON(viewable(content));
  const range = changedRange(before, next);
  if (range === null) return;
  const slice = new Slice(Fragment.from(range.blocks), 0, 0);
  editor.view.dispatch(editor.state.tr.replace(range.from, range.to, slice));
}

/** The top-level blocks between the common start and the common end of two documents. */
function changedRange(before: Node, next: Node): { from: number; to: number; blocks: Node[] } | null {
  let first = 0;
  let from = 0;
  const shorter = Math.min(before.childCount, next.childCount);
  while (first < shorter && before.child(first).eq(next.child(first))) {
    from += before.child(first).nodeSize;
    first += 1;
  }
  let common = 0;
  let to = before.content.size;
  while (
    common < shorter - first &&
    before.child(before.childCount - 1 - common).eq(next.child(next.childCount - 1 - common))
  ) {
    to -= before.child(before.childCount - 1 - common).nodeSize;
    common += 1;
  }
  const blocks = next.content.content.slice(first, next.childCount - common);
  return from === to && blocks.length === 0 ? null : { from, to, blocks };
}
