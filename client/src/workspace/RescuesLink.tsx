import { IconLifebuoy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { rescuesQuery } from '../api/rescues.ts';
import { paths } from '../ui/paths.ts';

/** The way to the kept texts where a phone has no header, when there are some to read. */
export function RescuesLink({ cycle }: { cycle: string }) {
  const { t } = useTranslation();
  const count = useQuery(rescuesQuery(cycle)).data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Link className="ws-rescues" href={paths.rescues(cycle)}>
      <IconLifebuoy size={20} stroke={1.75} aria-hidden />
      <span>{t('menu.rescues', { count })}</span>
    </Link>
  );
}
