import { Button } from '@mantine/core';
import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { itemsQuery } from '../api/cycle.ts';
import { presenceQuery, whereaboutsQuery } from '../api/presence.ts';
import { observeBarId, useObserving } from '../item/Observing.tsx';
import { pathOfDocument } from './pathOfDocument.ts';
import './observeBar.css';

/** Says whom this page follows, and goes where they go. */
export function ObserveBar({ cycle }: { cycle: string }) {
  const { t } = useTranslation();
  const { observed, stop } = useObserving();
  useGoAfter(cycle, observed?.id ?? null);
  if (observed === null) return null;
  return (
    <div id={observeBarId} className="observe-bar" role="status">
      <IconEye size={20} stroke={1.75} aria-hidden />
      <strong>{t('network.presence.following', { name: observed.name })}</strong>
      <span>{t('network.presence.followingHint')}</span>
      <Button variant="default" size="xs" onClick={stop}>
        {t('network.presence.stop')}
      </Button>
    </div>
  );
}

/** Opens the document that a person is in, whenever they are no longer in the one that is shown. */
function useGoAfter(cycle: string, person: string | null): void {
  const [, go] = useLocation();
  const items = useQuery({ ...itemsQuery(cycle), enabled: person !== null }).data;
  const shown = useQuery(whereaboutsQuery).data;
  const present = useQuery(presenceQuery(cycle)).data.find(({ id }) => id === person);
  const there = present?.places.flatMap(({ document }) => document ?? []) ?? [];
  const next = person === null || (shown !== null && there.includes(shown)) ? null : (there[0] ?? null);
  const path = next === null ? null : pathIn(cycle, items ?? [], next);
  useEffect(() => {
    if (path !== null) go(path);
  }, [path, go]);
}

function pathIn(cycle: string, items: readonly ItemAnswer[], document: string): string | null {
  for (const item of items) {
    const found = item.documents.find(({ id }) => id === document);
    if (found !== undefined) return pathOfDocument(cycle, item, found);
  }
  return null;
}
