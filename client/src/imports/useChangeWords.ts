import { useTranslation } from 'react-i18next';
import type { FixChange } from './fixChanges.ts';
import { usePlaceWords } from './usePlaceWords.ts';

/** What a person said of a draft, in the reader's words. */
export function useChangeWords(): (change: FixChange) => string {
  const { t } = useTranslation();
  const placeWords = usePlaceWords();
  const asRead = t('imports.fixed.asRead');
  return (change) => {
    switch (change.of) {
      case 'title':
        return t('imports.fixed.name', { name: change.said ?? asRead });
      case 'fiscalYearBE':
        return t('imports.fixed.year', { year: change.said ?? asRead });
      case 'round':
        return change.said === null
          ? `${t('imports.facts.round')} ${asRead}`
          : t('imports.fixed.round', { round: change.said });
      case 'level': {
        const { code, said } = change;
        return t('imports.fixed.level', { code, level: said === undefined ? asRead : t(`level.${said ?? 'none'}`) });
      }
      case 'lines': {
        const { from, to, said } = change;
        const place = said === null ? asRead : placeWords(said);
        return from === to ? t('imports.fixed.line', { from, place }) : t('imports.fixed.lines', { from, to, place });
      }
    }
  };
}
