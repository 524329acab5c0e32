import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useTranslation } from 'react-i18next';
import { useLiveCycle } from '../api/useLiveCycle.ts';
import { ConsolePage } from '../console/ConsolePage.tsx';
import { NetworkBanners } from '../network/NetworkBanners.tsx';
import { consoleSlots } from './consoleSlots.tsx';
import { SignedOutBanner } from './SignedOutBanner.tsx';

/** The console has the whole window: no other way leads away from a meeting by mistake. */
export function ConsoleRoute({ cycle, person, id }: { cycle: CycleAnswer; person: PersonAnswer; id: string }) {
  const { t } = useTranslation();
  useLiveCycle(cycle.id);
  return (
    <div className="app-console">
      <a className="ruam-skip" href="#main">
        {t('shell.skip')}
      </a>
      <SignedOutBanner />
      <NetworkBanners />
      <ConsolePage cycle={cycle} person={person} id={id} slots={consoleSlots} />
    </div>
  );
}
