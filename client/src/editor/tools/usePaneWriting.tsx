import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import type { Editor } from '@tiptap/core';
import { type ReactNode, type RefObject, useCallback, useRef, useState } from 'react';
import { uploadFile } from '../../api/files.ts';
import type { EditorCommand } from '../commands.ts';
import type { TextCounts } from '../counts.ts';
import { FindPanel } from './FindPanel.tsx';
import { PaneButtons } from './PaneButtons.tsx';
import { ShortcutsDialog, useShortcutsKey } from './ShortcutsDialog.tsx';
import { useFindKeys } from './useFindKeys.ts';
import { useSelectionCounts } from './useSelectionCounts.ts';
import { WritingMenus } from './WritingMenus.tsx';
import type { WritingHost } from './writingHost.ts';
import './find.css';

interface PaneWritingProps {
  readonly document: DocumentAnswer;
  readonly host: WritingHost;
  /** The editor, or the view that shows the text to readers. */
  readonly shown: Editor | null;
  readonly prefix: string | null;
  /** Copies a link to the paragraph with this number; null: there is nothing to cite. */
  readonly copyLink: ((number: number) => void) | null;
  /** Commands that are not offered here. */
  readonly hidden: ReadonlySet<EditorCommand>;
  /** How much is selected; null: nothing. */
  readonly onSelection?: ((counts: TextCounts | null) => void) | undefined;
}

interface PaneWriting {
  /** For the element around all of the pane. */
  readonly pane: RefObject<HTMLDivElement | null>;
  /** Beside the formatting row. */
  readonly buttons: ReactNode;
  /** Above the text. */
  readonly panel: ReactNode;
  /** Over the text, in the element that the text stands in. */
  readonly menus: ReactNode;
}

/** What a pane has besides its text and its formatting row: menus, finding, the outline, the shortcuts. */
export function usePaneWriting({
  document,
  host,
  shown,
  prefix,
  copyLink,
  hidden,
  onSelection,
}: PaneWritingProps): PaneWriting {
  const pane = useRef<HTMLDivElement>(null);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const finding = useFindKeys(pane, shown !== null);
  const openHelp = useCallback(() => setIsHelpOpen(true), []);
  useShortcutsKey(pane, openHelp);
  useSelectionCounts(shown, onSelection);
  const { cycle } = document;
  const upload = useCallback(
    (file: File, onProgress: (part: number) => void) => uploadFile(cycle, file, { onProgress }),
    [cycle],
  );
  return {
    pane,
    buttons: shown !== null && (
      <PaneButtons
        editor={shown}
        prefix={prefix}
        copyLink={copyLink}
        onFind={() => finding.ask(false)}
        onShortcuts={openHelp}
      />
    ),
    panel: (
      <>
        {shown !== null && finding.asked !== null && (
          <FindPanel
            editor={shown}
            asked={finding.asked}
            onReplacing={() => finding.ask(true)}
            onClose={finding.close}
          />
        )}
        <ShortcutsDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
      </>
    ),
    menus: shown?.isEditable === true && (
      <WritingMenus editor={shown} host={host} hidden={hidden} upload={upload} prefix={prefix} copyLink={copyLink} />
    ),
  };
}
