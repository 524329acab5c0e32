import { type Alignment, alignmentOf } from '@ruam/shared/document/attributes.ts';
import { Extension } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    alignment: {
      /** Where the selected paragraphs, headings and images stand in their line. */
      align: (alignment: Alignment) => ReturnType;
    };
  }
}

const aligned = ['paragraph', 'heading'];

/** The attribute `textAlign` of paragraphs and headings; left is none. As an attribute of its own: no document brings a style. */
export const TextAlignment = Extension.create({
  name: 'textAlignment',
  addGlobalAttributes: () => [
    {
      types: aligned,
      attributes: {
        textAlign: {
          default: null,
          parseHTML: (element) => stored(alignmentOf(element.getAttribute('data-align') ?? element.style.textAlign)),
          renderHTML: ({ textAlign }) => {
            const alignment = alignmentOf(textAlign);
            return alignment === null ? {} : { 'data-align': alignment };
          },
        },
      },
    },
  ],
  addCommands() {
    return {
      align:
        (alignment) =>
        ({ commands }) =>
          [...aligned, 'image']
            .map((type) => commands.updateAttributes(type, { textAlign: stored(alignment) }))
            .some(Boolean),
    };
  },
});

function stored(alignment: Alignment | null): Alignment | null {
  return alignment === 'left' ? null : alignment;
}
