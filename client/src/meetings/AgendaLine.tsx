import { ActionIcon, Menu } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconPencil, IconTrash } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { EditEntry } from './EditEntry.tsx';

/** What a dragged entry says of itself. */
export const dragged = 'text/x-agenda-entry';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** One entry of an agenda; with a handle for dragging and keys, and a menu, where it may be changed. */
export function AgendaLine({
  meeting,
  entry,
  place,
  number,
  name,
  item,
  mayChange,
  moving,
  onStep,
  onRemove,
  onDrop,
}: {
  meeting: MeetingDetail;
  entry: AgendaEntry;
  /** Changes when the entry has moved. */
  place: string;
  number: string;
  name: string;
  /** The item that it is about. */
  item: ItemAnswer | null;
  mayChange: boolean;
  moving: RefObject<string | null>;
  onStep: (by: -1 | 1) => void;
  onRemove: () => void;
  onDrop: (event: DragEvent, isBehind: boolean) => void;
}) {
  const { t } = useTranslation();
  const handle = useRef<HTMLButtonElement>(null);
  const [isEditing, setIsEditing] = useState(false);
  const [over, setOver] = useState<'before' | 'behind' | null>(null);
  // The browser forgets the focus of what is put elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each move
  useEffect(() => {
    if (moving.current !== entry.id) return;
    moving.current = null;
    handle.current?.focus();
  }, [place]);
  const pressed = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.code !== 'ArrowUp' && event.code !== 'ArrowDown')) return;
    event.preventDefault();
    onStep(event.code === 'ArrowUp' ? -1 : 1);
  };
  const isBehind = (event: DragEvent): boolean => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return event.clientY > top + height / 2;
  };
  return (
    <li
      className="agenda-line"
      data-over={over ?? undefined}
      draggable={mayChange}
      onDragStart={(event) => event.dataTransfer.setData(dragged, entry.id)}
      onDragOver={(event) => {
        if (!mayChange) return;
        event.preventDefault();
        setOver(isBehind(event) ? 'behind' : 'before');
      }}
      onDragLeave={() => setOver(null)}
      onDrop={(event) => {
        setOver(null);
        onDrop(event, isBehind(event));
      }}
    >
      {mayChange && (
        <button
          ref={handle}
          type="button"
          className="agenda-handle"
          aria-label={t('meetings.agenda.move', { title: name })}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onKeyDown={pressed}
        >
          <IconGripVertical {...icon} />
        </button>
      )}
      <span className="agenda-number">{number}</span>
      <div className="agenda-words">
        {item === null ? (
          <span>
            <ThaiText>{name}</ThaiText>
          </span>
        ) : (
          <Link href={paths.item(meeting.cycle, item.category, item.code)} draggable={false}>
            <ThaiText>{name}</ThaiText>
          </Link>
        )}
        {entry.detail !== '' && (
          <p className="agenda-detail">
            <ThaiText>{entry.detail}</ThaiText>
          </p>
        )}
      </div>
      {item?.kind === 'process' && (
        <span className="agenda-level">
          {item.approved === null ? (
            <LevelChip level={item.claimed} standing="claimed" />
          ) : (
            <LevelChip level={item.approved} standing="approved" />
          )}
        </span>
      )}
      {mayChange && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('meetings.agenda.menu', { title: name })}>
              <IconDots {...icon} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconArrowUp {...icon} />} onClick={() => onStep(-1)}>
              {t('meetings.agenda.up')}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowDown {...icon} />} onClick={() => onStep(1)}>
              {t('meetings.agenda.down')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setIsEditing(true)}>
              {t('meetings.edit')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash {...icon} />} onClick={onRemove}>
              {t('meetings.agenda.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {isEditing && <EditEntry meeting={meeting} entry={entry} onClose={() => setIsEditing(false)} />}
    </li>
  );
}
