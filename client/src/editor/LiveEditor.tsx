import { documentRoot } from '@ruam/shared/document/schema.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { EditorContent } from '@tiptap/react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import type { DocumentSession } from '../sync/documentSession.ts';
import { heldUpdatesOf } from '../sync/heldUpdates.ts';
import { CaretMargin } from './CaretMargin.tsx';
import { type EditorCommand, runCommand } from './commands.ts';
import { mayBind } from './contentCheck.ts';
import { ForeignChanges } from './foreignChanges.ts';
import { readLeniently } from './lenientSchema.ts';
import { FootnoteList } from './nodes/FootnoteList.tsx';
import { ResolutionKeeper } from './nodes/resolutionKeeper.ts';
import { nodesWithViews } from './nodes/withViews.ts';
import { PaneCommands } from './paneCommands.ts';
import { ParagraphNumbers } from './paragraphNumbers.ts';
import { PassageMarks } from './passageMarks.ts';
import { QuietComposition } from './quietComposition.ts';
import { RemoteCarets } from './remoteCarets.ts';
import { documentExtensions, documentSchema } from './schema.ts';
import { createShortcuts } from './shortcuts.ts';
import { writingExtensions } from './tools/writingExtensions.ts';
import type { WritingHost } from './tools/writingHost.ts';
import { bringsMisplaced, bringsUnknown } from './unknownNames.ts';
import { WholeWords } from './wholeWords.ts';
import './nodes/nodes.css';
import './nodes/tables.css';
import './text.css';

interface LiveEditorProps {
  readonly session: DocumentSession;
  /** Whose evidence register names what the text points to. */
  readonly cycle: string;
  readonly label: string;
  readonly paragraphPrefix: string | null;
  /** A command that is the pane's to carry out, given the chance first; false lets the editor do it. */
  readonly onCommand: (command: EditorCommand) => boolean;
  /** What the menus around the text and its extensions tell each other. */
  readonly writing: WritingHost;
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
export function LiveEditor({ session, cycle, label, paragraphPrefix, writing, ...told }: LiveEditorProps) {
  const { t } = useTranslation();
  const [editor, setEditor] = useState<Editor | null>(null);
  const callbacks = useRef(told);
  callbacks.current = told;
  useLayoutEffect(() => {
    if (!mayBind(readContent(session.doc), documentSchema())) {
      callbacks.current.onUnreadable();
      return;
    }
    const held = heldUpdatesOf(session.doc);
    held.pace(true);
    const made = new Editor({
      extensions: [
        ...documentExtensions(nodesWithViews(cycle, t)),
        Collaboration.configure({ document: session.doc, field: documentRoot }),
        ForeignChanges,
        ResolutionKeeper,
        QuietComposition.configure({
          hold: () => held.hold(),
          release: () => held.release(),
          isHolding: () => held.isHolding,
        }),
        RemoteCarets.configure({ awareness: session.awareness, selfId: session.person.id }),
        ParagraphNumbers.configure({ prefix: paragraphPrefix }),
        WholeWords,
        PassageMarks.configure({
          onClick: (id) => callbacks.current.onMarkClick(id),
          onPlaced: (ids) => callbacks.current.onMarksPlaced(ids),
        }),
        PaneCommands.configure({ carryOut: (command) => callbacks.current.onCommand(command) }),
        createShortcuts(runCommand),
        ...writingExtensions(writing, (file) => t('tools.paste.uploading', { file })),
      ],
      onBeforeCreate: ({ editor: created }) => readLeniently(created.schema),
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
      if (transaction.local || !(bringsUnknown(transaction) || bringsMisplaced(transaction, made.schema))) return;
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
      held.pace(false);
    };
  }, [session, cycle, t, label, paragraphPrefix, writing]);
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
      {editor !== null && <FootnoteList editor={editor} />}
      {editor !== null && <CaretMargin editor={editor} />}
    </div>
  );
}
