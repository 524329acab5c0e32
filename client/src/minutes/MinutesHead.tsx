import { Button } from '@mantine/core';
import type { PersonAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { MinutesAnswer } from '@ruam/shared/api/resolutions.ts';
import { mayKeepMinutes, mayResolve } from '@ruam/shared/policy/resolutions.ts';
import { IconFileTypeDocx, IconListDetails, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesFile, useMinutesCommand } from '../api/resolutions.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { ConfirmMinutes } from './ConfirmMinutes.tsx';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

/** How far the minutes are, and what is done next with them. */
export function MinutesHead({
  meeting,
  minutes,
  person,
}: {
  meeting: MeetingDetail;
  minutes: MinutesAnswer;
  person: PersonAnswer;
}) {
  const { t } = useTranslation();
  const { cycle, id } = meeting;
  const actor = { id: person.id, seats: person.roles };
  const isKeeper = mayKeepMinutes(actor, cycle);
  const command = useMinutesCommand(cycle, id);
  const isOpen = minutes.state === 'draft' || minutes.state === 'circulated';
  return (
    <section className="minutes-state" data-state={minutes.state} aria-label={t('minutes.stateLabel')}>
      <div className="minutes-standing">
        <b>{t(`minutes.state.${minutes.state}`)}</b>
        <p className="minutes-facts">
          <ThaiText>{useAdvice(meeting, minutes, isKeeper)}</ThaiText>
        </p>
        {minutes.state === 'confirmed' && (
          <p className="minutes-hash">
            SHA-256 <code>{minutes.contentHash}</code>
          </p>
        )}
      </div>
      <div className="minutes-actions">
        {minutes.document !== null && (
          <Button
            component="a"
            href={minutesFile(cycle, id)}
            download
            variant="default"
            leftSection={<IconFileTypeDocx {...icon} />}
          >
            {t('minutes.docx')}
          </Button>
        )}
        {isKeeper && isOpen && (
          <Button
            variant="default"
            leftSection={<IconListDetails {...icon} />}
            loading={command.isPending && command.variables === 'seed'}
            onClick={() => command.mutate('seed')}
          >
            {t('minutes.seed')}
          </Button>
        )}
        {isKeeper && minutes.state === 'draft' && meeting.state === 'ended' && (
          <Circulate
            count={meeting.members.length}
            isPending={command.isPending && command.variables === 'circulate'}
            onGo={() => command.mutate('circulate')}
          />
        )}
        {mayResolve(actor, cycle) && minutes.state === 'circulated' && (
          <ConfirmMinutes meeting={meeting} minutes={minutes} />
        )}
        <FormError error={command.error} />
      </div>
    </section>
  );
}

/** What is to be done with them, or was done. */
function useAdvice(meeting: MeetingDetail, minutes: MinutesAnswer, isKeeper: boolean): string {
  const { t } = useTranslation();
  const format = useFormat();
  switch (minutes.state) {
    case 'none':
      return t('minutes.none');
    case 'draft':
      if (!isKeeper) return t('minutes.advice.draftMember');
      return t(meeting.state === 'ended' ? 'minutes.advice.ended' : 'minutes.advice.draft');
    case 'circulated': {
      const at = minutes.circulatedAt === null ? '' : format.full(minutes.circulatedAt);
      return t(isKeeper ? 'minutes.advice.circulated' : 'minutes.advice.circulatedMember', { at });
    }
    case 'confirmed': {
      const at = minutes.confirmedAt === null ? '' : format.full(minutes.confirmedAt);
      return t('minutes.advice.confirmed', { number: minutes.confirmedIn ?? '', at });
    }
  }
}

/** Asked once more: the members are told at once. */
function Circulate({ count, isPending, onGo }: { count: number; isPending: boolean; onGo: () => void }) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked)
    return (
      <Button leftSection={<IconSend {...icon} />} loading={isPending} onClick={() => setIsAsked(true)}>
        {t('minutes.circulate')}
      </Button>
    );
  return (
    <fieldset className="minutes-sure">
      <legend>
        <ThaiText>{t('minutes.circulateSure', { count })}</ThaiText>
      </legend>
      <Button variant="default" onClick={() => setIsAsked(false)}>
        {t('common.cancel')}
      </Button>
      <Button
        autoFocus
        onClick={() => {
          setIsAsked(false);
          onGo();
        }}
      >
        {t('minutes.circulate')}
      </Button>
    </fieldset>
  );
}
