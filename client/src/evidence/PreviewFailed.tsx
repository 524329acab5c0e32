import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';

/** A preview that cannot be made says what to do instead. */
export function PreviewFailed() {
  const { t } = useTranslation();
  return (
    <p className="evidence-hint" role="status">
      <ThaiText>{t('evidence.preview.failed')}</ThaiText>
    </p>
  );
}
