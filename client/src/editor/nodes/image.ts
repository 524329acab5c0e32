import { boundedImage, imagePath } from '@ruam/shared/document/attributes.ts';
import { Node } from '@tiptap/core';

/** What an image in a text says about itself. */
interface ImageAttributes {
  readonly file: string;
  readonly alt?: string;
  /** Percent of the measure, 10-100. */
  readonly width?: number;
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    image: {
      /** Puts an uploaded image behind the block with the caret. */
      addImage: (attributes: ImageAttributes) => ReturnType;
    };
  }
}

/** An uploaded image: the document names the file's id and never an address. */
export const Image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    file: { default: null, rendered: false, parseHTML: (element: HTMLElement) => element.getAttribute('data-file') },
    alt: { default: null, rendered: false, parseHTML: (element: HTMLElement) => element.getAttribute('alt') },
    width: {
      default: null,
      rendered: false,
      parseHTML: (element: HTMLElement) => Number.parseInt(element.getAttribute('data-width') ?? '', 10) || null,
    },
    textAlign: {
      default: null,
      rendered: false,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-align'),
    },
  }),
  // Only what was copied from a document of ours: other addresses are never fetched.
  parseHTML: () => [{ tag: 'img[data-file]' }],
  renderHTML({ node }) {
    const { file, alt, width, textAlign } = boundedImage(node.attrs);
    const src = imagePath(file);
    return [
      'img',
      {
        'data-file': file ?? '',
        alt,
        'data-width': String(width),
        ...(src === null ? {} : { src }),
        ...(textAlign === null ? {} : { 'data-align': textAlign }),
      },
    ];
  },
  addCommands() {
    return {
      addImage:
        (attributes) =>
        ({ state, commands }) => {
          const { $to } = state.selection;
          // Inside of a cell, an entry or a quotation it stays there.
          const at = $to.depth === 0 ? $to.pos : $to.after($to.depth);
          // Behind the last block nobody could write.
          const isLast = at === state.doc.content.size;
          return commands.insertContentAt(at, [
            { type: this.name, attrs: { ...attributes } },
            ...(isLast ? [{ type: 'paragraph' }] : []),
          ]);
        },
    };
  },
});
