import { Button } from '@mantine/core';
import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { rescuesQuery } from '../api/rescues.ts';
import { paths } from '../ui/paths.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { RescueEntry } from './RescueEntry.tsx';
import './rescues.css';

/** What documents of a cycle did not take and the server keeps: the words, whose they are and why (docs/sync.md S5). */
export function RescuesPage({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('rescue.title')} · ${t('shell.product')}`;
  }, [t]);
  return (
    <main className="rescues" id="main">
      <h1>{t('rescue.title')}</h1>
      <p className="rescues-about">{t('rescue.about')}</p>
      <Rescues cycle={cycle.id} />
    </main>
  );
}

function Rescues({ cycle }: { cycle: string }) {
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
        <p>{t('rescue.none')}</p>
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
          <RescueEntry rescue={rescue} item={items.data?.find(({ code }) => code === rescue.item) ?? null} />
        </li>
      ))}
    </ol>
  );
}
