import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/Banner.tsx';

/** Who is not of the secretariat is told whom to ask. */
export function Forbidden() {
  const { t } = useTranslation();
  return (
    <div className="ruam-paper imports-forbidden">
      <Banner kind="readonly" title={t('imports.forbidden.title')}>
        {t('imports.forbidden.advice')}
      </Banner>
    </div>
  );
}
