import { Button, Modal, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../i18n/errorWords.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Asks for a text and sends it; stays open with the reason when that fails, so that nothing typed is lost. */
export function RescueDialog({
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
  const [text, setText] = useState(initial);
  const aboutId = useId();
  const words = error === null ? null : errorWords(t, error);
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
      <div aria-live="assertive" className="rescue-dialog-error">
        {words !== null && (
          <p>
            <strong>{words.title}</strong> {words.advice}
          </p>
        )}
      </div>
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
