import type { SlashView } from './slashMenu.ts';

/** What pasting has to say to the writer. */
export type PasteNotice =
  | { readonly name: 'leftOut'; readonly images: number; readonly isCut: boolean }
  | { readonly name: 'noImages' }
  | { readonly name: 'uploadFailed'; readonly file: string; readonly error: unknown };

/** What the editor's extensions ask of the components around it, which fill it in; one for each pane. */
export interface WritingHost {
  /** Keeps a picture and gives its id; null where pictures are not taken. */
  upload: ((file: File, onProgress: (part: number) => void) => Promise<{ readonly id: string }>) | null;
  onNotice: (notice: PasteNotice) => void;
  /** Text was pasted and stands in the document. */
  onPasted: () => void;
  /** The slash menu opens, changes or, with null, closes. */
  onSlash: (view: SlashView | null) => void;
  /** A key while it is open; true: it was for the menu. */
  onSlashKey: (event: KeyboardEvent) => boolean;
}

/** A host that nobody has filled in. */
export function createWritingHost(): WritingHost {
  return {
    upload: null,
    onNotice: () => undefined,
    onPasted: () => undefined,
    onSlash: () => undefined,
    onSlashKey: () => false,
  };
}
