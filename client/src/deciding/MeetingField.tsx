import { NativeSelect } from '@mantine/core';
import type { DecidingMeeting } from '@ruam/shared/api/deciding.ts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { Banner } from '../ui/Banner.tsx';

/** The meeting that decides: named, and chosen where there are several. */
export function MeetingField({
  meetings,
  value,
  onChange,
}: {
  /** Undefined while they are read. */
  meetings: readonly DecidingMeeting[] | undefined;
  value: string | null;
  onChange: (meeting: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (meetings === undefined) return null;
  if (meetings.length === 0) return <Banner kind="warning" title={t('deciding.form.noMeeting')} />;
  const nameOf = ({ number, date, status }: DecidingMeeting): string => {
    const name =
      date === null
        ? t('deciding.form.meetingUndated', { number })
        : t('deciding.form.meetingNamed', { number, date: format.date(date) });
    return status === 'running' ? `${name} · ${t('deciding.form.running')}` : name;
  };
  return (
    <NativeSelect
      label={t('deciding.form.meeting')}
      value={value ?? ''}
      data={meetings.map((meeting) => ({ value: meeting.id, label: nameOf(meeting) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
