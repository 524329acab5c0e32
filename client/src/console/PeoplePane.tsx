import { ActionIcon } from '@mantine/core';
import { IconHandOff, IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMeetingCommand } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { colorIndexOf } from '../sync/presence.ts';
import { Face } from '../ui/Face.tsx';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import type { Desk } from './desk.ts';
import './people.css';

/** So many stand there without being asked for. */
const fewPeople = 4;

/** Who is in the room: raised hands first, the longest first; and what members wrote to the secretary. */
export function PeoplePane({ desk: { meeting, cycle, slots } }: { desk: Desk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const command = useMeetingCommand(meeting.cycle, meeting.id);
  const [showsAll, setShowsAll] = useState(false);
  const { hands, members } = meeting;
  const raised = new Map(hands.map(({ person, at }) => [person, at]));
  const present = members.filter(({ person, presence }) => presence === 'present' || raised.has(person));
  // Hands in their order, then the others in that of the body.
  const sorted = present.toSorted(
    (one, other) => (raised.get(one.person) ?? Number.MAX_VALUE) - (raised.get(other.person) ?? Number.MAX_VALUE),
  );
  const shown = showsAll ? sorted : sorted.slice(0, Math.max(fewPeople, hands.length));
  return (
    <section className="console-people" aria-labelledby="console-people">
      <div className="console-part-head">
        <h2 id="console-people">{t('console.people.title')}</h2>
        <span role="status" className="console-hands">
          {hands.length > 0 && (
            <>
              <IconHandStop size={18} stroke={1.75} aria-hidden /> {t('console.people.hands', { count: hands.length })}
            </>
          )}
        </span>
      </div>
      <FormError error={command.error} />
      {present.length === 0 ? (
        <p className="console-none">
          {t('console.people.none')} <Link href={paths.meeting(cycle.id, meeting.id)}>{t('console.people.note')}</Link>
        </p>
      ) : (
        <ul>
          {shown.map(({ person, name }) => {
            const at = raised.get(person);
            return (
              <li key={person}>
                <Face name={name} colorIndex={colorIndexOf(person)} isSelf={false} small />
                <span>{name}</span>
                {at !== undefined && (
                  <>
                    <span className="console-hand">
                      {t('console.people.hand', { at: format.moment(at, Date.now()) })}
                    </span>
                    <ActionIcon
                      variant="default"
                      size={28}
                      aria-label={t('console.people.lower', { name })}
                      onClick={() => command.mutate({ type: 'lowerHand', person })}
                    >
                      <IconHandOff size={16} stroke={1.75} aria-hidden />
                    </ActionIcon>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {present.length > shown.length && (
        <button type="button" className="ruam-plain-button console-link" onClick={() => setShowsAll(true)}>
          {t('console.people.all', { count: present.length })}
        </button>
      )}
      {slots.drawNotes(meeting)}
    </section>
  );
}
