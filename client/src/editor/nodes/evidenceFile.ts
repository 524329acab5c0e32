import { idOf } from '@ruam/shared/document/attributes.ts';
import { Node } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    evidenceFile: {
      /** Names an entry of the evidence register where the caret is. */
      addEvidenceFile: (evidence: string) => ReturnType;
    };
  }
}

/** An entry of the evidence register, named within a sentence. */
export const EvidenceFile = Node.create<{ cycle: string }>({
  name: 'evidenceFile',
  addOptions: () => ({ cycle: '' }),
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    evidence: {
      default: null,
      parseHTML: (element: HTMLElement) => idOf(element.getAttribute('data-evidence')),
      renderHTML: ({ evidence }) => ({ 'data-evidence': idOf(evidence) ?? '' }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-evidence]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, class: 'evidence-file' }],
  addCommands() {
    return {
      addEvidenceFile:
        (evidence) =>
        ({ commands }) =>
          commands.insertContent({ type: this.name, attrs: { evidence } }),
    };
  },
});
