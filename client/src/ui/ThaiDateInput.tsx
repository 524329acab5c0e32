import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import './thaiDateInput.css';
import { type DateParts, isoOf, partsOf } from './thaiDate.ts';

/**
 * A day as it is written in Thai offices: day, month by name, year of the Buddhist era; Thai digits are taken, too.
 * `value` is an ISO date, null for none; what is no day yet, or not one of the calendar, is told as undefined.
 */
export function ThaiDateInput({
  label,
  value,
  onChange,
  error = null,
}: {
  label: string;
  value: string | null;
  onChange: (value: string | null | undefined) => void;
  /** Why the day is not taken, beside what the calendar says. */
  error?: string | null;
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const [parts, setParts] = useState<DateParts>(() => partsOf(value));
  const warning = useId();
  const isWrong = isoOf(parts) === undefined && parts.day !== '' && parts.month !== '' && parts.year.length >= 4;
  const change = (changed: Partial<DateParts>): void => {
    const next = { ...parts, ...changed };
    setParts(next);
    onChange(isoOf(next));
  };
  const told = isWrong ? t('evidence.date.wrong') : error;
  const field = { error: told !== null, 'aria-describedby': told === null ? undefined : warning };
  return (
    <fieldset className="thai-date">
      <legend>{label}</legend>
      <div>
        <TextInput
          {...field}
          aria-label={`${label} ${t('evidence.date.day')}`}
          placeholder={t('evidence.date.day')}
          inputMode="numeric"
          maxLength={2}
          value={parts.day}
          onChange={({ currentTarget }) => change({ day: currentTarget.value })}
        />
        <NativeSelect
          {...field}
          aria-label={`${label} ${t('evidence.date.month')}`}
          value={parts.month}
          data={[{ value: '', label: t('evidence.date.month') }, ...monthsIn(language)]}
          onChange={({ currentTarget }) => change({ month: currentTarget.value })}
        />
        <TextInput
          {...field}
          aria-label={`${label} ${t('evidence.date.year')}`}
          placeholder={t('evidence.date.year')}
          inputMode="numeric"
          maxLength={4}
          value={parts.year}
          onChange={({ currentTarget }) => change({ year: currentTarget.value })}
        />
        {(parts.day !== '' || parts.month !== '' || parts.year !== '') && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('evidence.date.clear')}
            onClick={() => change({ day: '', month: '', year: '' })}
          >
            <IconX size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <p id={warning} aria-live="polite">
        {told}
      </p>
    </fieldset>
  );
}

function monthsIn(language: 'th' | 'en') {
  const name = new Intl.DateTimeFormat(language === 'th' ? 'th-TH' : 'en-GB', { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => ({
    value: String(month + 1),
    label: name.format(Date.UTC(2000, month, 1)),
  }));
}
