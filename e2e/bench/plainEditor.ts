import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { StarterKit } from '@tiptap/starter-kit';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** The rival's page, in the browser: Tiptap as its own guide sets it up, on the document that the address names. */
const documentId = new URLSearchParams(location.search).get('document') ?? '';
const doc = new Y.Doc();
const provider = new WebsocketProvider(`${location.origin.replace('http', 'ws')}/sync`, documentId, doc, {
  disableBc: true,
});
provider.once('sync', () => {
  const element = document.getElementById('editor');
  if (element === null) throw new Error('no place for the editor');
  new Editor({
    element,
    extensions: [
      StarterKit.configure({ undoRedo: false, trailingNode: false }),
      Collaboration.configure({ document: doc, field: 'default' }),
    ],
    editorProps: { attributes: { role: 'textbox', 'aria-label': 'plain', spellcheck: 'false' } },
  });
});
