import { CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorWords } from '../../i18n/errorWords.ts';
import type { PasteNotice, WritingHost } from './writingHost.ts';

/** What pasting has to say: what was left out, which picture was refused and why. */
export function PasteNotices({ host }: { host: WritingHost }) {
  const { t } = useTranslation();
  const [notice, setNotice] = useState<PasteNotice | null>(null);
  useEffect(() => {
    host.onNotice = setNotice;
    return () => {
      host.onNotice = () => undefined;
    };
  }, [host]);
  if (notice === null) return null;
  return (
    <div className="paste-notice" role="status">
      <span>{noticeWords(t, notice)}</span>
      <CloseButton size="sm" aria-label={t('tools.close')} onClick={() => setNotice(null)} />
    </div>
  );
}

function noticeWords(t: Parameters<typeof errorWords>[0], notice: PasteNotice): string {
  switch (notice.name) {
    case 'leftOut': {
      const images = notice.images > 0 ? t('tools.paste.leftOut', { count: notice.images }) : '';
      return [images, notice.isCut ? t('tools.paste.cut') : ''].filter((words) => words !== '').join(' ');
    }
    case 'noImages':
      return t('tools.paste.noImages');
    case 'uploadFailed': {
      const { title, advice } = errorWords(t, notice.error);
      return `${t('tools.paste.failed', { file: notice.file })} ${title} ${advice}`;
    }
  }
}
