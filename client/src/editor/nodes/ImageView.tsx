import { ActionIcon, Button, Group, Popover, SegmentedControl, Textarea } from '@mantine/core';
import { boundedImage, imagePath, maxAltLength } from '@ruam/shared/document/attributes.ts';
import { IconAdjustments, IconPhotoOff } from '@tabler/icons-react';
import { NodeViewWrapper, type ReactNodeViewProps, ReactNodeViewRenderer } from '@tiptap/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Image } from './image.ts';
import './image.css';

const widths = [25, 50, 75, 100] as const;
const sides = ['left', 'center', 'right'] as const;

/** An image on the paper; who may write sets its words for those who cannot see it, its width and its place. */
function ImageView({ node, editor, selected, updateAttributes }: ReactNodeViewProps) {
  const { t } = useTranslation();
  const { file, alt, width, textAlign } = boundedImage(node.attrs);
  const src = imagePath(file);
  const [missing, setMissing] = useState<string | null>(null);
  const isMissing = src === null || missing === src;
  return (
    <NodeViewWrapper
      className="text-image"
      data-align={textAlign ?? 'left'}
      data-selected={selected}
      style={{ '--width': `${width}%` }}
    >
      {isMissing ? (
        <div className="text-image-missing">
          <IconPhotoOff size={24} stroke={1.5} aria-hidden />
          <span>{alt === '' ? t('editor.image.missing') : t('editor.image.missingNamed', { alt })}</span>
        </div>
      ) : (
        <img src={src} alt={alt} draggable={false} onError={() => setMissing(src)} />
      )}
      {editor.isEditable && (
        <ImageForm alt={alt} width={width} side={textAlign ?? 'left'} onChange={(change) => updateAttributes(change)} />
      )}
    </NodeViewWrapper>
  );
}

interface ImageFormProps {
  readonly alt: string;
  readonly width: number;
  readonly side: string;
  readonly onChange: (change: { alt?: string; width?: number; textAlign?: string | null }) => void;
}

function ImageForm({ alt, width, side, onChange }: ImageFormProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [words, setWords] = useState(alt);
  useEffect(() => setWords(alt), [alt]);
  const close = (): void => {
    setIsOpen(false);
    if (words !== alt) onChange({ alt: words });
  };
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-end"
      width={320}
      shadow="md"
      withinPortal
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          className="text-image-edit"
          variant="default"
          size={32}
          aria-label={t('editor.image.edit')}
          data-needs-words={alt === ''}
          onClick={() => (isOpen ? close() : setIsOpen(true))}
        >
          <IconAdjustments size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="text-image-form">
        <Textarea
          label={t('editor.image.alt')}
          description={t('editor.image.altHelp')}
          autosize
          minRows={2}
          maxLength={maxAltLength}
          data-autofocus
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <span className="text-image-label">{t('editor.image.width')}</span>
        <SegmentedControl
          fullWidth
          aria-label={t('editor.image.width')}
          data={widths.map((percent) => ({ value: String(percent), label: `${percent}%` }))}
          value={String(widths.find((percent) => percent >= width) ?? 100)}
          onChange={(percent) => onChange({ width: Number(percent) })}
        />
        <span className="text-image-label">{t('editor.image.place')}</span>
        <SegmentedControl
          fullWidth
          aria-label={t('editor.image.place')}
          data={sides.map((name) => ({ value: name, label: t(`editor.image.sides.${name}`) }))}
          value={side === 'justify' ? 'left' : side}
          onChange={(name) => onChange({ textAlign: name === 'left' ? null : name })}
        />
        <Group justify="flex-end" mt="sm">
          <Button size="sm" onClick={close}>
            {t('editor.image.done')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The image node with its view. */
export const ImageWithView = Image.extend({
  addNodeView: () => ReactNodeViewRenderer(ImageView),
});
