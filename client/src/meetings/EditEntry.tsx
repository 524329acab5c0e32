import { Button, Modal, NumberInput, Textarea, TextInput } from '@mantine/core';
import type { AgendaEntry, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { maxEntryLetters, maxNoteLetters } from '@ruam/shared/meetings/bounds.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeetingCommand } from '../api/meetings.ts';
import { FormError } from '../ui/FormError.tsx';

/** Changes the words of an entry; stays open with the reason when that fails. */
export function EditEntry({
  meeting,
  entry,
  onClose,
}: {
  meeting: MeetingDetail;
  entry: AgendaEntry;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const change = useMeetingCommand(meeting.cycle, meeting.id);
  const [title, setTitle] = useState(entry.title ?? '');
  const [detail, setDetail] = useState(entry.detail);
  const [minutes, setMinutes] = useState(entry.minutes);
  const isText = entry.kind === 'text';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('meetings.edit')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      <form
        className="meeting-form"
        onSubmit={(event) => {
          event.preventDefault();
          const words = isText ? { title, detail } : { detail };
          change.mutate({ type: 'changeEntry', id: entry.id, ...words, minutes }, { onSuccess: onClose });
        }}
      >
        {isText && (
          <TextInput
            label={t('meetings.agenda.words')}
            maxLength={maxEntryLetters}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        )}
        <Textarea
          label={t('meetings.agenda.detail')}
          autosize
          minRows={3}
          maxLength={maxNoteLetters}
          value={detail}
          onChange={({ currentTarget }) => setDetail(currentTarget.value)}
        />
        <NumberInput
          label={t('meetings.agenda.minutesPlanned')}
          min={0}
          max={600}
          allowDecimal={false}
          value={minutes ?? ''}
          onChange={(value) => setMinutes(typeof value === 'number' && value > 0 ? value : null)}
        />
        <FormError error={change.error} />
        <div className="meeting-form-actions">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={isText && title.trim() === ''}>
            {t('meetings.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
