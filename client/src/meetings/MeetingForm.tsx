import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type MeetingAnswer, type MeetingDetail, meetingTypes, type NewMeeting } from '@ruam/shared/api/meetings.ts';
import { nextMeetingNumber, parseMeetingNumber } from '@ruam/shared/meetings/number.ts';
import { bodyOfCategory } from '@ruam/shared/policy/roles.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { frameworkQuery } from '../api/cycle.ts';
import { parseTime, writeTime } from '../i18n/meetingTime.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { isSameRule, knownRules, useMeetingWords } from '../i18n/useMeetingWords.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiDateInput } from '../ui/ThaiDateInput.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

const hintBelow = ['label', 'input', 'description', 'error'] as const;

/** What is said of a meeting: a new one, or one that there is. */
export function MeetingForm({
  cycle,
  meetings,
  meeting,
  isPending,
  error,
  onSave,
  onClose,
}: {
  cycle: string;
  /** Those that there are, for the next number. */
  meetings: readonly MeetingAnswer[];
  /** Null for a new one. */
  meeting: MeetingDetail | null;
  isPending: boolean;
  error: unknown;
  onSave: (said: NewMeeting) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const words = useMeetingWords();
  const { language } = useFormat();
  const categories = useQuery(frameworkQuery(cycle)).data?.categories ?? [];
  const [body, setBody] = useState(meeting?.body ?? 'steering');
  const [typedNumber, setNumber] = useState(meeting?.number ?? null);
  const [date, setDate] = useState<string | null | undefined>(meeting?.date ?? null);
  const [time, setTime] = useState(meeting?.time == null ? '' : writeTime(meeting.time, language));
  const [place, setPlace] = useState(meeting?.place ?? '');
  const [type, setType] = useState(meeting?.type ?? 'ordinary');
  const [quorum, setQuorum] = useState(meeting?.quorum ?? knownRules[0].rule);
  const offered = nextMeetingNumber(
    meetings.filter((one) => one.body === body).map(({ number }) => number),
    buddhistYear(date ?? null),
  );
  const number = typedNumber ?? offered;
  const isNumber = parseMeetingNumber(number) !== null;
  const isTime = time.trim() === '' || parseTime(time) !== null;
  const isReady = isNumber && isTime && date !== undefined;
  const rules = knownRules.some(({ rule }) => isSameRule(rule, quorum))
    ? knownRules.map(({ rule }) => rule)
    : [...knownRules.map(({ rule }) => rule), quorum];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(meeting === null ? 'meetings.form.title' : 'meetings.form.editTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={560}
    >
      <form
        className="meeting-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isPending) onSave({ body, number, date, time: parseTime(time), place, type, quorum });
        }}
      >
        {meeting === null && (
          <NativeSelect
            label={t('meetings.form.body')}
            value={body}
            onChange={({ currentTarget }) => setBody(currentTarget.value)}
            data={['steering', ...categories.map(({ code }) => bodyOfCategory(code))].map((value) => ({
              value,
              label: words.body(value),
            }))}
          />
        )}
        <div className="meeting-form-row">
          <TextInput
            label={t('meetings.form.number')}
            description={t('meetings.form.numberHint')}
            inputWrapperOrder={[...hintBelow]}
            error={isNumber ? null : t('meetings.form.numberWrong')}
            maxLength={60}
            value={number}
            onChange={({ currentTarget }) => setNumber(currentTarget.value)}
            data-autofocus
          />
          <NativeSelect
            label={t('meetings.form.type')}
            value={type}
            onChange={({ currentTarget }) =>
              setType(meetingTypes.find((one) => one === currentTarget.value) ?? 'ordinary')
            }
            data={meetingTypes.map((value) => ({ value, label: t(`meetings.type.${value}`) }))}
          />
        </div>
        <ThaiDateInput label={t('meetings.form.date')} value={date ?? null} onChange={setDate} />
        <div className="meeting-form-row">
          <TextInput
            label={t('meetings.form.time')}
            description={t('meetings.form.timeHint')}
            inputWrapperOrder={[...hintBelow]}
            error={isTime ? null : t('meetings.form.timeWrong')}
            maxLength={12}
            value={time}
            onChange={({ currentTarget }) => setTime(currentTarget.value)}
          />
          <NativeSelect
            label={t('meetings.form.quorum')}
            value={String(rules.findIndex((rule) => isSameRule(rule, quorum)))}
            onChange={({ currentTarget }) => setQuorum(rules[Number(currentTarget.value)] ?? quorum)}
            data={rules.map((rule, at) => ({ value: String(at), label: words.quorum(rule) }))}
          />
        </div>
        <TextInput
          label={t('meetings.form.place')}
          maxLength={300}
          value={place}
          onChange={({ currentTarget }) => setPlace(currentTarget.value)}
        />
        {meeting?.state === 'published' && (
          <p className="meetings-facts">
            <ThaiText>{t('meetings.form.moved')}</ThaiText>
          </p>
        )}
        <FormError error={error} />
        <div className="meeting-form-actions">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={!isReady}>
            {t('meetings.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Of the day; of today where there is none yet. */
function buddhistYear(date: string | null): number {
  return (date === null ? new Date().getFullYear() : Number(date.slice(0, 4))) + 543;
}
