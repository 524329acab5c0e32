import { Button } from '@mantine/core';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { quorumOf } from '@ruam/shared/meetings/quorum.ts';
import { type MeetingEvent, nextEvent } from '@ruam/shared/meetings/state.ts';
import { IconDeviceMobile, IconDeviceTv, IconFileText, IconNotes, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMeetingCommand } from '../api/meetings.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useMeetingWords } from '../i18n/useMeetingWords.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { MeetingForm } from './MeetingForm.tsx';
import { RemoveMeeting } from './RemoveMeeting.tsx';
import { StateMark } from './StateMark.tsx';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** Which meeting it is, where it stands, and what is done next with it. */
export function MeetingHead({ meeting, mayPrepare }: { meeting: MeetingDetail; mayPrepare: boolean }) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const { cycle, id, number, body, type, place, state } = meeting;
  const facts = [t(`meetings.type.${type}`), words.when(meeting), place].filter((one) => one !== '');
  return (
    <header className="meeting-head">
      <div>
        <p className="meeting-body">
          <ThaiText>{words.body(body)}</ThaiText>
        </p>
        <h1>{t('meetings.numbered', { number })}</h1>
        <p className="meetings-facts">
          <ThaiText>{facts.join(' · ')}</ThaiText>
        </p>
        <p className="meeting-standing">
          <StateMark state={state} /> <Moment meeting={meeting} />
        </p>
      </div>
      <div className="meeting-actions">
        <Button
          component={Link}
          href={paths.meetingPack(cycle, id)}
          variant="default"
          leftSection={<IconFileText {...icon} />}
        >
          {t('meetings.pack.open')}
        </Button>
        {meeting.minutes !== null && (
          <Button
            component={Link}
            href={paths.meetingMinutes(cycle, id)}
            variant="default"
            leftSection={<IconNotes {...icon} />}
          >
            {t('minutes.title')}
          </Button>
        )}
        {state !== 'planned' && (
          <Button
            component={Link}
            href={paths.meetingJoin(cycle, id)}
            variant="default"
            leftSection={<IconDeviceMobile {...icon} />}
          >
            {t(mayPrepare ? 'meetings.qr.open' : 'meetings.join.enter')}
          </Button>
        )}
        {mayPrepare && (state === 'published' || state === 'running') && (
          <Button
            component={Link}
            href={paths.meetingConsole(cycle, id)}
            variant="default"
            aria-keyshortcuts="Control+Alt+P"
            leftSection={<IconDeviceTv {...icon} />}
          >
            {t('console.open')}
          </Button>
        )}
        {mayPrepare && state !== 'ended' && <EditMeeting meeting={meeting} />}
        {mayPrepare && state === 'planned' && <RemoveMeeting meeting={meeting} />}
        {mayPrepare && <NextStep meeting={meeting} />}
      </div>
    </header>
  );
}

function Moment({ meeting: { state, publishedAt, begunAt, endedAt } }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = { planned: null, published: publishedAt, running: begunAt, ended: endedAt }[state];
  if (state === 'planned' || at === null) return null;
  return <span className="meetings-facts">{t(`meetings.stateAt.${state}`, { at: format.full(at) })}</span>;
}

function EditMeeting({ meeting }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const change = useMeetingCommand(meeting.cycle, meeting.id);
  const close = (): void => {
    change.reset();
    setIsOpen(false);
  };
  return (
    <>
      <Button variant="default" leftSection={<IconPencil {...icon} />} onClick={() => setIsOpen(true)}>
        {t('meetings.edit')}
      </Button>
      {isOpen && (
        <MeetingForm
          cycle={meeting.cycle}
          meetings={[]}
          meeting={meeting}
          isPending={change.isPending}
          error={change.error}
          onSave={({ body: _body, ...changes }) => change.mutate({ type: 'change', changes }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}

/** Publishing, beginning and ending, each asked once more where it cannot be taken back or something is amiss. */
function NextStep({ meeting }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const step = useMeetingCommand(meeting.cycle, meeting.id);
  const [asked, setAsked] = useState<MeetingEvent | null>(null);
  const event = nextEvent(meeting.state);
  if (event === null) return null;
  const { isReached } = quorumOf(
    meeting.quorum,
    meeting.members.map(({ presence }) => presence),
  );
  const go = (): void => {
    setAsked(null);
    step.mutate({ type: 'step', event });
  };
  if (asked === event)
    return (
      <fieldset className="meeting-sure">
        <legend>
          <ThaiText>{t(`meetings.step.${event}Sure`, { count: meeting.members.length })}</ThaiText>
        </legend>
        <Button variant="default" onClick={() => setAsked(null)}>
          {t('common.cancel')}
        </Button>
        <Button autoFocus onClick={go}>
          {t(`meetings.step.${event}`)}
        </Button>
      </fieldset>
    );
  return (
    <>
      <Button loading={step.isPending} onClick={() => (event === 'begin' && isReached ? go() : setAsked(event))}>
        {t(`meetings.step.${event}`)}
      </Button>
      <FormError error={step.error} />
    </>
  );
}
