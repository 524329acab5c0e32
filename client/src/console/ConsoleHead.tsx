import { Button } from '@mantine/core';
import { agendaNumbers } from '@ruam/shared/meetings/agenda.ts';
import { quorumOf } from '@ruam/shared/meetings/quorum.ts';
import { nextEvent } from '@ruam/shared/meetings/state.ts';
import { IconListDetails, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMeetingCommand } from '../api/meetings.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { Seal } from '../ui/Seal.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import type { Desk } from './desk.ts';
import { usedMsOf, writeClock } from './timer.ts';
import { useNow } from './useNow.ts';
import './head.css';

/** Which meeting it is, the clock of the entry, who has come, and the end of entry and meeting. */
export function ConsoleHead({ desk, onAgenda }: { desk: Desk; onAgenda: (() => void) | null }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const { meeting, cycle } = desk;
  return (
    <header className="console-head">
      <Link
        href={paths.meeting(cycle.id, meeting.id)}
        className="app-home"
        aria-label={t('console.back', { number: meeting.number })}
      >
        <Seal />
      </Link>
      <div className="console-name">
        <b>{t('meetings.numbered', { number: meeting.number })}</b>
        <span>
          <ThaiText>{`${words.when(meeting)} · ${words.body(meeting.body)}`}</ThaiText>
        </span>
      </div>
      {onAgenda !== null && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconListDetails size={18} stroke={1.75} aria-hidden />}
          onClick={onAgenda}
        >
          {t('console.agenda.open')}
        </Button>
      )}
      <span className="console-spring" />
      {meeting.state !== 'ended' && <Clock desk={desk} />}
      <Present desk={desk} />
      <Ends desk={desk} />
    </header>
  );
}

function Clock({ desk: { entry, stage, meeting, serverTime } }: { desk: Desk }) {
  const { t } = useTranslation();
  const now = useNow();
  if (entry === null) return <span className="console-clock">{t('console.clock.none')}</span>;
  const used = usedMsOf(entry, stage, serverTime(now));
  const isOver = entry.minutes !== null && used > entry.minutes * 60_000;
  return (
    <span className="console-clock" data-over={isOver}>
      <span>{t('console.clock.entry', { number: agendaNumbers(meeting.agenda).get(entry.id) ?? '' })}</span>
      <b role="timer" aria-label={t('console.clock.label')}>
        {writeClock(used)}
      </b>
      {entry.minutes !== null && <span>{t('console.clock.of', { minutes: entry.minutes })}</span>}
      {isOver && <strong>{t('console.clock.over')}</strong>}
    </span>
  );
}

function Present({ desk: { meeting } }: { desk: Desk }) {
  const { t } = useTranslation();
  const { present, members, isReached } = quorumOf(
    meeting.quorum,
    meeting.members.map(({ presence }) => presence),
  );
  return (
    <span className="console-quorum" data-reached={isReached} role="status">
      <IconUsers size={18} stroke={1.75} aria-hidden />
      <b>{t(isReached ? 'meetings.quorum.reached' : 'meetings.quorum.missing')}</b>
      <span>{t('console.present', { present, members })}</span>
    </span>
  );
}

/** One step at a time: the entry is closed before the meeting is, and what cannot be taken back is asked once more. */
function Ends({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const { meeting, entry, change, mayOperate } = desk;
  const step = useMeetingCommand(meeting.cycle, meeting.id);
  const [isSure, setIsSure] = useState(false);
  if (meeting.state === 'running' && entry !== null)
    return (
      <Button
        variant="default"
        disabled={!mayOperate}
        onClick={() => change({ entry: null, mode: 'agenda', document: null, block: null, page: 0 })}
      >
        {t('console.closeEntry')}
      </Button>
    );
  const event = nextEvent(meeting.state);
  if (event === null) return null;
  if (isSure)
    return (
      <fieldset className="console-sure">
        <legend>
          <ThaiText>{t(`meetings.step.${event}Sure`, { count: meeting.members.length })}</ThaiText>
        </legend>
        <Button variant="default" size="sm" onClick={() => setIsSure(false)}>
          {t('common.cancel')}
        </Button>
        <Button
          autoFocus
          size="sm"
          loading={step.isPending}
          onClick={() => step.mutate({ type: 'step', event }, { onSettled: () => setIsSure(false) })}
        >
          {t(`meetings.step.${event}`)}
        </Button>
      </fieldset>
    );
  const isReached = quorumOf(
    meeting.quorum,
    meeting.members.map(({ presence }) => presence),
  ).isReached;
  const asks = event !== 'begin' || !isReached;
  return (
    <>
      <Button
        variant={event === 'end' ? 'default' : 'filled'}
        loading={step.isPending}
        onClick={() => (asks ? setIsSure(true) : step.mutate({ type: 'step', event }))}
      >
        {t(`meetings.step.${event}`)}
      </Button>
      <FormError error={step.error} />
    </>
  );
}
