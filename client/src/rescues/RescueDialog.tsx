import { Button, Modal, Textarea } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Place, useKeptWords } from '../api/keptWords.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Asks for a text and sends it; stays open with the reason when that fails, so that nothing typed is lost. */
export function RescueDialog({
  place,
  title,
  about,
  label,
  confirm,
  initial,
  maxLetters,
  isPending,
  error,
  onConfirm,
  onClose,
}: {
  /** Where the text is kept when the dialog is closed without sending. */
  place: Place;
  title: string;
  about: string;
  label: string;
  confirm: string;
  initial: string;
  maxLetters: number;
  isPending: boolean;
  /** What kept it from being sent, null when nothing did. */
  error: unknown;
  onConfirm: (text: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useKeptWords(place, initial);
  const aboutId = useId();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={620}
      aria-describedby={aboutId}
    >
      <p id={aboutId} className="rescue-dialog-about">
        <ThaiText>{about}</ThaiText>
      </p>
      <Textarea
        label={label}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={maxLetters}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      <FormError error={error} />
      <div className="rescue-dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={isPending} disabled={text.trim() === ''} onClick={() => onConfirm(text.trim())}>
          {confirm}
        </Button>
      </div>
    </Modal>
  );
}
