import type { ImportedText } from '@ruam/shared/api/imports.ts';
import { useTranslation } from 'react-i18next';

/** Which text it is, in the reader's words: "3.3 หลักฐาน Basic". */
export function useTextWords(): (text: Pick<ImportedText, 'item' | 'kind' | 'level'>) => string {
  const { t } = useTranslation();
  return ({ item, kind, level }) => {
    const what =
      kind === 'evidence' && level !== null
        ? t('part.evidenceOf', { level: t(`level.${level}`) })
        : t(`rescue.document.${kind}`);
    return item === null ? what : `${item} ${what}`;
  };
}
