import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorCommand } from './commands.ts';
import { Toolbar } from './Toolbar.tsx';
import { uploadPictures } from './tools/imageUploads.ts';
import type { WritingHost } from './tools/writingHost.ts';

/** Commands that are carried out beside the editor: choosing evidence, choosing a check. Those left out are not offered. */
type CarriedCommands = Readonly<Partial<Record<'evidenceFile' | 'proves', (editor: Editor) => void>>>;

interface PaneTools {
  /** Carries out what needs more than the editor; false when it is none of these. */
  readonly carryOut: (command: EditorCommand) => boolean;
  readonly toolbar: ReactNode;
  /** Commands that are not offered here. */
  readonly hidden: ReadonlySet<EditorCommand>;
}

/** The formatting row of a pane and the commands that it takes from its editor. @param comment null: nobody comments here */
export function usePaneTools(
  document: DocumentAnswer,
  editor: Editor | null,
  comment: (() => void) | null,
  host: WritingHost,
  carried: CarriedCommands = {},
): PaneTools {
  const { t } = useTranslation();
  const [isLinkOpen, setIsLinkOpen] = useState(false);
  const [isTableOpen, setIsTableOpen] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const hasRecommendations = document.kind === 'recommendations' || document.kind === 'overview';
  const isCommenting = comment !== null;
  const [hasFiles, hasProofs] = [carried.evidenceFile !== undefined, carried.proves !== undefined];
  const hidden = useMemo(
    () =>
      new Set<EditorCommand>([
        ...(hasRecommendations ? [] : (['recommendation'] as const)),
        ...(isCommenting ? [] : (['comment'] as const)),
        ...(hasFiles ? [] : (['evidenceFile'] as const)),
        ...(hasProofs ? [] : (['proves'] as const)),
      ]),
    [hasRecommendations, isCommenting, hasFiles, hasProofs],
  );
  const carryOut = (command: EditorCommand): boolean => {
    if (editor === null || hidden.has(command)) return false;
    switch (command) {
      case 'link':
        setIsLinkOpen(true);
        return true;
      case 'table':
        setIsTableOpen(true);
        return true;
      case 'image':
        picker.current?.click();
        return true;
      case 'comment':
        comment?.();
        return true;
      case 'evidenceFile':
      case 'proves':
        carried[command]?.(editor);
        return true;
      default:
        return false;
    }
  };
  const upload = (files: FileList | null): void => {
    const [file] = files ?? [];
    if (file === undefined || editor?.isEditable !== true) return;
    uploadPictures(editor.view, [file], editor.state.selection.head, host);
    editor.commands.focus(null, { scrollIntoView: false });
  };
  return {
    carryOut,
    hidden,
    toolbar: (
      <>
        <Toolbar
          editor={editor}
          hidden={hidden}
          isLinkOpen={isLinkOpen}
          onLinkOpen={setIsLinkOpen}
          isTableOpen={isTableOpen}
          onTableOpen={setIsTableOpen}
        />
        <input
          ref={picker}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/webp,image/gif"
          aria-label={t('editor.toolbar.image')}
          onChange={({ currentTarget }) => {
            upload(currentTarget.files);
            currentTarget.value = '';
          }}
        />
      </>
    ),
  };
}
