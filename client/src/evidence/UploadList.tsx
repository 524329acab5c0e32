import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconRefresh, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeEvidence } from '../api/evidence.ts';
import { RequestError } from '../api/request.ts';
import { errorWords } from '../i18n/errorWords.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { Upload, useUploads } from './useUploads.ts';

type Uploads = ReturnType<typeof useUploads>;

/** What became of each file: on its way, added, had already, or refused with the reason. */
export function UploadList({ cycle, uploads }: { cycle: string; uploads: Uploads }) {
  const { t } = useTranslation();
  return (
    <ul className="evidence-uploads" aria-label={t('evidence.upload.list')} aria-live="polite">
      {uploads.uploads.map((upload) => (
        <li key={upload.key} data-state={upload.state.name}>
          <UploadLine cycle={cycle} upload={upload} uploads={uploads} />
        </li>
      ))}
    </ul>
  );
}

function UploadLine({ cycle, upload, uploads }: { cycle: string; upload: Upload; uploads: Uploads }) {
  const { t } = useTranslation();
  const { key, name, state } = upload;
  const away = <Act label={t('evidence.upload.dismiss', { name })} onClick={() => uploads.forget(key)} />;
  switch (state.name) {
    case 'waiting':
    case 'sending': {
      const percent = state.name === 'sending' ? Math.round(state.part * 100) : 0;
      const words = wordsOf(state, percent);
      return (
        <>
          <span className="evidence-upload-name">{t(words, { name, percent })}</span>
          <Progress value={percent} size="sm" aria-label={name} />
          <Act label={t('evidence.upload.cancel', { name })} onClick={() => uploads.cancel(key)} />
        </>
      );
    }
    case 'same':
      return <SameFile cycle={cycle} upload={upload} same={state.file.sameAs} uploads={uploads} />;
    case 'done':
      return (
        <>
          <IconCircleCheck size={18} stroke={1.75} aria-hidden />
          <span className="evidence-upload-name">
            {t('evidence.upload.done', { name: state.file.name })}
            {state.file.givenName !== undefined && (
              <small>{t('evidence.upload.renamed', { given: state.file.givenName, name: state.file.name })}</small>
            )}
          </span>
          {away}
        </>
      );
    case 'failed':
      return (
        <>
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          <span className="evidence-upload-name">
            <b>{name}</b>
            <small>
              <Why error={state.error} />
            </small>
          </span>
          {!isFinal(state.error) && (
            <Act label={t('evidence.upload.retry', { name })} onClick={() => uploads.retry(key)}>
              <IconRefresh size={18} stroke={1.75} aria-hidden />
            </Act>
          )}
          {away}
        </>
      );
  }
}

function wordsOf(state: Upload['state'], percent: number) {
  if (state.name === 'waiting') return 'evidence.upload.waiting' as const;
  return percent < 100 ? ('evidence.upload.sending' as const) : ('evidence.upload.checking' as const);
}

/** The same bytes would be refused again: another file is chosen instead. */
function isFinal(error: unknown): boolean {
  return error instanceof RequestError && ['unknownFormat', 'tooLarge', 'forbidden'].includes(error.code);
}

function Why({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const code = error instanceof RequestError ? error.code : null;
  if (code === 'tooLarge' || code === 'unknownFormat') return <ThaiText>{t(`evidence.upload.${code}`)}</ThaiText>;
  const { title, advice } = errorWords(t, error);
  return <ThaiText>{`${title} ${advice}`}</ThaiText>;
}

/** The register has these bytes: the entry that has them can prove more, or they become another entry. */
function SameFile({
  cycle,
  upload,
  same,
  uploads,
}: {
  cycle: string;
  upload: Upload;
  same: readonly { readonly evidence: string; readonly title: string }[];
  uploads: Uploads;
}) {
  const { t } = useTranslation();
  const [first] = same;
  const change = useChangeEvidence(cycle, first?.evidence ?? '');
  const placed = uploads.placedOf(upload.key);
  const reuse = (): void =>
    change.mutate(
      { addChecks: [...(placed?.checks ?? [])], addItems: [...(placed?.items ?? [])] },
      { onSuccess: () => uploads.forget(upload.key) },
    );
  return (
    <>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <span className="evidence-upload-name">
        <b>{upload.name}</b>
        <small>
          {change.isError ? <Why error={change.error} /> : t('evidence.upload.same', { title: first?.title ?? '' })}
        </small>
      </span>
      <Button variant="default" size="compact-sm" loading={change.isPending} onClick={reuse}>
        {t('evidence.upload.reuse')}
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={() => void uploads.addAnyway(upload.key)}>
        {t('evidence.upload.addAnyway')}
      </Button>
    </>
  );
}

function Act({ label, onClick, children }: { label: string; onClick: () => void; children?: ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      {children ?? <IconX size={18} stroke={1.75} aria-hidden />}
    </ActionIcon>
  );
}
