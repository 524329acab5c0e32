import { Button } from '@mantine/core';
import type { ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { levels } from '@ruam/shared/assessment/level.ts';
import { mayAdvise } from '@ruam/shared/policy/advice.ts';
import { IconHighlight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAdviseLevel } from '../api/advice.ts';
import { Choices } from '../ui/Choices.tsx';
import { FormError } from '../ui/FormError.tsx';
import { LevelChip } from '../ui/LevelChip.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** The advised level of a process item: shown to all, given by an advisor. */
export function AdvisedLevel({ cycle, person, item }: { cycle: string; person: PersonAnswer; item: ItemAnswer }) {
  const { t } = useTranslation();
  const advise = useAdviseLevel(cycle, item.code);
  const maySet = mayAdvise({ id: person.id, seats: person.roles }, cycle);
  if (item.kind !== 'process' || (!maySet && item.advised === null)) return null;
  return (
    <section className="note-advised" aria-label={t('adviceNotes.advised.title')}>
      <p className="note-advised-line">
        <IconHighlight size={18} stroke={1.75} aria-hidden />
        <span>{t('adviceNotes.advised.title')}</span>
        {item.advised === null ? (
          <small>{t('adviceNotes.advised.none')}</small>
        ) : (
          <LevelChip level={item.advised} standing="advised" />
        )}
      </p>
      {maySet && (
        <>
          <Choices
            label={t('adviceNotes.advised.own', { code: item.code })}
            options={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
            value={item.advised ?? ''}
            onChange={(value) => {
              const level = levels.find((one) => one === value);
              if (level !== undefined && level !== item.advised && !advise.isPending) advise.mutate(level);
            }}
          />
          {item.advised !== null && (
            <Button variant="subtle" size="compact-sm" loading={advise.isPending} onClick={() => advise.mutate(null)}>
              {t('adviceNotes.advised.takeBack')}
            </Button>
          )}
          <p className="note-hint">
            <ThaiText>{t('adviceNotes.advised.beside')}</ThaiText>
          </p>
        </>
      )}
      <FormError error={advise.error} />
    </section>
  );
}
