import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { createUploadsPlugin, picturesOf, uploadPictures } from './imageUploads.ts';
import { cleanHtml } from './paste/cleanHtml.ts';
import { createPastedPlugin } from './pastedText.ts';
import type { WritingHost } from './writingHost.ts';

interface Options {
  readonly host: WritingHost | null;
  /** What stands where a picture will be. */
  readonly uploading: (file: string) => string;
}

/** What our own editor has put on the clipboard says so here. */
const ownSlice = /<[a-z][^<>]{0,400}\sdata-pm-slice=/;
/** A page that pretends to be our editor is cleaned all the same when it is longer than any document. */
const maxOwnLetters = 3_000_000;

/** Pasting without dirt, pictures by upload, and the repair of what was pasted. */
export const PasteTools = Extension.create<Options>({
  name: 'pasteTools',
  addOptions: () => ({ host: null, uploading: (file) => file }),
  addProseMirrorPlugins() {
    const { host, uploading } = this.options;
    if (host === null) return [];
    return [
      createUploadsPlugin(uploading),
      createPastedPlugin(() => host.onPasted()),
      new Plugin({
        props: {
          transformPastedHTML: (html) => cleanedHtml(html, host),
          handlePaste: (view, event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            // Word and Excel add a picture of the text: the text is what was meant.
            return text.trim() === '' && takePictures(view, event.clipboardData, view.state.selection.from, host);
          },
          handleDrop: (view, event, _slice, moved) => {
            if (moved) return false;
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
            return takePictures(view, event.dataTransfer, at, host);
          },
        },
      }),
    ];
  },
});

/** Pasted HTML as the document takes it; what could not come along is told. */
export function cleanedHtml(html: string, host: Pick<WritingHost, 'onNotice'>): string {
  if (html.length < maxOwnLetters && ownSlice.test(html.slice(0, 4_000))) return html;
  const { html: cleaned, leftOutImages, isCut } = cleanHtml(html);
  if (leftOutImages > 0 || isCut) host.onNotice({ name: 'leftOut', images: leftOutImages, isCut });
  return cleaned;
}

function takePictures(view: EditorView, data: DataTransfer | null, position: number, host: WritingHost): boolean {
  const pictures = picturesOf(data);
  if (pictures.length === 0) return false;
  uploadPictures(view, pictures, position, host);
  return true;
}
