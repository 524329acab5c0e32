import { Button } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { AgendaEntry, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { type AgendaSection, agendaNumbers, agendaSections, stepOf } from '@ruam/shared/meetings/agenda.ts';
import { IconListCheck, IconPlus } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddClaims, useMeetingCommand, useMoveEntry } from '../api/meetings.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { AddEntry } from './AddEntry.tsx';
import { AgendaLine, dragged } from './AgendaLine.tsx';

/** The agenda in its five sections; the secretariat orders it by dragging, by keys or by the menu of an entry. */
export function Agenda({
  meeting,
  items,
  mayChange,
}: {
  meeting: MeetingDetail;
  items: readonly ItemAnswer[];
  mayChange: boolean;
}) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const mover = useMoveEntry(meeting.cycle, meeting.id);
  const [addingTo, setAddingTo] = useState<AgendaSection | null>(null);
  const [said, setSaid] = useState('');
  /** The entry whose handle gets the focus back when it has moved. */
  const moving = useRef<string | null>(null);
  const { agenda } = meeting;
  const numbers = agendaNumbers(agenda);
  const nameOf = (id: string): string => {
    const entry = agenda.find((one) => one.id === id);
    return entry ? words.entry(entry, items) : '';
  };

  const move = (id: string, choose: Parameters<typeof mover.move>[1]): void => {
    const after = mover.move(id, choose);
    const entry = after?.find((one) => one.id === id);
    if (!after || !entry) return;
    const number = agendaNumbers(after).get(id) ?? '';
    setSaid(t('meetings.agenda.moved', { title: nameOf(id), number, section: words.section(entry.section) }));
  };
  const step = (id: string, by: -1 | 1): void => {
    moving.current = id;
    move(id, (shown) => stepOf(shown, id, by));
  };
  const dropped = (event: DragEvent, section: AgendaSection, after: string | null): void => {
    event.preventDefault();
    event.stopPropagation();
    const id = event.dataTransfer.getData(dragged);
    if (agenda.some((entry) => entry.id === id))
      move(id, (shown) => (isBehind(shown, section, after) ? { section, after } : null));
  };

  return (
    <section className="agenda" aria-labelledby="meeting-agenda">
      <div className="agenda-head">
        <h2 id="meeting-agenda">{t('meetings.agenda.title')}</h2>
        {mayChange && <AddClaims cycle={meeting.cycle} id={meeting.id} />}
      </div>
      {mayChange && <p className="meetings-facts">{t('meetings.agenda.keys')}</p>}
      <FormError error={mover.error ?? command.error} />
      <p className="ruam-hidden" role="status">
        {said}
      </p>
      <div className="ruam-paper">
        {agendaSections.map((section) => {
          const own = agenda.filter((entry) => entry.section === section);
          const heading = `agenda-${section}`;
          return (
            <section
              key={section}
              className="agenda-section"
              aria-labelledby={heading}
              onDragOver={(event) => mayChange && event.preventDefault()}
              onDrop={(event) => dropped(event, section, own.at(-1)?.id ?? null)}
            >
              <div className="agenda-section-head">
                <h3 id={heading}>
                  <ThaiText>{words.section(section)}</ThaiText>
                </h3>
                {mayChange && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
                    aria-label={t('meetings.agenda.addTo', { section: words.section(section) })}
                    onClick={() => setAddingTo(section)}
                  >
                    {t('meetings.agenda.add')}
                  </Button>
                )}
              </div>
              {own.length === 0 ? (
                <p className="agenda-empty">{t('meetings.agenda.empty')}</p>
              ) : (
                <ol>
                  {own.map((entry, at) => (
                    <AgendaLine
                      key={entry.id}
                      meeting={meeting}
                      entry={entry}
                      place={`${section} ${at}`}
                      number={numbers.get(entry.id) ?? ''}
                      name={nameOf(entry.id)}
                      item={items.find(({ code }) => code === entry.item) ?? null}
                      mayChange={mayChange}
                      moving={moving}
                      onStep={(by) => step(entry.id, by)}
                      onRemove={() => command.mutate({ type: 'removeEntry', id: entry.id })}
                      onDrop={(event, isBehind) =>
                        dropped(event, section, isBehind ? entry.id : (own[at - 1]?.id ?? null))
                      }
                    />
                  ))}
                </ol>
              )}
            </section>
          );
        })}
      </div>
      {addingTo !== null && (
        <AddEntry meeting={meeting} items={items} section={addingTo} onClose={() => setAddingTo(null)} />
      )}
    </section>
  );
}

/** Whether the entry to stand behind is still there. */
function isBehind(agenda: readonly AgendaEntry[], section: AgendaSection, after: string | null): boolean {
  return after === null || agenda.some((entry) => entry.id === after && entry.section === section);
}

function AddClaims({ cycle, id }: { cycle: string; id: string }) {
  const { t } = useTranslation();
  const add = useAddClaims(cycle, id);
  const count = add.data?.added.length;
  return (
    <div className="agenda-claims">
      <span role="status" className="meetings-facts">
        {count !== undefined && t(count === 0 ? 'meetings.agenda.noClaims' : 'meetings.agenda.claimsAdded', { count })}
      </span>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconListCheck size={18} stroke={1.75} aria-hidden />}
        loading={add.isPending}
        onClick={() => add.mutate()}
      >
        {t('meetings.agenda.addClaims')}
      </Button>
      <FormError error={add.error} />
    </div>
  );
}
