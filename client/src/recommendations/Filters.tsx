import { NativeSelect } from '@mantine/core';
import {
  type RecommendationAnswer,
  type RecommendationQuery,
  recommendationStatusSchema,
} from '@ruam/shared/api/recommendations.ts';
import { useTranslation } from 'react-i18next';
import { yearsOf } from './groups.ts';

const statuses = recommendationStatusSchema.options;

/** What of the register is asked for; each choice by itself. */
export function Filters({
  all,
  names,
  query,
  onQuery,
}: {
  all: readonly RecommendationAnswer[];
  names: readonly string[];
  query: RecommendationQuery;
  onQuery: (query: RecommendationQuery) => void;
}) {
  const { t } = useTranslation();
  const items = [...new Set(all.flatMap(({ item }) => item ?? []))];
  const years = yearsOf(all).filter((year) => year !== null);
  const set = (name: keyof RecommendationQuery, value: unknown): void => {
    const { [name]: _before, ...rest } = query;
    onQuery(value === '' || value === undefined ? rest : { ...rest, [name]: value });
  };
  const status = (value: string) => [...statuses, 'none' as const].find((one) => one === value);
  return (
    <search className="register-filters">
      <NativeSelect
        size="sm"
        aria-label={t('recommendations.filter.unit')}
        value={query.unit ?? ''}
        data={[{ value: '', label: t('recommendations.filter.allUnits') }, ...names]}
        onChange={({ currentTarget }) => set('unit', currentTarget.value)}
      />
      <NativeSelect
        size="sm"
        aria-label={t('recommendations.filter.item')}
        value={query.item ?? ''}
        data={[{ value: '', label: t('recommendations.filter.allItems') }, ...items]}
        onChange={({ currentTarget }) => set('item', currentTarget.value)}
      />
      <NativeSelect
        size="sm"
        aria-label={t('recommendations.filter.status')}
        value={query.status ?? ''}
        data={[
          { value: '', label: t('recommendations.filter.allStatuses') },
          ...statuses.map((value) => ({ value, label: t(`editor.recommendation.statuses.${value}`) })),
          { value: 'none', label: t('recommendations.noStatus') },
        ]}
        onChange={({ currentTarget }) => set('status', status(currentTarget.value))}
      />
      <NativeSelect
        size="sm"
        aria-label={t('recommendations.filter.year')}
        value={query.year === undefined ? '' : String(query.year)}
        data={[
          { value: '', label: t('recommendations.filter.allYears') },
          ...years.map((year) => ({ value: String(year), label: t('recommendations.column.year', { year }) })),
        ]}
        onChange={({ currentTarget }) => set('year', currentTarget.value === '' ? '' : Number(currentTarget.value))}
      />
      <NativeSelect
        size="sm"
        aria-label={t('recommendations.filter.carried')}
        value={query.carried ?? ''}
        data={[
          { value: '', label: t('recommendations.filter.allCarried') },
          { value: 'false', label: t('recommendations.filter.isNew') },
          { value: 'true', label: t('recommendations.filter.isCarried') },
        ]}
        onChange={({ currentTarget }) => set('carried', currentTarget.value)}
      />
    </search>
  );
}
