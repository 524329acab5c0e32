import { Button } from '@mantine/core';
import { isQuotedFrom } from '@ruam/shared/advice/quoted.ts';
import { IconPencil } from '@tabler/icons-react';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NoteFacts, useCreateNote } from '../api/advice.ts';
import { contentQuery } from '../api/content.ts';
import { NoteForm } from './NoteForm.tsx';
import { quoteOf } from './passage.ts';

const blank: NoteFacts = { type: 'recommendation', severity: 'major', visitDate: null, passage: null };

/** Begins a note on the item, or on the passage that is selected in its text. */
export function WriteNote({ cycle, item, document }: { cycle: string; item: string; document: string | null }) {
  const { t } = useTranslation();
  const create = useCreateNote(cycle, item);
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [facts, setFacts] = useState(blank);
  const open = async (): Promise<void> => {
    create.reset();
    const passage = await passageOf(queryClient, document, selectedWords());
    setFacts((before) => ({ ...before, passage: passage ?? before.passage }));
    setIsOpen(true);
  };
  return (
    <>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPencil size={18} stroke={1.75} aria-hidden />}
        // A button that takes the focus would take the selection with it.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void open()}
      >
        {t('adviceNotes.write.open')}
      </Button>
      {isOpen && (
        <NoteForm
          title={t('adviceNotes.write.title', { code: item })}
          submitLabel={t('adviceNotes.write.begin')}
          facts={facts}
          onChange={setFacts}
          isBusy={create.isPending}
          error={create.error}
          onSubmit={() =>
            create.mutate(facts, {
              onSuccess: () => {
                setIsOpen(false);
                setFacts(blank);
              },
            })
          }
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

/** Selected words as a passage, when the committed text of the document has them; null otherwise. */
async function passageOf(queryClient: QueryClient, document: string | null, quote: string) {
  if (document === null || quote === '') return null;
  const content = await queryClient.fetchQuery({ ...contentQuery(document), staleTime: 0 }).catch(() => null);
  return content !== null && isQuotedFrom(content, quote) ? { document, quote } : null;
}

/** The words that are selected in the item's text; '' when none are. */
function selectedWords(): string {
  const selection = window.getSelection();
  const node = selection?.anchorNode;
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest('.sheet-text') == null ? '' : quoteOf(selection?.toString() ?? '');
}
