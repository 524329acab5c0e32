import { ActionIcon, Button, Textarea } from '@mantine/core';
import { unitFinder } from '@ruam/shared/units/register.ts';
import { IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../../api/units.ts';
import { AddUnit } from '../../item/AddUnit.tsx';
import { unfinishedDay } from '../../item/draft.ts';
import { ThaiDateInput } from '../../ui/ThaiDateInput.tsx';
import type { DraftObservation } from './itemDraft.ts';

const most = 50;
const maxLetters = 20_000;

/** What is to be done besides: by whom, and by which day. */
export function Observations({
  cycle,
  value,
  isOfItem,
  onChange,
}: {
  cycle: string;
  value: readonly DraftObservation[];
  /** It becomes a recommendation. */
  isOfItem: boolean;
  onChange: (value: readonly DraftObservation[]) => void;
}) {
  const { t } = useTranslation();
  const register = useQuery({ ...unitsQuery(cycle), enabled: value.length > 0 });
  const finder = useMemo(() => unitFinder(register.data?.units ?? []), [register.data]);
  const set = (place: number, changed: Partial<DraftObservation>): void =>
    onChange(value.map((one, at) => (at === place ? { ...one, ...changed } : one)));
  return (
    <div className="console-observations">
      {value.map(({ text, units, due }, place) => {
        const number = place + 1;
        const remove = t('console.observations.remove', { number });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an observation is known by its place
          <fieldset key={place}>
            <div className="console-observation">
              <Textarea
                size="sm"
                lang="th"
                label={t('console.observations.text', { number })}
                autosize
                minRows={2}
                maxLength={maxLetters}
                value={text}
                onChange={({ currentTarget }) => set(place, { text: currentTarget.value })}
              />
              <ActionIcon
                size={28}
                aria-label={remove}
                title={remove}
                onClick={() => onChange(value.filter((_, at) => at !== place))}
              >
                <IconTrash size={18} stroke={1.75} aria-hidden />
              </ActionIcon>
            </div>
            <div className="console-units">
              <span className="console-figure">{t('editor.recommendation.responsible')}</span>
              {units.map((unit) => (
                <span key={unit} className="unit-chip" lang="th">
                  {unit}
                  <button
                    type="button"
                    aria-label={t('console.observations.removeUnit', { unit })}
                    onClick={() => set(place, { units: units.filter((other) => other !== unit) })}
                  >
                    <IconX size={14} stroke={1.75} aria-hidden />
                  </button>
                </span>
              ))}
              <AddUnit
                finder={finder}
                onAdd={(unit) => {
                  if (!units.includes(unit)) set(place, { units: [...units, unit] });
                }}
              />
            </div>
            <ThaiDateInput
              label={t('console.observations.due')}
              value={due === unfinishedDay ? null : due}
              onChange={(day) => set(place, { due: day === undefined ? unfinishedDay : day })}
            />
          </fieldset>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        disabled={value.length >= most}
        onClick={() => onChange([...value, { text: '', units: [], due: null }])}
      >
        {t('console.observations.add')}
      </Button>
      {isOfItem && value.length > 0 && <p className="console-hint">{t('console.observations.becomes')}</p>}
    </div>
  );
}
