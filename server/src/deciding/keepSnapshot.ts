import type { ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import type { Work } from '../commands/commands.ts';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { HashedText } from './contentHash.ts';

/** A version as it is kept. */
interface NewSnapshot extends HashedText {
  readonly id: string;
  readonly cycle: string;
  /** Null for a version of more than one item. */
  readonly item: string | null;
  readonly personId: string;
  readonly kind: 'claim' | 'approval' | 'named';
  readonly name: string | null;
  /** Which of the three values its score is made of. */
  readonly scoreOf: ScoreValue;
}

/** Keeps a version with the score of this moment, as the transaction has it: an old version keeps its score. */
export async function keepSnapshot(
  { transaction, at }: Pick<Work, 'transaction' | 'at'>,
  { id, cycle, item, personId, kind, name, contentHash, hashed, scoreOf }: NewSnapshot,
): Promise<void> {
  const score = await scoreNow(transaction, cycle, scoreOf);
  await transaction
    .insertInto('snapshot')
    .values({ id, cycleId: cycle, itemCode: item, personId, contentHash, hashed, at, kind, name, score })
    .execute();
}

/** JSON of the scoreboard; null in a framework without levels. */
async function scoreNow(transaction: DatabaseTransaction, cycle: string, value: ScoreValue): Promise<string | null> {
  const framework = await frameworkOf(transaction, cycle);
  if (framework.scale.kind !== 'cumulative-levels') return null;
  const input = await scoreInputOf(transaction, cycle);
  return JSON.stringify(computeScoreboard(framework, input, { value, profile: 'weakest-link' }));
}
