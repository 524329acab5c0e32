import { Button } from '@mantine/core';
import type { CycleAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { rescuesQuery } from '../api/rescues.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { DiscardedRescues } from './DiscardedRescues.tsx';
import { RescueEntry } from './RescueEntry.tsx';
import './rescues.css';

/** What documents of a cycle did not take and the server keeps: the words, whose they are and why (docs/sync.md S5). */
export function RescuesPage({ cycle, person }: { cycle: CycleAnswer; person: PersonAnswer }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('rescue.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="rescues" id="main">
      <h1>{t('rescue.title')}</h1>
      <div className="rescues-about">
        <p>
          <ThaiText>{t('rescue.about')}</ThaiText>
        </p>
        <p>
          <ThaiText>{t('rescue.readers')}</ThaiText>
        </p>
      </div>
      <Rescues cycle={cycle.id} person={person} />
      <DiscardedRescues cycle={cycle.id} person={person} />
    </main>
  );
}

function Rescues({ cycle, person }: { cycle: string; person: PersonAnswer }) {
  const { t } = useTranslation();
  const rescues = useQuery(rescuesQuery(cycle));
  const items = useQuery(itemsQuery(cycle));
  if (rescues.data === undefined) {
    return rescues.isError ? (
      <Trouble error={rescues.error} onRetry={() => void rescues.refetch()} />
    ) : (
      <Skeleton widths={[88, 96, 72]} />
    );
  }
  if (rescues.data.length === 0) {
    return (
      <section className="rescues-none ruam-paper">
        <p>
          <ThaiText>{t(readsOthers(person, cycle) ? 'rescue.none' : 'rescue.noneForYou')}</ThaiText>
        </p>
        <div>
          <Button component={Link} href={paths.board(cycle)} variant="default">
            {t('shell.board')}
          </Button>
          <Button component={Link} href={paths.overview(cycle)} variant="default">
            {t('shell.overview')}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <ol className="rescues-list">
      {rescues.data.map((rescue) => (
        <li key={rescue.id}>
          <RescueEntry
            rescue={rescue}
            item={items.data?.find(({ code }) => code === rescue.item) ?? null}
            person={person}
          />
        </li>
      ))}
    </ol>
  );
}

/** Whether those of other authors are shown as well, so that an empty list says something about them (`mayReadRescue`). */
function readsOthers({ roles }: PersonAnswer, cycle: string): boolean {
  return roles.some((seat) => seat.cycle === cycle && ['chair', 'secretary', 'secretariat'].includes(seat.role));
}
