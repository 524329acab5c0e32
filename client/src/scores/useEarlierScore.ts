import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import type { ScoreProfile } from '@ruam/shared/assessment/assessment.ts';
import { useQuery } from '@tanstack/react-query';
import { cyclesQuery, scoreboardQuery } from '../api/cycle.ts';
import type { EarlierScore } from '../scoreboard/ScoreRadar.tsx';
import { earlierCycle } from './earlierCycle.ts';

/** What the year before came to, by its latest values; null without such a year, undefined while it is not known. */
export function useEarlierScore(cycle: CycleAnswer, profile: ScoreProfile): EarlierScore | null | undefined {
  const cycles = useQuery(cyclesQuery);
  const earlier = earlierCycle(cycle, cycles.data ?? []);
  const score = useQuery({ ...scoreboardQuery(earlier?.id ?? '', 'latest', profile), enabled: earlier !== null });
  if (cycles.data === undefined) return undefined;
  if (earlier === null) return null;
  return score.data === undefined ? undefined : { fiscalYearBE: earlier.fiscalYearBE, board: score.data };
}
