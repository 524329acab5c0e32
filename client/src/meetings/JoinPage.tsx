import type { CycleAnswer, ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { agendaNumbers, agendaSections } from '@ruam/shared/meetings/agenda.ts';
import { mayTakePart } from '@ruam/shared/policy/meetings.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsQuery } from '../api/cycle.ts';
import { useMeeting } from '../api/meetings.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { JoinEntry } from './JoinEntry.tsx';
import { JoinNow } from './JoinNow.tsx';
import { Papers } from './Papers.tsx';
import { StateMark } from './StateMark.tsx';
import { NoteToSecretary, OwnHand } from './TakingPart.tsx';
import './agenda.css';
import './beside.css';
import './meetings.css';
import './join.css';

/** The participant's page, for a phone: what the meeting is at, the own hand and vote, the agenda with its texts, a note. */
export function JoinPage({
  cycle,
  person,
  id,
  drawLevel,
}: {
  cycle: CycleAnswer;
  person: PersonAnswer;
  id: string;
  /** The own level of the item under discussion. */
  drawLevel: (item: ItemAnswer) => ReactNode;
}) {
  const { t } = useTranslation();
  const found = useMeeting(cycle.id, id);
  const meeting = found.data;
  useEffect(() => {
    const name = meeting === undefined ? t('meetings.join.title') : t('meetings.numbered', { number: meeting.number });
    document.title = `${name} · ${t('shell.product')}`;
  }, [t, meeting]);
  if (meeting === undefined)
    return (
      <main className="join" id="main">
        <h1 className="ruam-hidden">{t('meetings.join.title')}</h1>
        {found.isError ? (
          <Trouble error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Skeleton widths={[60, 92, 84]} />
        )}
      </main>
    );
  const takesPart = mayTakePart({ id: person.id, seats: person.roles }, meeting);
  return (
    <main className="join" id="main">
      <JoinHead meeting={meeting} />
      {takesPart ? (
        <OwnHand meeting={meeting} person={person.id} />
      ) : (
        <p className="meetings-facts join-watching">
          <ThaiText>{t('meetings.join.watching')}</ThaiText>
        </p>
      )}
      {meeting.state === 'running' && (
        <JoinNow meeting={meeting} person={person} mayVote={takesPart} drawLevel={drawLevel} />
      )}
      {takesPart && <NoteToSecretary meeting={meeting} />}
      <JoinAgenda meeting={meeting} />
      {meeting.papers.length > 0 && <Papers meeting={meeting} items={[]} mayChange={false} />}
    </main>
  );
}

function JoinHead({ meeting }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const { number, body, place, state } = meeting;
  return (
    <header className="join-head" data-state={state}>
      <StateMark state={state} />
      <h1>{t('meetings.numbered', { number })}</h1>
      <p>
        <ThaiText>{[words.body(body), words.when(meeting), place].filter((one) => one !== '').join(' · ')}</ThaiText>
      </p>
    </header>
  );
}

function JoinAgenda({ meeting }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const items = useQuery(itemsQuery(meeting.cycle)).data ?? [];
  const numbers = agendaNumbers(meeting.agenda);
  return (
    <section aria-labelledby="join-agenda">
      <h2 id="join-agenda">{t('meetings.agenda.title')}</h2>
      {agendaSections.map((section) => {
        const own = meeting.agenda.filter((entry) => entry.section === section);
        return (
          <section key={section} className="join-section" aria-labelledby={`join-${section}`}>
            <h3 id={`join-${section}`}>
              <ThaiText>{words.section(section)}</ThaiText>
            </h3>
            {own.length > 0 && (
              <ol className="ruam-paper">
                {own.map((entry) => (
                  <JoinEntry
                    key={entry.id}
                    cycle={meeting.cycle}
                    entry={entry}
                    number={numbers.get(entry.id) ?? ''}
                    name={words.entry(entry, items)}
                    item={items.find(({ code }) => code === entry.item) ?? null}
                  />
                ))}
              </ol>
            )}
          </section>
        );
      })}
    </section>
  );
}
