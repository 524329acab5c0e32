import { resolutionLines } from '@ruam/shared/document/attributes.ts';
import { Extension, Node } from '@tiptap/core';

/**
 * What a meeting has resolved, as it stands in minutes. The server alone writes it (docs/decisions/0009): nothing that is
 * pasted becomes one, its words become paragraphs.
 */
export const Resolution = Node.create({
  name: 'resolution',
  group: 'block',
  atom: true,
  draggable: false,
  addAttributes: () => ({
    resolution: { default: null, rendered: false, parseHTML: () => null },
    words: { default: null, rendered: false, parseHTML: () => null },
  }),
  parseHTML: () => [],
  renderHTML: ({ node }) => [
    'div',
    { class: 'resolution' },
    ...resolutionLines(node.attrs).map((line): [string, string] => ['p', line]),
  ],
});

const parted = ['paragraph', 'heading'];

/** The attribute `part` of paragraphs and headings: which part of the minutes' form begins there. No paste brings it. */
export const FormPart = Extension.create({
  name: 'formPart',
  addGlobalAttributes: () => [
    {
      types: parted,
      attributes: {
        part: {
          default: null,
          keepOnSplit: false,
          parseHTML: () => null,
          renderHTML: ({ part }) => (typeof part === 'string' ? { 'data-part': part.split(':')[0] } : {}),
        },
      },
    },
  ],
});
