import type { newResolutionSchema } from '@ruam/shared/api/resolutions.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import { scoredItems } from '@ruam/shared/score/scoreboard.ts';
import type { z } from 'zod';
import type { Work } from '../commands/commands.ts';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { declaredScoreSchema } from './readResolutions.ts';

/**
 * The overall level as it is now, with how it came about: of each item what is approved, else advised, else claimed
 * (docs/resolutions.md R6). Throws `invalid` (the framework has no levels), `replaced` (the screen showed another one).
 */
export async function declareLevel(
  { transaction }: Work,
  cycle: string,
  { expected }: Pick<z.infer<typeof newResolutionSchema>, 'expected'>,
) {
  const framework = await frameworkOf(transaction, cycle);
  if (framework.scale.kind !== 'cumulative-levels')
    throw new AppError('invalid', 'this framework has no overall level');
  const input = await scoreInputOf(transaction, cycle);
  const scoreboard = computeScoreboard(framework, input, { value: 'latest', profile: 'weakest-link' });
  const { level, points } = scoreboard.overall;
  if (expected !== undefined && expected.level !== level)
    throw new AppError('replaced', 'the overall level is another one by now', { level, points });
  const items = scoredItems(scoreboard);
  const approved = items.filter(({ levelBy }) => levelBy?.method === 'item-value' && levelBy.approved !== null).length;
  const kept: z.infer<typeof declaredScoreSchema> = { framework: framework.id, approved, of: items.length, scoreboard };
  return { touched: [], entry: undefined, level, score: JSON.stringify(kept), told: { level, points } };
}
