import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { isForeign } from '../foreignChanges.ts';

/** Nothing that is done here takes a resolution away, changes it, doubles it or puts it before another one. */
export const ResolutionKeeper = Extension.create({
  name: 'resolutionKeeper',
  addProseMirrorPlugins: () => [keepsResolutions()],
});

/** The plugin that refuses such changes; those of others are taken as they come (docs/resolutions.md R7). */
export function keepsResolutions(): Plugin {
  return new Plugin({
    filterTransaction: (transaction, { doc }) =>
      !transaction.docChanged || isForeign(transaction) || isSame(resolutionsIn(doc), resolutionsIn(transaction.doc)),
  });
}

function resolutionsIn(doc: Node): readonly Node[] {
  const found: Node[] = [];
  doc.descendants((node) => {
    if (node.type.name === 'resolution') found.push(node);
    return !node.isTextblock;
  });
  return found;
}

function isSame(before: readonly Node[], after: readonly Node[]): boolean {
  return (
    before.length === after.length &&
    before.every((node, at) => node === after[at] || node.eq(after[at] ?? node.type.create()))
  );
}
