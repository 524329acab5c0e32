import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useLiveCycle } from '../api/useLiveCycle.ts';
import { ObservingProvider } from '../item/Observing.tsx';
import { NetworkBanners } from '../network/NetworkBanners.tsx';
import { NotificationBell } from '../notifications/NotificationBell.tsx';
import { ObserveBar } from '../presence/ObserveBar.tsx';
import { paths } from '../ui/paths.ts';
import { Seal } from '../ui/Seal.tsx';
import { useViewport } from '../ui/useViewport.ts';
import { FolderTabs } from './FolderTabs.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SignedOutBanner } from './SignedOutBanner.tsx';
import { ThemeChoices } from './ThemeChoices.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { UnsentMark } from './UnsentMark.tsx';
import { usePresentKey } from './usePresentKey.ts';

/** Only on a phone, and not before the board is there. */
const PhoneNavigation = lazy(() =>
  import('./PhoneNavigation.tsx').then((navigation) => ({ default: navigation.PhoneNavigation })),
);

/** Header and folder tabs around every signed-in screen. */
export function Shell({
  person,
  cycles,
  cycle,
  children,
}: {
  person: PersonAnswer;
  cycles: readonly CycleAnswer[];
  cycle: CycleAnswer | null;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const isPhone = useViewport() === 'phone';
  useLiveCycle(cycle?.id ?? null);
  usePresentKey(person, cycle?.id ?? null);
  return (
    <div className="app-shell">
      <a className="ruam-skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="app-top">
        <Link href={cycle === null ? '/' : paths.board(cycle.id)} className="app-home" aria-label={t('shell.home')}>
          <Seal />
        </Link>
        {cycle !== null && <CycleLine cycle={cycle} />}
        {cycle !== null && <MainNavigation cycle={cycle} />}
        <span className="app-spring" />
        <UnsentMark />
        <SearchBox person={person} cycle={cycle} cycles={cycles} />
        <NotificationBell cycle={cycle?.id ?? null} />
        {!isPhone && <LanguageSwitch short />}
        {!isPhone && <ThemeMenu />}
        <PersonMenu
          person={person}
          cycle={cycle}
          cycles={cycles}
          settings={
            isPhone && (
              <div className="app-person-choices">
                {cycle !== null && <Link href={paths.work(cycle.id)}>{t('notifications.work.title')}</Link>}
                {cycle !== null && <Link href={paths.overview(cycle.id)}>{t('shell.overview')}</Link>}
                {cycle !== null && <Link href={paths.threads(cycle.id)}>{t('menu.threads')}</Link>}
                {cycle !== null && <Link href={paths.scores(cycle.id)}>{t('menu.scores')}</Link>}
                {cycle !== null && <Link href={paths.reports(cycle.id)}>{t('menu.reports')}</Link>}
                <LanguageSwitch />
                <ThemeChoices />
              </div>
            )
          }
        />
      </header>
      {cycle !== null && <FolderTabs cycle={cycle.id} />}
      <SignedOutBanner />
      <NetworkBanners />
      <ObservingProvider>
        {cycle !== null && <ObserveBar cycle={cycle.id} />}
        {children}
      </ObservingProvider>
      {isPhone && cycle !== null && (
        <Suspense fallback={null}>
          <PhoneNavigation cycle={cycle} />
        </Suspense>
      )}
    </div>
  );
}

function CycleLine({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  return (
    <div className="app-cycle">
      <b lang="th">{cycle.agency}</b>
      <span className="app-cycle-long">
        {t('shell.cycle', { framework: 'PMQA 4.0', year: cycle.fiscalYearBE, round: cycle.round })}
      </span>
      <span className="app-cycle-short">{t('shell.cycleShort', { year: cycle.fiscalYearBE, round: cycle.round })}</span>
    </div>
  );
}

function MainNavigation({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const places = [
    { href: paths.work(cycle.id), label: t('notifications.work.title') },
    { href: paths.board(cycle.id), label: t('shell.board') },
    { href: paths.overview(cycle.id), label: t('shell.overview') },
    { href: paths.threads(cycle.id), label: t('menu.threads') },
    { href: paths.scores(cycle.id), label: t('menu.scores') },
    { href: paths.reports(cycle.id), label: t('menu.reports') },
  ];
  return (
    <nav className="app-nav" aria-label={t('shell.navigation')}>
      {places.map(({ href, label }) => (
        <Link key={href} href={href} aria-current={location === href ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
