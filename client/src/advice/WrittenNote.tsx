import { Button, Modal } from '@mantine/core';
import type { NoteAnswer } from '@ruam/shared/api/advice.ts';
import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NoteFacts, useChangeNote, useSubmitNote } from '../api/advice.ts';
import type { DocumentStatus } from '../sync/status.ts';
import { FormError } from '../ui/FormError.tsx';
import { SaveState } from '../ui/SaveState.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { NoteForm } from './NoteForm.tsx';
import type { NoteSlot } from './noteSlot.ts';

/** A note under its author's hands: the editor, whether the text is safe, and the way to submit it. */
export function WrittenNote({
  note,
  document,
  person,
  label,
  drawNote,
}: {
  note: NoteAnswer;
  document: DocumentAnswer;
  person: PersonAnswer;
  label: string;
  drawNote: NoteSlot;
}) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<DocumentStatus | null>(null);
  const [toolbar, setToolbar] = useState<HTMLElement | null>(null);
  const [isSubmitting, setIsSubmitting] = useState(false);
  const isDraft = note.submittedAt === null;
  const isSaved = status?.name === 'saved';
  const hasUnsent = status !== null && 'unsent' in status && status.unsent > 0;
  return (
    <>
      <div className="note-tools" ref={setToolbar} />
      <div className="note-editor">
        {drawNote({
          document,
          person,
          paragraphPrefix: null,
          label,
          editable: document.mayWrite,
          onStatus: setStatus,
          onPresence: () => undefined,
          onCounts: () => undefined,
          toolbar,
        })}
      </div>
      {isDraft && (
        <div className="note-foot">
          <SaveState status={status} mayWrite={document.mayWrite} hasUnsent={hasUnsent} />
          <ChangeFacts note={note} cycle={document.cycle} />
          <Button size="sm" disabled={!isSaved} onClick={() => setIsSubmitting(true)}>
            {t('adviceNotes.submit.open')}
          </Button>
          {!isSaved && (
            <small>
              <ThaiText>{t('adviceNotes.submit.wait')}</ThaiText>
            </small>
          )}
        </div>
      )}
      {isDraft && isSubmitting && (
        <SubmitDialog cycle={document.cycle} document={note.document} onClose={() => setIsSubmitting(false)} />
      )}
    </>
  );
}

function SubmitDialog({ cycle, document, onClose }: { cycle: string; document: string; onClose: () => void }) {
  const { t } = useTranslation();
  const submit = useSubmitNote(cycle, document);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('adviceNotes.submit.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className="note-first">
        <ThaiText>{t('adviceNotes.submit.effect')}</ThaiText>
      </p>
      <FormError error={submit.error} />
      <footer className="note-form-foot">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={submit.isPending} onClick={() => submit.mutate(undefined, { onSuccess: onClose })}>
          {t('adviceNotes.submit.confirm')}
        </Button>
      </footer>
    </Modal>
  );
}

function ChangeFacts({ note, cycle }: { note: NoteAnswer; cycle: string }) {
  const { t } = useTranslation();
  const change = useChangeNote(cycle, note.document);
  const [isOpen, setIsOpen] = useState(false);
  const [entered, setEntered] = useState<NoteFacts | null>(null);
  const facts: NoteFacts = entered ?? {
    type: note.type ?? 'observation',
    severity: note.severity ?? 'minor',
    visitDate: note.visitDate,
    passage: note.passage,
  };
  return (
    <>
      <Button size="sm" variant="default" onClick={() => setIsOpen(true)}>
        {t('adviceNotes.write.change')}
      </Button>
      {isOpen && (
        <NoteForm
          title={t('adviceNotes.write.changeTitle')}
          submitLabel={t('adviceNotes.write.save')}
          facts={facts}
          onChange={setEntered}
          isBusy={change.isPending}
          error={change.error}
          onSubmit={() =>
            change.mutate(facts, {
              onSuccess: () => {
                setIsOpen(false);
                setEntered(null);
              },
            })
          }
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
