import { Button } from '@mantine/core';
import type { EvidenceDetail, FileAnswer } from '@ruam/shared/api/evidence.ts';
import { acceptedFiles } from '@ruam/shared/evidence/mediaTypes.ts';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangeEvidence } from '../api/evidence.ts';
import { filePath, uploadFile } from '../api/files.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** The versions of an entry's file, and a way to put a new one in. */
export function EntryVersions({ cycle, entry, file }: { cycle: string; entry: EvidenceDetail; file: FileAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useChangeEvidence(cycle, entry.id);
  const input = useRef<HTMLInputElement>(null);
  const replace = useMutation({
    mutationFn: async (chosen: File) => {
      const { id } = await uploadFile(cycle, chosen, { use: 'evidence' });
      return change.mutateAsync({ file: { id, replaces: file.id } });
    },
  });
  return (
    <section className="evidence-part" aria-label={t('evidence.entry.versions')}>
      <h3>{t('evidence.entry.versions')}</h3>
      <ol className="evidence-versions" reversed>
        {entry.history.map((version, index) => (
          <li key={version.file.id}>
            <a href={filePath(version.file.id)} download>
              {version.file.name}
            </a>{' '}
            {index === 0 && <b>{t('evidence.entry.current')}</b>}
            <small>{t('evidence.entry.versionBy', { name: version.name, at: format.full(version.at) })}</small>
            <small className="evidence-hash" lang="en">
              {t('evidence.entry.hash')} {version.file.hash}
            </small>
          </li>
        ))}
      </ol>
      {entry.mayChange && (
        <div className="evidence-actions">
          <Button variant="default" size="sm" loading={replace.isPending} onClick={() => input.current?.click()}>
            {t('evidence.entry.replace')}
          </Button>
          <span className="evidence-hint">
            <ThaiText>{t('evidence.entry.replaceAbout')}</ThaiText>
          </span>
          <input
            ref={input}
            type="file"
            hidden
            accept={acceptedFiles}
            aria-label={t('evidence.entry.replace')}
            onChange={({ currentTarget }) => {
              const [chosen] = currentTarget.files ?? [];
              if (chosen !== undefined) replace.mutate(chosen);
              currentTarget.value = '';
            }}
          />
        </div>
      )}
      <FormError error={replace.error} />
    </section>
  );
}
