import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Desk } from './desk.ts';
import { writeClock } from './timer.ts';
import { useNow } from './useNow.ts';

const minuteMs = 60_000;
const usualMinutes = 15;
const maxMinutes = 600;

/** A countdown on the screen: started for so many minutes, made longer, stopped. */
export function CountdownForm({ desk: { stage, change, serverTime }, onDone }: { desk: Desk; onDone: () => void }) {
  const { t } = useTranslation();
  const now = serverTime(useNow());
  const [minutes, setMinutes] = useState(usualMinutes);
  const [label, setLabel] = useState(stage.countdown?.label ?? '');
  const { countdown } = stage;
  if (countdown !== null)
    return (
      <div className="console-form">
        <p className="console-left" role="timer">
          {countdown.endsAt > now
            ? t('console.countdown.left', { time: writeClock(countdown.endsAt - now) })
            : t('console.countdown.over')}
        </p>
        {countdown.label !== '' && <p lang="th">{countdown.label}</p>}
        <div className="console-form-actions">
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              change({ countdown: null, ...(stage.mode === 'countdown' ? { mode: 'agenda' } : {}) });
              onDone();
            }}
          >
            {t('console.countdown.stop')}
          </Button>
          <Button
            variant="default"
            size="sm"
            onClick={() =>
              change({ countdown: { ...countdown, endsAt: Math.round(Math.max(now, countdown.endsAt) + minuteMs) } })
            }
          >
            {t('console.countdown.more')}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="console-form"
      onSubmit={(event) => {
        event.preventDefault();
        change({
          mode: 'countdown',
          isBlank: false,
          countdown: { endsAt: Math.round(now + minutes * minuteMs), label: label.trim() },
        });
        onDone();
      }}
    >
      <NumberInput
        data-autofocus
        label={t('console.countdown.minutes')}
        min={1}
        max={maxMinutes}
        allowDecimal={false}
        value={minutes}
        onChange={(value) => setMinutes(typeof value === 'number' ? value : 0)}
      />
      <TextInput
        label={t('console.countdown.label')}
        placeholder={t('console.countdown.hint')}
        maxLength={200}
        value={label}
        onChange={({ currentTarget }) => setLabel(currentTarget.value)}
      />
      <div className="console-form-actions">
        <Button type="submit" size="sm" disabled={minutes < 1}>
          {t('console.countdown.start')}
        </Button>
      </div>
    </form>
  );
}
