import { Button } from '@mantine/core';
import type { MeetingDetail, MeetingMember } from '@ruam/shared/api/meetings.ts';
import { presences, quorumOf } from '@ruam/shared/meetings/quorum.ts';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMeetingCommand } from '../api/meetings.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { Choices } from '../ui/Choices.tsx';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Who is a member, who has come, and whether they are enough. */
export function Members({ meeting, mayChange }: { meeting: MeetingDetail; mayChange: boolean }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const note = useMeetingCommand(meeting.cycle, meeting.id);
  const { members, quorum } = meeting;
  const { present, needed, isReached } = quorumOf(
    quorum,
    members.map(({ presence }) => presence),
  );
  const Icon = isReached ? IconCircleCheck : IconCircleDashed;
  const notPresent = members.filter(({ presence }) => presence === null);
  return (
    <section className="meeting-members" aria-labelledby="meeting-members">
      <h2 id="meeting-members">{t('meetings.members.title')}</h2>
      <p className="meeting-quorum" data-reached={isReached} role="status">
        <Icon size={20} stroke={1.75} aria-hidden />
        <span>
          <b>{t(isReached ? 'meetings.quorum.reached' : 'meetings.quorum.missing')}</b>
          <span className="meetings-facts">
            <ThaiText>{t('meetings.quorum.counted', { present, needed, members: members.length })}</ThaiText> ·{' '}
            {words.quorum(quorum)}
          </span>
        </span>
      </p>
      <FormError error={note.error} />
      {members.length === 0 ? (
        <p className="meetings-none">{t('meetings.members.none')}</p>
      ) : (
        <ul className="ruam-paper">
          {members.map((member) => (
            <li key={member.person}>
              <Member
                member={member}
                mayChange={mayChange}
                onNote={(presence) => note.mutate({ type: 'presence', person: member.person, presence })}
              />
            </li>
          ))}
        </ul>
      )}
      {mayChange && notPresent.length > 1 && (
        <Button
          variant="default"
          size="sm"
          onClick={() => {
            for (const { person } of notPresent) note.mutate({ type: 'presence', person, presence: 'present' });
          }}
        >
          {t('meetings.members.allPresent')}
        </Button>
      )}
    </section>
  );
}

function Member({
  member: { name, role, presence },
  mayChange,
  onNote,
}: {
  member: MeetingMember;
  mayChange: boolean;
  onNote: (presence: MeetingMember['presence']) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <span>
        {name}
        {t(`role.${role}`) !== name && <span className="meetings-facts">{t(`role.${role}`)}</span>}
      </span>
      {mayChange ? (
        <Choices
          label={t('meetings.members.of', { name })}
          value={presence ?? 'unknown'}
          onChange={(next) => onNote(next === presence || next === 'unknown' ? null : next)}
          options={presences.map((value) => ({ value, label: t(`meetings.members.${value}`) }))}
        />
      ) : (
        <span className="meetings-facts">{t(`meetings.members.${presence ?? 'unknown'}`)}</span>
      )}
    </>
  );
}
