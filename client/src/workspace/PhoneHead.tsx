import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../ui/paths.ts';

/** The way back to the board, and where one is. */
export function PhoneHead({
  cycle,
  title,
  category,
  children,
}: {
  cycle: string;
  title: string;
  category: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="phone-head">
      <Link href={paths.board(cycle)} aria-label={t('workspace.back')}>
        <IconChevronLeft size={22} stroke={1.75} aria-hidden />
      </Link>
      <div>
        <b>{title}</b>
        <span>{category}</span>
      </div>
      {children}
    </div>
  );
}
