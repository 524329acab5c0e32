import { Button, Modal } from '@mantine/core';
import { adviceSeverities, adviceTypes } from '@ruam/shared/api/advice.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoteFacts } from '../api/advice.ts';
import { Choices } from '../ui/Choices.tsx';
import { FormError } from '../ui/FormError.tsx';
import { ThaiDateInput } from '../ui/ThaiDateInput.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What stands beside the text of a note: its type, how grave it is, the visit, and the passage. */
export function NoteForm({
  title,
  submitLabel,
  facts,
  isBusy,
  error,
  onChange,
  onSubmit,
  onClose,
}: {
  title: string;
  submitLabel: string;
  facts: NoteFacts;
  isBusy: boolean;
  error: unknown;
  /** Whoever draws the form keeps what was entered, so that it outlives the dialog. */
  onChange: (facts: NoteFacts) => void;
  onSubmit: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [isDayUnfinished, setIsDayUnfinished] = useState(false);
  const change = (changed: Partial<NoteFacts>): void => onChange({ ...facts, ...changed });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }} size={520}>
      <form
        className="note-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && !isDayUnfinished) onSubmit();
        }}
      >
        <div className="note-form-field">
          <span>{t('adviceNotes.write.type')}</span>
          <Choices
            label={t('adviceNotes.write.type')}
            options={adviceTypes.map((value) => ({ value, label: t(`adviceNotes.type.${value}`) }))}
            value={facts.type}
            onChange={(type) => change({ type })}
          />
        </div>
        <div className="note-form-field">
          <span>{t('adviceNotes.write.severity')}</span>
          <Choices
            label={t('adviceNotes.write.severity')}
            options={adviceSeverities.map((value) => ({ value, label: t(`adviceNotes.severity.${value}`) }))}
            value={facts.severity}
            onChange={(severity) => change({ severity })}
          />
        </div>
        <ThaiDateInput
          label={t('adviceNotes.write.visitDate')}
          value={facts.visitDate}
          onChange={(day) => {
            setIsDayUnfinished(day === undefined);
            change({ visitDate: day ?? null });
          }}
        />
        {facts.passage === null ? (
          <p className="note-hint">
            <ThaiText>{t('adviceNotes.write.passageHint')}</ThaiText>
          </p>
        ) : (
          <div className="note-form-field">
            <span>{t('adviceNotes.write.passage')}</span>
            <blockquote lang="th" className="note-quote">
              <ThaiText>{facts.passage.quote}</ThaiText>
            </blockquote>
            <Button variant="subtle" size="compact-sm" onClick={() => change({ passage: null })}>
              {t('adviceNotes.write.dropPassage')}
            </Button>
          </div>
        )}
        <FormError error={error} />
        <footer className="note-form-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={isDayUnfinished}>
            {submitLabel}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}
