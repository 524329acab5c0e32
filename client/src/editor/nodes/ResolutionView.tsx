import { resolutionLines } from '@ruam/shared/document/attributes.ts';
import { resolutionWords } from '@ruam/shared/resolutions/words.ts';
import { wholeWordPattern } from '@ruam/shared/thai/wholeTextWords.ts';
import { IconAlertTriangle, IconCertificate, IconLock } from '@tabler/icons-react';
import { NodeViewWrapper, type ReactNodeViewProps, ReactNodeViewRenderer } from '@tiptap/react';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { MeetingResolutions } from '../../item/meetingResolutions.ts';
import { paths } from '../../ui/paths.ts';
import { ThaiText } from '../../ui/ThaiText.tsx';
import { Resolution } from './resolution.ts';
import './resolution.css';

/** A resolution from its record; where that is not at hand, as the text has it; where there is none, it says so. */
function ResolutionView({ node, selected }: ReactNodeViewProps) {
  const { t } = useTranslation();
  const known = useContext(MeetingResolutions);
  const record = known?.records.get(String(node.attrs.resolution)) ?? null;
  const isOwn = record === null || known?.isFinal === true;
  const lines = isOwn ? resolutionLines(node.attrs) : resolutionWords(record);
  return (
    <NodeViewWrapper className="resolution" contentEditable={false} data-selected={selected}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
        <p key={at}>
          <ThaiText whole={wholeWordPattern}>{line}</ThaiText>
        </p>
      ))}
      <small>
        {known !== null && record === null ? (
          <span className="resolution-unknown">
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> {t('minutes.block.unknown')}
          </span>
        ) : (
          <span>
            <IconLock size={14} stroke={1.75} aria-hidden /> {t('minutes.block.locked')}
          </span>
        )}
        {record?.certificateId != null && (
          <Link href={paths.certificate(record.certificateId)}>
            <IconCertificate size={14} stroke={1.75} aria-hidden /> {t('minutes.certificate')}
          </Link>
        )}
      </small>
    </NodeViewWrapper>
  );
}

export const ResolutionWithView = Resolution.extend({
  addNodeView: () => ReactNodeViewRenderer(ResolutionView),
});
