import { Button } from '@mantine/core';
import { acceptedFiles } from '@ruam/shared/evidence/mediaTypes.ts';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import { UploadList } from './UploadList.tsx';
import { type Placed, useUploads } from './useUploads.ts';

/** Where files are dropped or chosen; each becomes an entry of the register that belongs to `placed`. */
export function UploadZone({ cycle, placed, isSmall }: { cycle: string; placed: Placed; isSmall?: boolean }) {
  const { t } = useTranslation();
  const uploads = useUploads(cycle);
  const input = useRef<HTMLInputElement>(null);
  const kinds = useId();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null): void => {
    if (files !== null && files.length > 0) uploads.add([...files], placed);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section className="evidence-add" aria-label={t('evidence.drop.label')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same by keyboard */}
      <div
        className="evidence-drop"
        data-over={isOver || undefined}
        data-small={isSmall || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <IconUpload size={20} stroke={1.75} aria-hidden />
        <span className="evidence-drop-hint">{t('evidence.drop.hint')}</span>
        <Button variant="default" size="sm" aria-describedby={kinds} onClick={() => input.current?.click()}>
          {t('evidence.drop.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={acceptedFiles}
          aria-label={t('evidence.drop.label')}
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = '';
          }}
        />
        <p id={kinds}>
          <ThaiText>{t('evidence.drop.kinds')}</ThaiText>
        </p>
      </div>
      <UploadList cycle={cycle} uploads={uploads} />
    </section>
  );
}
