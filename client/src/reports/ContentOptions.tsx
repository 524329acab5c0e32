import { Checkbox } from '@mantine/core';
import type { ReportFormat, ReportOptions } from '@ruam/shared/api/reports.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { frameworkQuery } from '../api/cycle.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { Choices } from '../ui/Choices.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { isHeld } from './heldOptions.ts';

const values = ['claimed', 'advised', 'approved', 'latest'] as const;
const levels = ['reached', 'all'] as const;
const scopes = ['all', 'some'] as const;

/** Whose levels and texts a report holds, and of which items. `items` null: of all. */
export function ContentOptions({
  cycle,
  format,
  options,
  items,
  onChange,
  onItems,
}: {
  cycle: string;
  format: ReportFormat;
  options: ReportOptions;
  items: readonly string[] | null;
  onChange: (changed: Partial<ReportOptions>) => void;
  onItems: (items: readonly string[] | null) => void;
}) {
  const { t } = useTranslation();
  if (!isHeld(format, 'value')) return null;
  return (
    <fieldset className="reports-group">
      <legend>{t('reports.group.content')}</legend>
      <div className="reports-row">
        <span>{t('reports.value.label')}</span>
        <Choices
          label={t('reports.value.label')}
          value={options.value}
          options={values.map((value) => ({ value, label: t(`reports.value.${value}`) }))}
          onChange={(value) => onChange({ value })}
        />
      </div>
      {isHeld(format, 'levels') && (
        <div className="reports-row">
          <span>{t('reports.levels.label')}</span>
          <Choices
            label={t('reports.levels.label')}
            value={options.levels}
            options={levels.map((value) => ({ value, label: t(`reports.levels.${value}`) }))}
            onChange={(chosen) => onChange({ levels: chosen })}
          />
        </div>
      )}
      {isHeld(format, 'items') && (
        <div className="reports-row">
          <span>{t('reports.scope.label')}</span>
          <Choices
            label={t('reports.scope.label')}
            value={items === null ? 'all' : 'some'}
            options={scopes.map((value) => ({ value, label: t(`reports.scope.${value}`) }))}
            onChange={(scope) => onItems(scope === 'all' ? null : (items ?? []))}
          />
        </div>
      )}
      {items !== null && isHeld(format, 'items') && <Items cycle={cycle} items={items} onItems={onItems} />}
    </fieldset>
  );
}

function Items({
  cycle,
  items,
  onItems,
}: {
  cycle: string;
  items: readonly string[];
  onItems: (items: readonly string[]) => void;
}) {
  const framework = useQuery(frameworkQuery(cycle)).data;
  if (framework === undefined) return <Skeleton />;
  return (
    <div className="reports-items">
      {framework.categories.map((category) => (
        <CategoryItems key={category.code} category={category} items={items} onItems={onItems} />
      ))}
    </div>
  );
}

function CategoryItems({
  category,
  items,
  onItems,
}: {
  category: Framework['categories'][number];
  items: readonly string[];
  onItems: (items: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = category.items.map(({ code }) => code);
  const chosen = own.filter((code) => items.includes(code));
  const choose = (codes: readonly string[], isChosen: boolean): void => {
    const others = items.filter((code) => !codes.includes(code));
    onItems(isChosen ? [...others, ...codes] : others);
  };
  return (
    <div className="reports-category">
      <Checkbox
        label={
          <ThaiText>
            {t('reports.scope.category', { code: category.code, title: format.text(category.shortTitle) })}
          </ThaiText>
        }
        checked={chosen.length === own.length}
        indeterminate={chosen.length > 0 && chosen.length < own.length}
        onChange={({ currentTarget }) => choose(own, currentTarget.checked)}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as lines of ticks */}
      <div role="group" aria-label={t('reports.scope.items', { code: category.code })}>
        {category.items.map(({ code, shortTitle }) => (
          <Checkbox
            key={code}
            size="xs"
            label={code}
            aria-label={`${code} ${format.text(shortTitle)}`}
            title={format.text(shortTitle)}
            checked={items.includes(code)}
            onChange={({ currentTarget }) => choose([code], currentTarget.checked)}
          />
        ))}
      </div>
    </div>
  );
}
