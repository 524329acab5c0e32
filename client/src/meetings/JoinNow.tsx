import type { ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { agendaNumbers } from '@ruam/shared/meetings/agenda.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { useFollowing } from '../api/following.ts';
import { stageQuery } from '../api/stage.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { LevelChip } from '../ui/LevelChip.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { JoinText } from './JoinText.tsx';
import { JoinVote } from './JoinVote.tsx';

/** What a running meeting is at: the entry under discussion, the text on the screen, the own level, the vote. */
export function JoinNow({
  meeting,
  person,
  mayVote,
  drawLevel,
}: {
  meeting: MeetingDetail;
  person: PersonAnswer;
  mayVote: boolean;
  drawLevel: (item: ItemAnswer) => ReactNode;
}) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const { follow } = useFollowing();
  const items = useQuery(itemsQuery(meeting.cycle)).data ?? [];
  const stage = useSeenStage(useQuery(stageQuery(meeting.cycle, meeting.id)).data?.stage);
  const entry = meeting.agenda.find(({ id }) => id === stage?.entry);
  const item = items.find(({ code }) => code === entry?.item);
  if (stage === undefined) return null;
  return (
    <section className="join-now" aria-labelledby="join-now">
      <JoinVote meeting={meeting} stage={stage} mayVote={mayVote} />
      <div className="ruam-paper">
        <h2 id="join-now">{t('meetings.join.now')}</h2>
        <div aria-live="polite">
          {entry === undefined ? (
            <p className="meetings-facts">{t('meetings.join.noEntry')}</p>
          ) : (
            <p className="join-now-name">
              <span className="agenda-number">{agendaNumbers(meeting.agenda).get(entry.id)}</span>{' '}
              <ThaiText>{words.entry(entry, items)}</ThaiText>
            </p>
          )}
        </div>
        {item?.kind === 'process' && (
          <p>
            {item.approved === null ? (
              <LevelChip level={item.claimed} standing="claimed" />
            ) : (
              <LevelChip level={item.approved} standing="approved" />
            )}
          </p>
        )}
        {stage.document !== null && (
          <JoinText
            key={stage.document}
            cycle={meeting.cycle}
            person={person}
            stage={stage}
            document={stage.document}
          />
        )}
        {stage.document !== null && item !== undefined && (
          <Link
            href={paths.item(meeting.cycle, item.category, item.code)}
            className="join-to-item"
            onClick={() => follow(meeting.id)}
          >
            {t('meetings.join.followThere')} <IconArrowRight size={16} stroke={1.75} aria-hidden />
          </Link>
        )}
      </div>
      {item !== undefined && drawLevel(item)}
    </section>
  );
}

/** What the room sees: while the picture is frozen or put away, the place stays, and what is prepared is nobody's yet. */
function useSeenStage(stage: Stage | undefined): Stage | undefined {
  const before = useRef<Stage | undefined>(undefined);
  const isHeld = stage !== undefined && before.current !== undefined && (stage.isFrozen || stage.isBlank);
  useEffect(() => {
    if (!isHeld) before.current = stage;
  }, [isHeld, stage]);
  if (stage === undefined || before.current === undefined || !isHeld) return stage;
  const { entry, document, block, page } = before.current;
  return { ...stage, entry, document, block, page };
}
