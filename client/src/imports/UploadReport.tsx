import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconFileImport, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { importsQuery, uploadReport } from '../api/imports.ts';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { isFinal, RefusedWords } from './RefusedWords.tsx';

type Sending =
  | { readonly name: 'idle' }
  | { readonly name: 'sending'; readonly file: File; readonly part: number }
  | { readonly name: 'failed'; readonly file: File; readonly error: unknown };

/** Where a report is dropped or chosen; when it is read, its draft opens. */
export function UploadReport() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [, go] = useLocation();
  const [sending, setSending] = useState<Sending>({ name: 'idle' });
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(null);
  const kinds = useId();
  // Who leaves the page leaves the sending, too.
  useEffect(() => () => stop.current?.abort(), []);

  const send = async (file: File): Promise<void> => {
    const control = new AbortController();
    stop.current = control;
    setSending({ name: 'sending', file, part: 0 });
    try {
      const onProgress = (part: number): void => setSending({ name: 'sending', file, part });
      const id = await uploadReport(file, { signal: control.signal, onProgress });
      void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true });
      if (!control.signal.aborted) go(paths.import(id));
    } catch (error) {
      if (!control.signal.aborted) setSending({ name: 'failed', file, error });
    }
  };
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined && sending.name !== 'sending') void send(file);
  };
  return (
    <section className="imports-add" aria-label={t('imports.drop.label')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same by keyboard */}
      <div
        className="imports-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          setIsOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <IconFileImport size={26} stroke={1.5} aria-hidden />
        <span>{t('imports.drop.hint')}</span>
        <Button aria-describedby={kinds} disabled={sending.name === 'sending'} onClick={() => input.current?.click()}>
          {t('imports.drop.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".docx,.pdf,.txt,.json"
          aria-label={t('imports.drop.label')}
          onChange={({ currentTarget }) => {
            take(currentTarget.files);
            currentTarget.value = '';
          }}
        />
        <p id={kinds}>
          <ThaiText>{t('imports.drop.kinds')}</ThaiText>
        </p>
        <p>
          <ThaiText>{t('imports.drop.helps')}</ThaiText>
        </p>
      </div>
      <div aria-live="polite">
        {sending.name === 'sending' && (
          <Progressing
            name={sending.file.name}
            part={sending.part}
            onCancel={() => {
              stop.current?.abort();
              setSending({ name: 'idle' });
            }}
          />
        )}
        {sending.name === 'failed' && (
          <div className="imports-failed">
            <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
            <div>
              <b>{t('imports.drop.failed', { name: sending.file.name })}</b>
              <RefusedWords error={sending.error} />
            </div>
            {!isFinal(sending.error) && (
              <Button variant="default" size="sm" onClick={() => void send(sending.file)}>
                {t('imports.drop.again')}
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

function Progressing({ name, part, onCancel }: { name: string; part: number; onCancel: () => void }) {
  const { t } = useTranslation();
  const percent = Math.round(part * 100);
  const words = percent < 100 ? 'imports.drop.sending' : 'imports.drop.reading';
  return (
    <div className="imports-sending">
      <span>{t(words, { name, percent })}</span>
      <Progress value={percent} size="sm" striped={percent === 100} aria-label={name} />
      <Button
        variant="default"
        size="sm"
        leftSection={<IconX size={16} stroke={1.75} aria-hidden />}
        onClick={onCancel}
      >
        {t('imports.drop.cancel')}
      </Button>
    </div>
  );
}
