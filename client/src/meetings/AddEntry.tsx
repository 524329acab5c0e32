import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingDetail, NewAgendaEntry } from '@ruam/shared/api/meetings.ts';
import type { AgendaSection } from '@ruam/shared/meetings/agenda.ts';
import { maxEntryLetters, maxNoteLetters } from '@ruam/shared/meetings/bounds.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentsQuery } from '../api/cycle.ts';
import { meetingsQuery, useMeetingCommand } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { Choices } from '../ui/Choices.tsx';
import { FormError } from '../ui/FormError.tsx';

const kinds = ['text', 'item', 'document'] as const;
type Kind = (typeof kinds)[number];

/** Puts words, an item or a document into a section. */
export function AddEntry({
  meeting,
  items,
  section,
  onClose,
}: {
  meeting: MeetingDetail;
  items: readonly ItemAnswer[];
  section: AgendaSection;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMeetingWords();
  const add = useMeetingCommand(meeting.cycle, meeting.id);
  const [kind, setKind] = useState<Kind>(section === 'confirmMinutes' ? 'document' : 'text');
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState('');
  const [detail, setDetail] = useState('');
  // The same request, however often the button is pressed.
  const [key] = useState(() => crypto.randomUUID());
  const documents = useDocuments(meeting);
  const isThere = (code: string) => meeting.agenda.some(({ item }) => item === code);
  const options = {
    item: items
      .filter(({ code }) => !isThere(code))
      .map((item) => ({
        value: item.code,
        label: t('meetings.agenda.itemTitle', { code: item.code, title: format.text(item.title) }),
      })),
    document: documents,
  };
  const isReady = kind === 'text' ? title.trim() !== '' : chosen !== '';
  const entry = (): NewAgendaEntry => {
    const rest = { section, detail, key };
    switch (kind) {
      case 'text':
        return { ...rest, kind, title };
      case 'item':
        return { ...rest, kind, item: chosen };
      case 'document':
        return { ...rest, kind, document: chosen };
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('meetings.agenda.addTo', { section: words.section(section) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      <form
        className="meeting-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !add.isPending) add.mutate({ type: 'addEntry', entry: entry() }, { onSuccess: onClose });
        }}
      >
        <Choices
          label={t('meetings.agenda.what')}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setChosen('');
          }}
          options={kinds.map((value) => ({ value, label: t(`meetings.agenda.kind.${value}`) }))}
        />
        {kind === 'text' ? (
          <TextInput
            label={t('meetings.agenda.words')}
            maxLength={maxEntryLetters}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
            data-autofocus
          />
        ) : (
          <NativeSelect
            label={t(`meetings.agenda.${kind}`)}
            value={chosen}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            data={[{ value: '', label: t('meetings.agenda.choose') }, ...options[kind]]}
          />
        )}
        <Textarea
          label={t('meetings.agenda.detail')}
          autosize
          minRows={2}
          maxLength={maxNoteLetters}
          value={detail}
          onChange={({ currentTarget }) => setDetail(currentTarget.value)}
        />
        <FormError error={add.error} />
        <div className="meeting-form-actions">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={!isReady}>
            {t('meetings.agenda.add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The overview, and the minutes of other meetings. */
function useDocuments(meeting: MeetingDetail): { value: string; label: string }[] {
  const { t } = useTranslation();
  const documents = useQuery(documentsQuery(meeting.cycle)).data ?? [];
  const meetings = useQuery(meetingsQuery(meeting.cycle)).data ?? [];
  const overviews = documents.filter(({ kind }) => kind === 'overview');
  const minutes = meetings.flatMap(({ id, number, minutes: document }) =>
    document === null || id === meeting.id
      ? []
      : [{ value: document, label: t('meetings.agenda.minutesOf', { number }) }],
  );
  const all = [...minutes, ...overviews.map(({ id }) => ({ value: id, label: t('meetings.agenda.overview') }))];
  return all.filter(({ value }) => meeting.agenda.every(({ document }) => document?.id !== value));
}
