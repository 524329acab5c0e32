import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../i18n/errorWords.ts';
import { Banner } from './Banner.tsx';

/** A failed request in words: what happened, what is safe, what to do. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const words = errorWords(t, error);
  return (
    <div className="trouble ruam-paper">
      <Banner
        kind="warning"
        title={words.title}
        action={
          onRetry === undefined ? undefined : (
            <Button variant="default" size="sm" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          )
        }
      >
        {words.advice}
      </Banner>
    </div>
  );
}
