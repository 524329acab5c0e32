import { idOf } from '@ruam/shared/document/attributes.ts';
import { IconPaperclip } from '@tabler/icons-react';
import { NodeViewWrapper, type ReactNodeViewProps, ReactNodeViewRenderer } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { useEvidenceEntry } from '../../api/evidence.ts';
import { EvidenceFile } from './evidenceFile.ts';

/** A piece of evidence in a sentence: the title that the register of its cycle has for it. */
function EvidenceFileView({ node, extension, selected }: ReactNodeViewProps) {
  const { t } = useTranslation();
  const id = idOf(node.attrs.evidence);
  const entry = useEvidenceEntry(String(extension.options.cycle), id ?? '');
  const title =
    entry?.title ?? t(entry === null && id !== null ? 'editor.evidence.loading' : 'editor.evidence.unknown');
  return (
    <NodeViewWrapper as="span" className="evidence-file" data-selected={selected} data-known={entry != null}>
      <IconPaperclip size={14} stroke={1.75} aria-hidden />
      {title}
    </NodeViewWrapper>
  );
}

/** The evidence node with its view; configured with the cycle whose register names the entries. */
export const EvidenceFileWithView = EvidenceFile.extend({
  addNodeView: () => ReactNodeViewRenderer(EvidenceFileView, { as: 'span' }),
});
