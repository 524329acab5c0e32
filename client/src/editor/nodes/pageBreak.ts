import { Node } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    pageBreak: {
      /** What follows the block with the caret begins on a new page when it is printed. */
      addPageBreak: () => ReturnType;
    };
  }
}

/** Where a new page begins in print. */
export const PageBreak = Node.create({
  name: 'pageBreak',
  group: 'block',
  atom: true,
  parseHTML: () => [{ tag: 'hr[data-type="pageBreak"]', priority: 60 }],
  renderHTML: () => ['hr', { 'data-type': 'pageBreak' }],
  addCommands() {
    return {
      addPageBreak:
        () =>
        ({ state, commands }) => {
          const { $to } = state.selection;
          const at = $to.depth === 0 ? $to.pos : $to.after(1);
          return commands.insertContentAt(at, [{ type: this.name }, { type: 'paragraph' }]);
        },
    };
  },
});
