import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';

/** How much was found, or why there is nothing; said to screen readers too. */
export function SearchState({
  isAsked,
  isWaiting,
  error,
  onRetry,
  count,
  isMore,
  hasCommands,
}: {
  isAsked: boolean;
  isWaiting: boolean;
  error: unknown;
  onRetry: () => void;
  count: number | null;
  isMore: boolean;
  hasCommands: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (error !== null) return <Trouble error={error} onRetry={onRetry} />;
  const words = (): string => {
    if (!isAsked) return '';
    if (count === null || (isWaiting && count === 0)) return isWaiting ? t('search.waiting') : '';
    if (count === 0) return hasCommands ? t('search.noTexts') : t('search.nothing');
    return t(isMore ? 'search.countMore' : 'search.count', { number: format.number(count) });
  };
  return (
    <>
      <p className="search-state" role="status">
        <ThaiText>{words()}</ThaiText>
      </p>
      {isAsked && !isWaiting && count === 0 && (
        <p className="search-advice">
          <ThaiText>{t('search.advice')}</ThaiText>
        </p>
      )}
    </>
  );
}
