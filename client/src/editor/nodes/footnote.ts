import { Node } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    footnote: {
      /** Puts an empty footnote behind what is selected and opens it. */
      addFootnote: () => ReturnType;
    };
  }
}

/**
 * A footnote stands where its number is drawn and holds its own text, so that two people can write one at once. Its
 * number is counted when it is drawn and never written.
 */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  content: 'text*',
  parseHTML: () => [{ tag: 'span[data-type="footnote"]' }],
  renderHTML: () => ['span', { 'data-type': 'footnote' }, 0],
  addCommands() {
    return {
      addFootnote:
        () =>
        ({ state, chain }) => {
          const at = state.selection.to;
          return chain().insertContentAt(at, { type: this.name }).setNodeSelection(at).run();
        },
    };
  },
});
