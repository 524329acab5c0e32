import { ActionIcon, Button } from '@mantine/core';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { IconHandOff, IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMeetingCommand } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** What members want of the secretary: raised hands, the longest first, and notes, those not read first. */
export function HandsAndNotes({ meeting }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const { hands, state } = meeting;
  if (state === 'planned') return null;
  return (
    <>
      {state === 'running' && (
        <section className="meeting-hands" aria-labelledby="meeting-hands" data-any={hands.length > 0}>
          <h2 id="meeting-hands">
            <IconHandStop size={20} stroke={1.75} aria-hidden />
            <span role="status">
              {hands.length === 0 ? t('meetings.hands.none') : t('meetings.hands.title', { count: hands.length })}
            </span>
          </h2>
          {hands.length > 0 && (
            <ol className="ruam-paper">
              {hands.map(({ person, name, at }) => (
                <li key={person}>
                  <span>
                    {name}
                    <span className="meetings-facts">
                      {t('meetings.hands.since', { at: format.moment(at, Date.now()) })}
                    </span>
                  </span>
                  <ActionIcon
                    variant="default"
                    aria-label={t('meetings.hands.lower', { name })}
                    onClick={() => command.mutate({ type: 'lowerHand', person })}
                  >
                    <IconHandOff size={18} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ol>
          )}
        </section>
      )}
      <FormError error={command.error} />
      <Notes meeting={meeting} />
    </>
  );
}

/** What members have written to the secretary, those not read first. */
export function Notes({ meeting }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const { notes } = meeting;
  const sorted = notes.toSorted((a, b) => Number(a.readAt !== null) - Number(b.readAt !== null) || a.at - b.at);
  if (notes.length === 0) return null;
  return (
    <section className="meeting-notes" aria-labelledby="meeting-notes">
      <h2 id="meeting-notes">{t('meetings.notes.title')}</h2>
      <ul className="ruam-paper">
        {sorted.map(({ id, name, text, at, readAt }) => (
          <li key={id} data-read={readAt !== null}>
            <span>
              <b>{name}</b> <span className="meetings-facts">{format.moment(at, Date.now())}</span>
              <p lang="th">
                <ThaiText>{text}</ThaiText>
              </p>
            </span>
            {readAt === null ? (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('meetings.notes.mark', { name })}
                onClick={() => command.mutate({ type: 'markNote', id, read: true })}
              >
                {t('meetings.notes.markWord')}
              </Button>
            ) : (
              <span className="meetings-facts">{t('meetings.notes.read')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
