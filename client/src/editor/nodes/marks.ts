import { Mark } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    proves: {
      /** Says that what is selected proves a check, by its code. */
      addProof: (check: string) => ReturnType;
      /** Takes back that what is selected proves a check. */
      removeProof: (check: string) => ReturnType;
    };
    highlight: {
      toggleHighlight: () => ReturnType;
    };
  }
}

/** One colour, as a marker pen. */
export const Highlight = Mark.create({
  name: 'highlight',
  parseHTML: () => [{ tag: 'mark' }],
  renderHTML: () => ['mark', 0],
  addCommands() {
    return {
      toggleHighlight:
        () =>
        ({ commands }) =>
          commands.toggleMark(this.name),
    };
  },
});

/** What its words prove: the code of a check, "3.3.a1". The same words may prove several. */
export const Proves = Mark.create({
  name: 'proves',
  excludes: '',
  inclusive: false,
  addAttributes: () => ({
    check: {
      default: null,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-check'),
      renderHTML: ({ check }) => ({ 'data-check': typeof check === 'string' ? check.slice(0, 64) : '' }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-check]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, class: 'proves' }, 0],
  addCommands() {
    return {
      addProof:
        (check) =>
        ({ state, tr, dispatch }) => {
          const { from, to, empty } = state.selection;
          if (!empty) dispatch?.(tr.addMark(from, to, this.type.create({ check })));
          return !empty;
        },
      removeProof:
        (check) =>
        ({ state, tr, dispatch }) => {
          const { from, to, empty } = state.selection;
          if (!empty) dispatch?.(tr.removeMark(from, to, this.type.create({ check })));
          return !empty;
        },
    };
  },
});
