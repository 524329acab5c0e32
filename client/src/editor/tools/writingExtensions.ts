import type { Extensions } from '@tiptap/core';
import { EdgeParagraph } from '../nodes/edgeParagraph.ts';
import { BlockKeys } from './blockCommands.ts';
import { FindInText } from './findInText.ts';
import { PasteTools } from './pasteTools.ts';
import { SlashMenu } from './slashMenu.ts';
import { WordKeys } from './wordKeys.ts';
import type { WritingHost } from './writingHost.ts';

/** What a writable editor has beyond the document's schema. None of it writes but in answer to this user. */
export function writingExtensions(host: WritingHost, uploading: (file: string) => string): Extensions {
  return [
    SlashMenu.configure({ host }),
    PasteTools.configure({ host, uploading }),
    EdgeParagraph,
    BlockKeys,
    WordKeys,
    FindInText,
  ];
}
