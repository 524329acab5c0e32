import type { Editor } from '@tiptap/core';
import { memo, useCallback, useEffect, useState } from 'react';
import { type EditorCommand, runCommand } from '../commands.ts';
import { BlockHandle } from './BlockHandle.tsx';
import { BubbleMenu } from './BubbleMenu.tsx';
import { PasteNotices } from './PasteNotices.tsx';
import { RepairOffer } from './RepairOffer.tsx';
import { SlashList } from './SlashList.tsx';
import type { WritingHost } from './writingHost.ts';
import './menus.css';

interface WritingMenusProps {
  readonly editor: Editor;
  readonly host: WritingHost;
  readonly hidden: ReadonlySet<EditorCommand>;
  readonly upload: WritingHost['upload'];
  readonly prefix: string | null;
  /** Copies a link to the paragraph with this number; null: there is nothing to cite. */
  readonly copyLink: ((number: number) => void) | null;
}

/** What stands over and beside the text while somebody writes it. */
export const WritingMenus = memo(function WritingMenus({
  editor,
  host,
  hidden,
  upload,
  prefix,
  copyLink,
}: WritingMenusProps) {
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const isOffered = (name: EditorCommand): boolean => !hidden.has(name);
  const run = useCallback((name: EditorCommand) => void runCommand(name, editor), [editor]);
  useEffect(() => {
    host.upload = upload;
    return () => {
      host.upload = null;
    };
  }, [host, upload]);
  return (
    <>
      <span hidden ref={(mark) => setFrame(mark?.parentElement ?? null)} />
      <SlashList editor={editor} host={host} frame={frame} isOffered={isOffered} run={run} />
      <BubbleMenu editor={editor} frame={frame} isOffered={isOffered} run={run} />
      <BlockHandle editor={editor} frame={frame} prefix={prefix} copyLink={copyLink} />
      <div className="writing-panels">
        <PasteNotices host={host} />
        <RepairOffer editor={editor} host={host} />
      </div>
    </>
  );
});
