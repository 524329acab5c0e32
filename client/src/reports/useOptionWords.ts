import type { ReportFormat, ReportOptions } from '@ruam/shared/api/reports.ts';
import { useTranslation } from 'react-i18next';
import { isHeld } from './heldOptions.ts';

/** The options of a report in a line: what it is of, and what is not as it is made without a word. */
export function useOptionWords(): (format: ReportFormat, options: ReportOptions) => string {
  const { t } = useTranslation();
  return (format, options) => {
    const { value, levels, items, comments, advice, evidence, watermark, secrecy } = options;
    const words = (option: keyof ReportOptions, isNamed: boolean, said: () => string): readonly string[] =>
      isHeld(format, option) && isNamed ? [said()] : [];
    return [
      ...words('value', true, () => t(`reports.by.${value}`)),
      ...words('items', true, () =>
        items.length === 0 ? t('reports.scope.all') : t('reports.scope.count', { count: items.length }),
      ),
      ...words('levels', levels === 'all', () => t('reports.levels.all')),
      ...words('comments', comments !== 'none', () => t(`reports.comments.${comments}`)),
      ...words('advice', advice !== 'within', () => `${t('reports.advice.label')}: ${t(`reports.advice.${advice}`)}`),
      ...words(
        'evidence',
        evidence !== 'none',
        () => `${t('reports.evidence.label')}: ${t(`reports.evidence.${evidence}`)}`,
      ),
      ...words('watermark', watermark !== '', () => `${t('reports.watermark.label')} “${watermark}”`),
      ...words('secrecy', secrecy !== 'none', () => t(`reports.secrecy.${secrecy}`)),
    ].join(' · ');
  };
}
