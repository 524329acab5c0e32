import { Button } from '@mantine/core';
import type { MeetingDetail } from '@ruam/shared/api/meetings.ts';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useRemoveMeeting } from '../api/meetings.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';
import { ThaiText } from '../ui/ThaiText.tsx';

/** Takes a meeting away that was planned by mistake; asked once more, because it cannot be brought back. */
export function RemoveMeeting({ meeting: { cycle, id, number } }: { meeting: MeetingDetail }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [isAsked, setIsAsked] = useState(false);
  const remove = useRemoveMeeting(cycle, id);
  const go = (): void => {
    setIsAsked(false);
    remove.mutate(undefined, { onSuccess: () => navigate(paths.meetings(cycle)) });
  };
  if (isAsked)
    return (
      <fieldset className="meeting-sure">
        <legend>
          <ThaiText>{t('meetings.remove.sure', { number })}</ThaiText>
        </legend>
        <Button variant="default" autoFocus onClick={() => setIsAsked(false)}>
          {t('common.cancel')}
        </Button>
        <Button onClick={go}>{t('meetings.remove.do')}</Button>
      </fieldset>
    );
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={18} stroke={1.75} aria-hidden />}
        loading={remove.isPending}
        onClick={() => setIsAsked(true)}
      >
        {t('meetings.remove.do')}
      </Button>
      <FormError error={remove.error} />
    </>
  );
}
