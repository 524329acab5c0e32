import { safeHref } from '@ruam/shared/document/html.ts';
import { type AnyExtension, type Extensions, getSchema, Mark, Node } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { StarterKit } from '@tiptap/starter-kit';
import { TextAlignment } from './nodes/alignment.ts';
import { EvidenceFile } from './nodes/evidenceFile.ts';
import { Footnote } from './nodes/footnote.ts';
import { Image } from './nodes/image.ts';
import { Highlight, Proves } from './nodes/marks.ts';
import { PageBreak } from './nodes/pageBreak.ts';
import { FormPart, Resolution } from './nodes/resolution.ts';
import { tableNodes } from './nodes/tables.ts';
import { TaskItem, TaskList } from './nodes/taskList.ts';
import { Recommendation } from './recommendation.ts';

const ownNodes: readonly Node[] = [
  TaskList,
  TaskItem,
  ...tableNodes,
  Image,
  PageBreak,
  Footnote,
  EvidenceFile,
  Recommendation,
  Resolution,
];

/**
 * Tiptap's basic blocks and marks, cut down to the names and attributes of the shared document schema: what is not
 * there must not be written (S10). No undo (Yjs has its own), no trailing node and no automatic links: they would
 * change a document by being opened.
 */
const DocumentKit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map(narrowed);
  },
});

/**
 * The extensions that make up the document schema.
 *
 * @param withViews nodes that draw themselves, in the place of those of the same name
 */
export function documentExtensions(withViews: readonly Node[] = []): Extensions {
  const views = new Map(withViews.map((node) => [node.name, node]));
  return [
    DocumentKit.configure({
      undoRedo: false,
      trailingNode: false,
      heading: { levels: [1, 2, 3] },
      dropcursor: { color: 'var(--ruam-accent)', width: 2 },
      link: {
        autolink: false,
        openOnClick: 'whenNotEditable',
        linkOnPaste: true,
        defaultProtocol: 'https',
        isAllowedUri: (address) => safeHref(address) !== null,
        HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
      },
    }),
    ...ownNodes.map((node) => views.get(node.name) ?? node),
    Highlight,
    Proves,
    TextAlignment,
    FormPart,
  ];
}

/** The ProseMirror schema alone, to check content without an editor. */
export function documentSchema(): Schema {
  return getSchema(documentExtensions());
}

function narrowed(extension: AnyExtension): AnyExtension {
  if (extension instanceof Mark && extension.name === 'link') {
    return extension.extend({
      addAttributes: () => ({
        href: { default: null, parseHTML: (element: HTMLElement) => safeHref(element.getAttribute('href')) },
      }),
      // What may not be followed is no link: a click on an empty one would open this page once more.
      renderHTML({ HTMLAttributes }) {
        const isSafe = safeHref(HTMLAttributes.href) !== null;
        return isSafe ? ['a', { ...this.options.HTMLAttributes, ...HTMLAttributes }, 0] : ['span', {}, 0];
      },
    });
  }
  if (extension instanceof Node && extension.name === 'orderedList') {
    return extension.extend({
      addAttributes: () => ({
        start: { default: 1, parseHTML: (element: HTMLElement) => startOf(element.getAttribute('start')) },
      }),
    });
  }
  if (extension instanceof Node && extension.name === 'codeBlock')
    return extension.extend({ addAttributes: () => ({}) });
  return extension;
}

function startOf(attribute: string | null): number {
  const start = Number.parseInt(attribute ?? '1', 10);
  return Number.isNaN(start) ? 1 : start;
}
