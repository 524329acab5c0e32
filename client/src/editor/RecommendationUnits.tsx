import type { RecommendationAttributes } from '@ruam/shared/document/schema.ts';
import { type UnitFinder, unitFinder } from '@ruam/shared/units/register.ts';
import { IconArrowsSplit, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '../api/units.ts';
import { AddUnit } from '../item/AddUnit.tsx';

interface UnitsProps {
  readonly cycle: string;
  readonly attributes: RecommendationAttributes;
  readonly isEditable: boolean;
  readonly onChange: (change: Partial<Record<keyof RecommendationAttributes, unknown>>) => void;
}

/** The responsible units as chips, chosen from the register; the words as they were written show on hover. */
export function RecommendationUnits({ cycle, attributes, isEditable, onChange }: UnitsProps) {
  const { t } = useTranslation();
  const register = useQuery(unitsQuery(cycle));
  const finder = useMemo(() => unitFinder(register.data?.units ?? []), [register.data]);
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
  const expand = (group: string): void => {
    const members = finder.find(group)?.members ?? [];
    const next = [...new Set(units.flatMap((unit) => (unit === group ? members : [unit])))];
    change(next, next.join(' '));
  };
  return (
    <div className="recommendation-units" contentEditable={false}>
      <span className="recommendation-units-label" title={asWritten}>
        {t('editor.recommendation.responsible')}
      </span>
      {units.length === 0 && responsibleText !== null && <span>{responsibleText}</span>}
      {units.map((unit) => (
        <UnitChip
          key={unit}
          unit={unit}
          asWritten={asWritten}
          finder={register.data === undefined ? null : finder}
          onExpand={isEditable ? () => expand(unit) : null}
          onRemove={isEditable ? () => remove(unit) : null}
        />
      ))}
      {isEditable && <AddUnit finder={finder} onAdd={add} />}
    </div>
  );
}

function UnitChip({
  unit,
  asWritten,
  finder,
  onExpand,
  onRemove,
}: {
  unit: string;
  asWritten: string | undefined;
  /** Null while the register is not known. */
  finder: UnitFinder | null;
  onExpand: (() => void) | null;
  onRemove: (() => void) | null;
}) {
  const { t } = useTranslation();
  const known = finder?.find(unit) ?? null;
  const isUnknown = finder !== null && known === null;
  const meaning = known !== null && known.name !== unit ? t('recommendations.chips.means', { name: known.name }) : null;
  const members = known?.kind === 'group' ? known.members : [];
  const told = [meaning, members.length > 0 ? members.join(' ') : null, asWritten].filter((words) => words != null);
  return (
    <span className="unit-chip" title={told.length === 0 ? undefined : told.join('\n')} data-unknown={isUnknown}>
      {unit}
      {isUnknown && <span className="unit-chip-unknown">{t('recommendations.notInRegister')}</span>}
      {onExpand !== null && members.length > 0 && (
        <button
          type="button"
          aria-label={`${t('recommendations.chips.expand')} ${unit}`}
          title={t('recommendations.chips.expand')}
          onClick={onExpand}
        >
          <IconArrowsSplit size={14} stroke={1.75} aria-hidden />
        </button>
      )}
      {onRemove !== null && (
        <button type="button" aria-label={t('editor.recommendation.removeUnit', { unit })} onClick={onRemove}>
          <IconX size={14} stroke={1.75} aria-hidden />
        </button>
      )}
    </span>
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
