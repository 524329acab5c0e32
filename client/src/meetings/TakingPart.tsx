import { Button, Textarea } from '@mantine/core';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { maxNoteLetters } from '@ruam/shared/meetings/bounds.ts';
import { IconCheck, IconHandOff, IconHandStop } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptWords } from '../api/keptWords.ts';
import { useMeetingCommand } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** A member's own hand: raised once, until it is lowered. */
export function OwnHand({ meeting, person }: { meeting: MeetingDetail; person: string }) {
  const { t } = useTranslation();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const isRaised = meeting.hands.some((hand) => hand.person === person);
  const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const;
  if (meeting.state !== 'running')
    return (
      <p className="meetings-facts">{t(meeting.state === 'ended' ? 'meetings.join.over' : 'meetings.join.notYet')}</p>
    );
  return (
    <div className="join-hand" data-raised={isRaised}>
      <Button
        fullWidth
        size="lg"
        variant={isRaised ? 'default' : 'filled'}
        leftSection={isRaised ? <IconHandOff {...icon} /> : <IconHandStop {...icon} />}
        loading={command.isPending}
        onClick={() => command.mutate({ type: 'hand', raised: !isRaised })}
      >
        {t(isRaised ? 'meetings.join.lower' : 'meetings.join.raise')}
      </Button>
      <p role="status">{isRaised && t('meetings.join.raised')}</p>
      <FormError error={command.error} />
    </div>
  );
}

/** A note to the secretary, which nobody else reads, and those that were sent. */
export function NoteToSecretary({ meeting }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const [text, setText, forget] = useKeptWords(['meeting note', meeting.id]);
  // The same request, however often the button is pressed; other words are another one.
  const tried = useRef<{ readonly text: string; readonly key: string } | null>(null);
  const send = (): void => {
    const words = text.trim();
    if (words === '' || command.isPending) return;
    tried.current = tried.current?.text === words ? tried.current : { text: words, key: crypto.randomUUID() };
    command.mutate(
      { type: 'sendNote', ...tried.current },
      {
        onSuccess: () => {
          tried.current = null;
          setText('');
          forget();
        },
      },
    );
  };
  return (
    <section className="join-note">
      {meeting.state !== 'ended' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Textarea
            label={t('meetings.join.note')}
            description={t('meetings.join.noteHint')}
            autosize
            minRows={2}
            maxLength={maxNoteLetters}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <FormError error={command.error} />
          <Button type="submit" variant="default" loading={command.isPending} disabled={text.trim() === ''}>
            {t('meetings.join.send')}
          </Button>
          <span role="status" className="meetings-facts">
            {command.isSuccess && text === '' && t('meetings.join.sent')}
          </span>
        </form>
      )}
      {meeting.notes.length > 0 && (
        <>
          <h2>{t('meetings.join.own')}</h2>
          <ul className="ruam-paper">
            {meeting.notes.map(({ id, text: words, at, readAt }) => (
              <li key={id}>
                <p lang="th">
                  <ThaiText>{words}</ThaiText>
                </p>
                <span className="meetings-facts">
                  {format.moment(at, Date.now())}
                  {readAt !== null && (
                    <>
                      {' '}
                      · <IconCheck size={14} stroke={2} aria-hidden /> {t('meetings.notes.read')}
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
