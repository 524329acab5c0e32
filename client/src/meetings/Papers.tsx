import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingDetail, PaperAnswer } from '@ruam/shared/api/meetings.ts';
import { acceptedFiles } from '@ruam/shared/evidence/mediaTypes.ts';
import { agendaNumbers } from '@ruam/shared/meetings/agenda.ts';
import { IconPaperclip, IconTrash, IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evidenceQuery } from '../api/evidence.ts';
import { filePath, uploadFile } from '../api/files.ts';
import { useMeetingCommand } from '../api/meetings.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { FormError } from '../ui/FormError.tsx';

/** The papers of a meeting: files of the register, and files that were uploaded for it. */
export function Papers({
  meeting,
  items,
  mayChange,
}: {
  meeting: MeetingDetail;
  items: readonly ItemAnswer[];
  mayChange: boolean;
}) {
  const { t } = useTranslation();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const numbers = agendaNumbers(meeting.agenda);
  const { papers } = meeting;
  return (
    <section className="meeting-papers" aria-labelledby="meeting-papers">
      <h2 id="meeting-papers">{t('meetings.papers.title')}</h2>
      {papers.length === 0 && <p className="meetings-facts">{t('meetings.papers.none')}</p>}
      {papers.length > 0 && (
        <ul className="ruam-paper">
          {papers.map((paper) => (
            <li key={paper.id}>
              <IconPaperclip size={18} stroke={1.75} aria-hidden />
              <Paper paper={paper} number={numbers.get(paper.entry ?? '') ?? null} />
              {mayChange && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('meetings.papers.remove', { title: paper.title })}
                  onClick={() => command.mutate({ type: 'removePaper', id: paper.id })}
                >
                  <IconTrash size={18} stroke={1.75} aria-hidden />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      <FormError error={command.error} />
      {mayChange && <AddPaper meeting={meeting} items={items} numbers={numbers} />}
    </section>
  );
}

function Paper({ paper: { title, file }, number }: { paper: PaperAnswer; number: string | null }) {
  const { t } = useTranslation();
  return (
    <span>
      {file === null ? (
        title
      ) : (
        <a href={filePath(file.id)} download={file.name}>
          {title}
        </a>
      )}
      {file === null && <span className="meetings-facts">{t('meetings.papers.closed')}</span>}
      {number !== null && <span className="meetings-facts">{t('meetings.papers.of', { number })}</span>}
    </span>
  );
}

function AddPaper({
  meeting,
  items,
  numbers,
}: {
  meeting: MeetingDetail;
  items: readonly ItemAnswer[];
  numbers: ReadonlyMap<string, string>;
}) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const register = useQuery(evidenceQuery(meeting.cycle)).data ?? [];
  const input = useRef<HTMLInputElement>(null);
  const [entry, setEntry] = useState('');
  const [evidence, setEvidence] = useState('');
  const belongs = entry === '' ? {} : { entry };
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const { id, name } = await uploadFile(meeting.cycle, file, { use: 'evidence' });
        await command.mutateAsync({ type: 'addPaper', paper: { file: id, title: name, ...belongs } });
      }
    },
  });
  const isThere = (id: string) => meeting.papers.some((paper) => paper.evidence === id);
  const offered = register.filter(({ id, removed }) => removed === null && !isThere(id));
  return (
    <div className="meeting-papers-add">
      <NativeSelect
        label={t('meetings.papers.forEntry')}
        value={entry}
        onChange={({ currentTarget }) => setEntry(currentTarget.value)}
        data={[
          { value: '', label: t('meetings.papers.whole') },
          ...meeting.agenda.map((one) => ({
            value: one.id,
            label: `${numbers.get(one.id) ?? ''} ${words.entry(one, items)}`,
          })),
        ]}
      />
      <div>
        <Button
          variant="default"
          leftSection={<IconUpload size={18} stroke={1.75} aria-hidden />}
          loading={upload.isPending}
          onClick={() => input.current?.click()}
        >
          {t('meetings.papers.upload')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={acceptedFiles}
          aria-label={t('meetings.papers.upload')}
          onChange={({ currentTarget }) => {
            upload.mutate([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </div>
      {offered.length > 0 && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (evidence === '') return;
            const paper = { evidence, ...belongs };
            command.mutate({ type: 'addPaper', paper }, { onSuccess: () => setEvidence('') });
          }}
        >
          <NativeSelect
            label={t('meetings.papers.fromRegister')}
            value={evidence}
            onChange={({ currentTarget }) => setEvidence(currentTarget.value)}
            data={[
              { value: '', label: t('meetings.agenda.choose') },
              ...offered.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
          <Button type="submit" variant="default" disabled={evidence === ''}>
            {t('meetings.papers.add')}
          </Button>
        </form>
      )}
      <span role="status">{upload.isPending && t('meetings.papers.sending')}</span>
      <FormError error={upload.error ?? command.error} />
    </div>
  );
}
