import { Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evidenceQuery } from '../../api/evidence.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import './evidenceDialog.css';

/** Chooses an entry of the evidence register by its title or the name of its file. */
export function EvidenceDialog({
  cycle,
  isOpen,
  onChoose,
  onClose,
}: {
  cycle: string;
  isOpen: boolean;
  onChoose: (evidence: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('editor.toolbar.evidenceFile')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
      returnFocus={false}
    >
      <Entries cycle={cycle} onChoose={onChoose} />
    </Modal>
  );
}

function Entries({ cycle, onChoose }: { cycle: string; onChoose: (evidence: string) => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const entries = useQuery(evidenceQuery(cycle));
  if (entries.data === undefined) {
    return entries.isError ? (
      <Trouble error={entries.error} onRetry={() => void entries.refetch()} />
    ) : (
      <Skeleton widths={[80, 64, 72]} />
    );
  }
  const sought = words.normalize('NFC').trim().toLowerCase();
  const standing = entries.data.filter(({ removed }) => removed === null);
  const found = standing.filter(({ title, file }) => `${title} ${file?.name ?? ''}`.toLowerCase().includes(sought));
  return (
    <div className="evidence-choice">
      <TextInput
        data-autofocus
        label={t('editor.evidence.find')}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      {found.length === 0 ? (
        <p>{t(standing.length === 0 ? 'editor.evidence.empty' : 'editor.evidence.notFound')}</p>
      ) : (
        <ul>
          {found.map(({ id, title, file }) => (
            <li key={id}>
              <button type="button" className="ruam-plain-button" onClick={() => onChoose(id)}>
                <span>{title}</span>
                {file !== null && <small>{file.name}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
