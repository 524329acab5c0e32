import type { Content } from '@ruam/shared/document/content.ts';
import { documentRoot } from '@ruam/shared/document/schema.ts';
import { contentAsUpdate, readContent } from '@ruam/shared/document/yjs.ts';
import {
  type Command,
  EditorState,
  type Plugin,
  type PluginView,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPlugin, yUndoPlugin } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { createNodeKeeper, isForeign, narrowed } from './foreignChanges.ts';
import { readLeniently } from './lenientSchema.ts';
import { tableEditingWithoutRepair } from './nodes/tableEditing.ts';
import { documentSchema } from './schema.ts';

/** For tests: an editor bound to a replica as the live one is, without a page to draw on. */
export class BoundEditor {
  readonly doc = new Y.Doc();
  state: EditorState;
  readonly #views: PluginView[] = [];

  constructor(update: Uint8Array, more: readonly Plugin[] = []) {
    Y.applyUpdate(this.doc, update);
    const schema = documentSchema();
    readLeniently(schema);
    const plugins = [
      ySyncPlugin(this.doc.getXmlFragment(documentRoot)),
      yUndoPlugin(),
      createNodeKeeper(),
      tableEditingWithoutRepair(),
      ...more,
    ];
    this.state = EditorState.create({ schema, plugins });
    const view = this as unknown as EditorView;
    for (const { spec } of plugins) {
      const made = spec.view?.(view);
      if (made) this.#views.push(made);
    }
  }

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    const applied = isForeign(transaction) ? narrowed(transaction, before.tr) : transaction;
    this.state = before.apply(applied);
    for (const view of this.#views) view.update?.(this as unknown as EditorView, before);
  };

  hasFocus(): boolean {
    return false;
  }

  /** Runs a command of ProseMirror. */
  run(command: Command): boolean {
    return command(this.state, this.dispatch);
  }

  /** Puts the caret behind the first place where these words stand. */
  caretBehind(words: string): this {
    let found: number | null = null;
    this.state.doc.descendants((node, position) => {
      const at = node.isText ? (node.text ?? '').indexOf(words) : -1;
      if (found === null && at >= 0) found = position + at + words.length;
    });
    if (found === null) throw new Error(`${words} stands nowhere`);
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, found)));
    return this;
  }

  type(words: string): this {
    this.dispatch(this.state.tr.insertText(words));
    return this;
  }

  get content(): Content {
    return readContent(this.doc);
  }
}

/** Two editors of one document; nothing travels until `meet`. */
export function twoEditors(content: Content['content']): readonly [BoundEditor, BoundEditor] {
  const update = contentAsUpdate({ type: 'doc', content }, 1);
  return [new BoundEditor(update), new BoundEditor(update)];
}

/** Gives each what the other has, until there is nothing more to give. */
export function meet(one: BoundEditor, other: BoundEditor): void {
  for (let round = 0; round < 3; round++) {
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)), 'remote');
    Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(one.doc)), 'remote');
  }
}
