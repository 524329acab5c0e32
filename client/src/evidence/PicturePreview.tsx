import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imagePath } from '../api/files.ts';
import { PreviewFailed } from './PreviewFailed.tsx';

/** A picture as the server makes it anew; one that did not come may be asked for again. */
export function PicturePreview({ file, title }: { file: string; title: string }) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState({ count: 0, isFailed: false });
  const { count, isFailed } = attempt;
  if (isFailed)
    return (
      <>
        <PreviewFailed />
        <Button
          variant="default"
          size="sm"
          leftSection={<IconRefresh size={18} stroke={1.75} aria-hidden />}
          onClick={() => setAttempt({ count: count + 1, isFailed: false })}
        >
          {t('common.retry')}
        </Button>
      </>
    );
  // Browsers do not ask again for an address that has just failed.
  const again = count === 0 ? '' : `?attempt=${count}`;
  return (
    <img
      className="evidence-picture"
      src={imagePath(file) + again}
      alt={t('evidence.preview.picture', { title })}
      onError={() => setAttempt({ count, isFailed: true })}
    />
  );
}
