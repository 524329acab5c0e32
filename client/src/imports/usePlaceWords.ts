import type { ImportPlace } from '@ruam/shared/api/imports.ts';
import { useTranslation } from 'react-i18next';

/** The category whose lines are results, not a name. */
const resultsCategory = '7';

/** A place in the reader's words. */
export function usePlaceWords(): (place: ImportPlace) => string {
  const { t } = useTranslation();
  return ({ part, code }) => {
    const isResults = code === resultsCategory && (part === 'category' || part === 'result');
    return isResults ? t('imports.place.results', { code }) : t(`imports.place.${part}`, { code });
  };
}
