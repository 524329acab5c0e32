import { Plugin, PluginKey } from '@tiptap/pm/state';
import { insertPoint } from '@tiptap/pm/transform';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { mappingOf } from './changeBetween.ts';
import type { WritingHost } from './writingHost.ts';

/** A picture on its way to the server; it is in nobody's document yet. */
interface Upload {
  readonly id: string;
  readonly name: string;
  readonly position: number;
}

type UploadChange = { readonly name: 'begin'; readonly upload: Upload } | { readonly name: 'end'; readonly id: string };

const key = new PluginKey<readonly Upload[]>('imageUploads');
const maxAtOnce = 10;

/** Pictures on their way, shown where they will stand. @param label what is written there */
export function createUploadsPlugin(label: (name: string) => string): Plugin {
  return new Plugin<readonly Upload[]>({
    key,
    state: {
      init: () => [],
      apply(transaction, before, old) {
        const change: UploadChange | undefined = transaction.getMeta(key);
        if (change?.name === 'begin') return [...before, change.upload];
        if (change?.name === 'end') return before.filter(({ id }) => id !== change.id);
        if (!transaction.docChanged || before.length === 0) return before;
        const mapping = mappingOf(transaction, old.doc);
        return before.map((upload) => ({ ...upload, position: mapping.map(upload.position) }));
      },
    },
    props: {
      decorations(state) {
        const uploads = key.getState(state) ?? [];
        if (uploads.length === 0) return null;
        return DecorationSet.create(
          state.doc,
          uploads.map(({ id, name, position }) =>
            Decoration.widget(position, () => placeholder(id, label(name)), { key: id, side: 1 }),
          ),
        );
      },
    },
  });
}

/** The pictures among pasted or dropped files. */
export function picturesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/')).slice(0, maxAtOnce);
}

/**
 * Sends pictures and puts each into the document when the server has it; where that fails, the host is told and the
 * document stays as it is.
 */
export function uploadPictures(view: EditorView, files: readonly File[], position: number, host: WritingHost): void {
  const { upload } = host;
  const image = view.state.schema.nodes.image;
  if (upload === null || image === undefined) {
    host.onNotice({ name: 'noImages' });
    return;
  }
  for (const file of files) {
    const id = crypto.randomUUID();
    const begin: UploadChange = { name: 'begin', upload: { id, name: file.name, position } };
    view.dispatch(view.state.tr.setMeta(key, begin).setMeta('addToHistory', false));
    void upload(file, (part) => showProgress(view, id, part))
      .then((stored) => ({ stored, error: null }))
      .catch((error: unknown) => ({ stored: null, error }))
      .then(({ stored, error }) => {
        if (view.isDestroyed) return;
        const at = key.getState(view.state)?.find((one) => one.id === id)?.position ?? null;
        const transaction = view.state.tr.setMeta(key, { name: 'end', id } satisfies UploadChange);
        const place = at === null ? null : (insertPoint(view.state.doc, at, image) ?? endOfBlock(view, at));
        if (stored !== null && place !== null) transaction.insert(place, image.create({ file: stored.id, alt: '' }));
        view.dispatch(transaction);
        if (stored === null) host.onNotice({ name: 'uploadFailed', file: file.name, error });
      });
  }
}

function endOfBlock({ state }: EditorView, position: number): number {
  const $position = state.doc.resolve(Math.min(position, state.doc.content.size));
  return $position.depth === 0 ? $position.pos : $position.after(1);
}

/** How far it is, drawn into the placeholder itself: no transaction for each packet. */
function showProgress(view: EditorView, id: string, part: number): void {
  if (view.isDestroyed) return;
  const element = view.dom.querySelector<HTMLElement>(`[data-upload="${id}"]`);
  element?.style.setProperty('--part', `${Math.round(part * 100)}%`);
}

function placeholder(id: string, words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'ruam-upload';
  element.dataset.upload = id;
  element.setAttribute('role', 'status');
  element.textContent = words;
  return element;
}
