import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useState } from 'react';
import { ProofDialog } from './ProofDialog.tsx';

interface Proofs {
  /** What carries the command `proves` out; empty where a text proves nothing. */
  readonly carried: { readonly proves?: (editor: Editor) => void };
  readonly dialog: ReactNode;
}

/** Asks which checks the selected words prove; without a selection the paragraph of the caret is meant. */
export function useProofs(document: DocumentAnswer): Proofs {
  const [asking, setAsking] = useState<Editor | null>(null);
  if (document.kind !== 'evidence') return { carried: {}, dialog: null };
  const close = (): void => {
    if (asking !== null && !asking.isDestroyed) asking.commands.focus(null, { scrollIntoView: false });
    setAsking(null);
  };
  return {
    carried: {
      proves(editor) {
        const { empty, $from } = editor.state.selection;
        if (empty && $from.parent.isTextblock)
          editor.commands.setTextSelection({ from: $from.start(), to: $from.end() });
        setAsking(editor);
      },
    },
    dialog: <ProofDialog document={document} editor={asking} onClose={close} />,
  };
}
