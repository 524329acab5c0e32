import { documentRoot } from '@ruam/shared/document/schema.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { EditorContent } from '@tiptap/react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { DocumentSession } from '../sync/documentSession.ts';
import { CaretMargin } from './CaretMargin.tsx';
import { type EditorCommand, runCommand } from './commands.ts';
import { mayBind } from './contentCheck.ts';
import { ParagraphNumbers } from './paragraphNumbers.ts';
import { PassageMarks } from './passageMarks.ts';
import { RecommendationWithView } from './RecommendationView.tsx';
import { RemoteCarets } from './remoteCarets.ts';
import { documentExtensions, documentSchema } from './schema.ts';
import { createShortcuts } from './shortcuts.ts';
import { bringsUnknown } from './unknownNames.ts';
import { WholeWords } from './wholeWords.ts';
import './text.css';

interface LiveEditorProps {
  readonly session: DocumentSession;
  readonly label: string;
  readonly paragraphPrefix: string | null;
  /** A command that is the pane's to carry out, given the chance first; false lets the editor do it. */
  readonly onCommand: (command: EditorCommand) => boolean;
  /** The editor shows the text; null when it is gone. */
  readonly onEditor: (editor: Editor | null) => void;
  /** It is about to go, and the keyboard was in it. */
  readonly onFocusLost: () => void;
  /** The content does not fit the schema: to bind it would delete text (S10). */
  readonly onUnreadable: () => void;
  readonly onMarkClick: (id: string) => void;
  readonly onMarksPlaced: (ids: readonly string[]) => void;
}

/** The writable editor, bound to a replica that has synced. Undo is the own changes only (Yjs). */
export function LiveEditor({ session, label, paragraphPrefix, ...told }: LiveEditorProps) {
  const [editor, setEditor] = useState<Editor | null>(null);
  const callbacks = useRef(told);
  callbacks.current = told;
  useLayoutEffect(() => {
    if (!mayBind(readContent(session.doc), documentSchema())) {
      callbacks.current.onUnreadable();
      return;
    }
    const made = new Editor({
      extensions: [
        ...documentExtensions(RecommendationWithView),
        Collaboration.configure({ document: session.doc, field: documentRoot }),
        RemoteCarets.configure({ awareness: session.awareness, selfId: session.person.id }),
        ParagraphNumbers.configure({ prefix: paragraphPrefix }),
        WholeWords,
        PassageMarks.configure({
          onClick: (id) => callbacks.current.onMarkClick(id),
          onPlaced: (ids) => callbacks.current.onMarksPlaced(ids),
        }),
        createShortcuts((command, current) => callbacks.current.onCommand(command) || runCommand(command, current)),
      ],
      enableContentCheck: true,
      onContentError: () => callbacks.current.onUnreadable(),
      editorProps: {
        attributes: {
          class: 'ruam-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          lang: 'th',
          spellcheck: 'false',
        },
        transformPastedText: (text) => text.normalize('NFC'),
        transformPastedHTML: (html) => html.normalize('NFC'),
      },
    });
    // Before y-tiptap hears of it, which would delete what it does not know (S10).
    const watch = (transaction: Y.Transaction): void => {
      if (transaction.local || !bringsUnknown(transaction)) return;
      made.destroy();
      callbacks.current.onUnreadable();
    };
    session.doc.on('beforeObserverCalls', watch);
    setEditor(made);
    return () => {
      session.doc.off('beforeObserverCalls', watch);
      if (!made.isDestroyed && made.view.hasFocus()) callbacks.current.onFocusLost();
      callbacks.current.onEditor(null);
      setEditor(null);
      made.destroy();
    };
  }, [session, label, paragraphPrefix]);
  useEffect(() => {
    if (editor === null) return;
    // Two frames: node views have drawn themselves and carets have their place.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => callbacks.current.onEditor(editor));
    });
    return () => cancelAnimationFrame(frame);
  }, [editor]);
  return (
    <div className="text-frame">
      <EditorContent editor={editor} />
      {editor !== null && <CaretMargin editor={editor} />}
    </div>
  );
}
