import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useCallback, useState } from 'react';
import { useTakesEvidence } from '../../item/InsertEvidence.tsx';
import { EvidenceDialog } from './EvidenceDialog.tsx';

interface EvidenceChoice {
  /** What carries the command `evidenceFile` out. */
  readonly carried: { readonly evidenceFile: (editor: Editor) => void };
  readonly dialog: ReactNode;
}

/** Names evidence of the register where the caret is: chosen in a dialog, or in what stands beside the text. */
export function useEvidenceChoice(document: DocumentAnswer, writable: Editor | null): EvidenceChoice {
  const [asking, setAsking] = useState<Editor | null>(null);
  const insert = useCallback(
    (evidence: string) => void writable?.chain().focus().addEvidenceFile(evidence).run(),
    [writable],
  );
  useTakesEvidence(document.id, writable === null ? null : insert);
  const close = (): void => {
    if (asking !== null && !asking.isDestroyed) asking.commands.focus(null, { scrollIntoView: false });
    setAsking(null);
  };
  const choose = (evidence: string): void => {
    if (asking !== null && !asking.isDestroyed && asking.isEditable)
      asking.chain().focus().addEvidenceFile(evidence).run();
    setAsking(null);
  };
  return {
    carried: { evidenceFile: setAsking },
    dialog: <EvidenceDialog cycle={document.cycle} isOpen={asking !== null} onChoose={choose} onClose={close} />,
  };
}
