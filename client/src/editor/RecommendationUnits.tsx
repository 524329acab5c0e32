import { Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { RecommendationAttributes } from '@ruam/shared/document/schema.ts';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface UnitsProps {
  readonly attributes: RecommendationAttributes;
  readonly isEditable: boolean;
  readonly onChange: (change: Partial<Record<keyof RecommendationAttributes, unknown>>) => void;
}

/** The responsible units as chips; the words as they were written show on hover. */
export function RecommendationUnits({ attributes, isEditable, onChange }: UnitsProps) {
  const { t } = useTranslation();
  const { units, responsibleText } = attributes;
  if (units.length === 0 && responsibleText === null && !isEditable) return null;
  const asWritten =
    responsibleText === null ? undefined : t('editor.recommendation.asWritten', { text: responsibleText });
  const change = (next: readonly string[], words: string): void =>
    onChange({ units: next.length > 0 ? next : null, responsibleText: words === '' ? null : words });
  const add = (unit: string): void => {
    if (!units.includes(unit)) change([...units, unit], wordsWith(responsibleText, units, unit));
  };
  const remove = (unit: string): void => {
    const next = units.filter((other) => other !== unit);
    change(next, wordsWithout(responsibleText, next, unit));
  };
  return (
    <div className="recommendation-units" contentEditable={false}>
      <span className="recommendation-units-label" title={asWritten}>
        {t('editor.recommendation.responsible')}
      </span>
      {units.length === 0 && responsibleText !== null && <span>{responsibleText}</span>}
      {units.map((unit) => (
        <span key={unit} className="unit-chip" title={asWritten}>
          {unit}
          {isEditable && (
            <button
              type="button"
              aria-label={t('editor.recommendation.removeUnit', { unit })}
              onClick={() => remove(unit)}
            >
              <IconX size={14} stroke={1.75} aria-hidden />
            </button>
          )}
        </span>
      ))}
      {isEditable && <AddUnit onAdd={add} />}
    </div>
  );
}

/** The printed words follow the chips, and keep what no chip stands for ("และสำนักที่เกี่ยวข้อง"). */
function wordsWith(words: string | null, units: readonly string[], unit: string): string {
  return words === null ? [...units, unit].join(' ') : `${words} ${unit}`;
}

function wordsWithout(words: string | null, rest: readonly string[], unit: string): string {
  if (words === null || !words.includes(unit)) return rest.join(' ');
  return words.replace(unit, '').replaceAll(/ {2,}/g, ' ').trim();
}

function AddUnit({ onAdd }: { onAdd: (unit: string) => void }) {
  const { t } = useTranslation();
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const add = (): void => {
    const unit = typed.trim().normalize('NFC');
    if (unit !== '') onAdd(unit);
    setTyped('');
    close();
  };
  return (
    <Popover
      opened={isOpen}
      onChange={(isNowOpen) => (isNowOpen ? open() : close())}
      position="bottom-start"
      width={320}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button type="button" className="unit-chip unit-chip-add" onClick={toggle}>
          <IconPlus size={14} stroke={1.75} aria-hidden />
          {t('editor.recommendation.addUnit')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          label={t('editor.recommendation.addUnitLabel')}
          placeholder={t('editor.recommendation.unitPlaceholder')}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
