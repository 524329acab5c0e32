import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import { IconHome, IconLayoutRows, IconMessageCircle, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { paths } from '../ui/paths.ts';
import './phoneNavigation.css';

/** The places of a cycle at the foot of a phone, in reach of the thumb; a text has its own bar there. */
export function PhoneNavigation({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const places = [
    { href: paths.work(cycle.id), label: t('notifications.work.title'), Icon: IconHome },
    { href: paths.board(cycle.id), label: t('shell.board'), Icon: IconLayoutRows },
    { href: paths.threads(cycle.id), label: t('menu.threads'), Icon: IconMessageCircle },
    { href: paths.meetings(cycle.id), label: t('menu.meetings'), Icon: IconUsersGroup },
  ];
  return (
    <nav className="phone-nav" aria-label={t('shell.navigation')}>
      {places.map(({ href, label, Icon }) => (
        <Link key={href} href={href} aria-current={location === href ? 'page' : undefined}>
          <Icon size={22} stroke={1.75} aria-hidden />
          <span>{label}</span>
        </Link>
      ))}
    </nav>
  );
}
