import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import type { RecommendationAnswer } from '@ruam/shared/api/recommendations.ts';
import { csvOf } from '@ruam/shared/recommendations/csv.ts';
import { useTranslation } from 'react-i18next';

/** Gives what is shown to the person as a CSV file. */
export function useExport(cycle: CycleAnswer, shown: readonly RecommendationAnswer[]): () => void {
  const { t } = useTranslation();
  const columns = [
    'item',
    'paragraph',
    'recommendation',
    'level',
    'targetYear',
    'units',
    'status',
    'origin',
    'carriedFrom',
  ] as const;
  const rowOf = (one: RecommendationAnswer) => [
    one.item ?? t('recommendations.whole'),
    one.number,
    `${one.marker === null ? '' : `${one.marker} `}${one.text}`,
    one.targetLevel === null ? null : t(`level.${one.targetLevel}`),
    one.targetFiscalYear,
    one.units.length === 0 ? one.responsibleText : one.units.map(({ written, unit }) => unit ?? written).join('; '),
    one.status === null ? null : t(`editor.recommendation.statuses.${one.status}`),
    one.origin,
    one.carriedFrom,
  ];
  return () => {
    const head = columns.map((column) => t(`recommendations.column.${column}`));
    const blob = new Blob([csvOf([head, ...shown.map(rowOf)])], { type: 'text/csv;charset=utf-8' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${t('recommendations.fileName')}-${cycle.fiscalYearBE}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
}
