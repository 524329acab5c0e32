import type { ItemAnswer } from '@ruam/shared/api/api.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import { useQuery } from '@tanstack/react-query';
import { frameworkQuery, itemsQuery } from '../api/cycle.ts';

/** The overall level by the claimed values, before and after a claim, by the server's own function; null when unknown. */
export function useClaimedOverall(
  cycle: string,
  code: string,
  level: Level | null,
): { readonly before: Level | null; readonly after: Level | null } | null {
  const framework = useQuery(frameworkQuery(cycle)).data;
  const items = useQuery(itemsQuery(cycle)).data;
  if (framework?.scale.kind !== 'cumulative-levels' || items === undefined) return null;
  const overallOf = (claimedOf: (item: ItemAnswer) => Level | null): Level | null => {
    const values = items.map((item) => ({ code: item.code, claimed: claimedOf(item), advised: null, approved: null }));
    const input = { items: values, indicators: [], reported: null };
    return computeScoreboard(framework, input, { value: 'claimed', profile: 'weakest-link' }).overall.level;
  };
  return {
    before: overallOf(({ claimed }) => claimed),
    after: overallOf((item) => (item.code === code ? level : item.claimed)),
  };
}
