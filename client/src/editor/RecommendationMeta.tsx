import { ActionIcon, NumberInput, Popover, Select } from '@mantine/core';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import { type RecommendationAttributes, recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { IconPencil } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelGlyph } from '../ui/LevelGlyph.tsx';
import { levelClass } from '../ui/levelClass.ts';

type Status = NonNullable<RecommendationAttributes['status']>;
const statuses = recommendationAttributesSchema.shape.status.unwrap().unwrap().options;
const levelWords: Readonly<Record<Level, string>> = {
  basic: 'Basic',
  advance: 'Advance',
  significance: 'Significance',
};

interface MetaProps {
  readonly attributes: RecommendationAttributes;
  readonly isEditable: boolean;
  readonly onChange: (change: Partial<RecommendationAttributes>) => void;
}

/** "สู่ระดับ ◆ Advance · ปีงบประมาณ 2563 · สถานะ", only what is set; a pencil to change it. */
export function RecommendationMeta({ attributes, isEditable, onChange }: MetaProps) {
  const { t } = useTranslation();
  const { targetLevel, targetFiscalYear, origin, status } = attributes;
  const parts: readonly [string, ReactNode][] = [
    ...part('level', targetLevel, (level) => (
      <span className={levelClass(level)}>
        {t('editor.recommendation.toLevel')}{' '}
        <span className="level-word">
          <LevelGlyph level={level} /> {levelWords[level]}
        </span>
      </span>
    )),
    ...part('year', targetFiscalYear, (year) => (
      <span>
        {t('editor.recommendation.fiscalYear')} <b>{year}</b>
      </span>
    )),
    ...part('origin', origin, (from) => (
      <span className="recommendation-origin" title={from}>
        {t('editor.recommendation.origin')} {from}
      </span>
    )),
    ...part('status', status, (known) => <span>{t(`editor.recommendation.statuses.${known}`)}</span>),
  ];
  if (parts.length === 0 && !isEditable) return null;
  return (
    <div className="recommendation-meta" contentEditable={false}>
      {parts.map(([name, shown], index) => (
        <Fragment key={name}>
          {index > 0 && <span aria-hidden="true">·</span>}
          {shown}
        </Fragment>
      ))}
      {isEditable && <MetaEditor attributes={attributes} onChange={onChange} />}
    </div>
  );
}

function part<Value>(
  name: string,
  value: Value | null,
  show: (value: Value) => ReactNode,
): readonly [string, ReactNode][] {
  return value === null || value === '' ? [] : [[name, show(value)]];
}

function MetaEditor({ attributes, onChange }: Omit<MetaProps, 'isEditable'>) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" width={280} shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon className="recommendation-edit" size={26} aria-label={t('editor.recommendation.edit')}>
          <IconPencil size={16} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="recommendation-form">
        <Select
          label={t('editor.recommendation.toLevel')}
          placeholder={t('editor.recommendation.notSet')}
          clearable
          comboboxProps={{ withinPortal: false }}
          data={levels.map((level) => ({ value: level, label: levelWords[level] }))}
          value={attributes.targetLevel}
          onChange={(level) => onChange({ targetLevel: isOneOf(levels, level) ? level : null })}
        />
        <NumberInput
          label={t('editor.recommendation.fiscalYear')}
          placeholder={t('editor.recommendation.notSet')}
          allowDecimal={false}
          allowNegative={false}
          min={2500}
          max={2699}
          clampBehavior="blur"
          value={attributes.targetFiscalYear ?? ''}
          onChange={(year) => onChange({ targetFiscalYear: typeof year === 'number' ? year : null })}
        />
        <Select
          label={t('editor.recommendation.status')}
          placeholder={t('editor.recommendation.notSet')}
          clearable
          comboboxProps={{ withinPortal: false }}
          data={statuses.map((status) => ({ value: status, label: t(`editor.recommendation.statuses.${status}`) }))}
          value={attributes.status}
          onChange={(status) => onChange({ status: isOneOf<Status>(statuses, status) ? status : null })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function isOneOf<Value extends string>(values: readonly Value[], value: string | null): value is Value {
  return value !== null && (values as readonly string[]).includes(value);
}
