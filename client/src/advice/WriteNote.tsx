import { Button } from '@mantine/core';
import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NoteFacts, useCreateNote } from '../api/advice.ts';
import { NoteForm } from './NoteForm.tsx';

const maxQuoteLetters = 2_000;

/** Begins a note on the item, or on the passage that is selected in its text. */
export function WriteNote({ cycle, item, document }: { cycle: string; item: string; document: string | null }) {
  const { t } = useTranslation();
  const create = useCreateNote(cycle, item);
  const [initial, setInitial] = useState<NoteFacts | null>(null);
  const open = (passage: NoteAnswer['passage']): void => {
    create.reset();
    setInitial({ type: 'recommendation', severity: 'major', visitDate: null, passage });
  };
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPencil size={18} stroke={1.75} aria-hidden />}
        // A button that takes the focus would take the selection with it.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => open(selectedPassage(document))}
      >
        {t('adviceNotes.write.open')}
      </Button>
      {initial !== null && (
        <NoteForm
          title={t('adviceNotes.write.title', { code: item })}
          submitLabel={t('adviceNotes.write.begin')}
          initial={initial}
          isBusy={create.isPending}
          error={create.error}
          onSubmit={(facts) => create.mutate(facts, { onSuccess: () => setInitial(null) })}
          onClose={() => setInitial(null)}
        />
      )}
    </>
  );
}

/** The words that are selected in the item's text; null when none are. */
function selectedPassage(documentId: string | null): NoteAnswer['passage'] {
  const selection = window.getSelection();
  const node = selection?.anchorNode;
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const quote = (selection?.toString() ?? '').trim().slice(0, maxQuoteLetters).toWellFormed();
  const isInText = element?.closest('.sheet-text') != null;
  return documentId === null || quote === '' || !isInText ? null : { document: documentId, quote };
}
