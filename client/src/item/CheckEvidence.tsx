import type { CheckAnswer } from '@ruam/shared/api/checks.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ThaiText } from '../ui/ThaiText.tsx';
import { passagePath } from './checkWords.ts';

/** What proves a check: passages, each with the way to it, and files. */
export function CheckEvidence({ cycle, category, check }: { cycle: string; category: string; check: CheckAnswer }) {
  const { t } = useTranslation();
  const { passages, files, passageCount, fileCount } = check;
  const untold = passageCount + fileCount - passages.length - files.length;
  return (
    <ul className="check-evidence">
      {passages.map(({ document, level, number, quote }) => (
        <li key={`${document} ${number} ${quote}`}>
          <Link href={passagePath(cycle, category, { item: check.item, level: level ?? check.level, quote })}>
            {t('checks.passage', { number, level: level === null ? '' : t(`level.${level}`) })}
          </Link>{' '}
          <q>
            <ThaiText>{quote}</ThaiText>
          </q>
        </li>
      ))}
      {files.map(({ evidence, title }) => (
        <li key={evidence}>
          {t('checks.file')} <ThaiText>{title}</ThaiText>
        </li>
      ))}
      {untold > 0 && <li>{t('checks.more', { count: untold })}</li>}
    </ul>
  );
}
