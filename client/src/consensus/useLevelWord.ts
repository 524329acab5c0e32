import type { Level } from '@ruam/shared/assessment/level.ts';
import { useTranslation } from 'react-i18next';

/** A private level in words: null says "not even basic". */
export function useLevelWord(): (level: Level | null) => string {
  const { t } = useTranslation();
  return (level) => (level === null ? t('adviceNotes.consensus.notYet') : t(`level.${level}`));
}
