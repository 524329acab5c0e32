import { ActionIcon, NumberInput, Popover } from '@mantine/core';
import type { AgendaEntry } from '@ruam/shared/api/meetings.ts';
import { IconCheck, IconClockEdit } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeetingCommand } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { FormError } from '../ui/FormError.tsx';
import { LevelWord } from '../ui/LevelChip.tsx';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { resolutionOn } from './agendaRows.ts';
import { type Desk, goTo, itemOf } from './desk.ts';
import { usedMsOf, writeClock } from './timer.ts';

const maxMinutes = 600;

/** One entry: its name, what has become of it, and its minutes; the one under discussion with its own clock. */
export function AgendaRow({
  desk,
  entry,
  number,
  now,
  onChosen,
}: {
  desk: Desk;
  entry: AgendaEntry;
  number: string;
  now: number;
  onChosen: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useMeetingWords();
  const item = itemOf(desk, entry);
  const isCurrent = entry.id === desk.stage.entry;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const resolution = resolutionOn(entry, desk.resolutions);
  // A correction in words leaves the level as it was approved.
  const level = resolution?.level ?? (resolution?.kind === 'resolved' ? (item?.approved ?? null) : null);
  const isDone = resolution !== null || (entry.kind === 'text' && entry.usedMs > 0);
  const name =
    item === null ? words.entry(entry, desk.items) : format.text(shortTitleOf(desk, item.code) ?? item.title);
  return (
    <li ref={row} className="console-entry" data-current={isCurrent} data-done={isDone && !isCurrent}>
      <button
        type="button"
        className="ruam-plain-button"
        aria-current={isCurrent ? 'step' : undefined}
        disabled={!desk.mayOperate}
        onClick={() => {
          goTo(desk, entry);
          onChosen();
        }}
      >
        <b>{item?.code ?? number}</b>
        <span>
          <ThaiText>{name}</ThaiText>
          {isCurrent && item !== null && item.claimed !== null && resolution === null && (
            <small>
              {t('console.agenda.proposed')} <LevelWord level={item.claimed} />
            </small>
          )}
        </span>
        <span className="console-figure">
          {isDone && (
            <>
              <IconCheck size={16} stroke={2} aria-hidden />
              <span className="ruam-hidden">{t('console.agenda.done')}</span>
            </>
          )}
          {level !== null && (
            <span className={levelClass(level)} title={t(`level.${level}`)}>
              <LevelGlyph level={level} />
              <span className="ruam-hidden">{t(`level.${level}`)}</span>
            </span>
          )}
          {isCurrent ? <strong>{writeClock(usedMsOf(entry, desk.stage, now))}</strong> : <Minutes entry={entry} />}
        </span>
      </button>
      {desk.meeting.state !== 'ended' && <Planned desk={desk} entry={entry} name={name} />}
    </li>
  );
}

function Minutes({ entry: { minutes, usedMs } }: { entry: AgendaEntry }) {
  const used = Math.floor(usedMs / 60_000);
  if (usedMs === 0) return minutes;
  return minutes === null ? used : `${used} / ${minutes}`;
}

/** How long the entry may take, typed beside it. */
function Planned({ desk: { meeting }, entry, name }: { desk: Desk; entry: AgendaEntry; name: string }) {
  const { t } = useTranslation();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState<number | null>(entry.minutes);
  const label = t('console.agenda.minutes', { title: name });
  const close = (): void => {
    setIsOpen(false);
    if (typed !== entry.minutes) command.mutate({ type: 'changeEntry', id: entry.id, minutes: typed });
  };
  return (
    <>
      <Popover
        opened={isOpen}
        onChange={(open) => (open ? setIsOpen(true) : close())}
        position="bottom-end"
        trapFocus
        returnFocus
        closeOnEscape={false}
      >
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            className="console-planned"
            aria-label={label}
            title={label}
            onClick={() => {
              setTyped(entry.minutes);
              setIsOpen(!isOpen);
            }}
          >
            <IconClockEdit size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>
          <NumberInput
            label={label}
            min={0}
            max={maxMinutes}
            allowDecimal={false}
            value={typed ?? ''}
            onChange={(value) => setTyped(typeof value === 'number' && value > 0 ? value : null)}
            onKeyDown={({ key }) => {
              if (key === 'Enter') close();
              else if (key === 'Escape') setIsOpen(false);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <FormError error={command.error} />
    </>
  );
}

function shortTitleOf({ framework }: Desk, code: string) {
  for (const { items } of framework.categories)
    for (const item of items) if (item.code === code) return item.shortTitle;
  return undefined;
}
