import { useTranslation } from 'react-i18next';
import { useFormat } from './useFormat.ts';

const kib = 1024;

/** How the size of a file is written: bytes, KB or MB. */
export function useSize(): (bytes: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (bytes) => {
    if (bytes < kib) return t('evidence.size.bytes', { size: format.number(bytes) });
    if (bytes < kib * kib) return t('evidence.size.kib', { size: format.number(Math.round(bytes / kib)) });
    return t('evidence.size.mib', { size: format.number(Math.round((bytes / kib / kib) * 10) / 10) });
  };
}
