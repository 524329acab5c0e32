import type { ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import type { Work } from '../commands/commands.ts';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import type { Reference } from '../evidence/references.ts';
import { keepReferences } from '../evidence/uses.ts';
import type { HashedText } from './contentHash.ts';

/** A version as it is kept. */
interface NewSnapshot extends HashedText {
  readonly id: string;
  readonly cycle: string;
  /** Null for a version of more than one item. */
  readonly item: string | null;
  readonly personId: string | null;
  readonly kind: 'claim' | 'approval' | 'named' | 'report';
  readonly name: string | null;
  /** Which of the three values its score is made of. */
  readonly scoreOf: ScoreValue;
  /** What its text names, where that is known. */
  readonly references?: readonly Reference[];
}

/** Keeps a version with the score of this moment, as the transaction has it: an old version keeps its score. */
export async function keepSnapshot(
  { transaction, at }: Pick<Work, 'transaction' | 'at'>,
  { id, cycle, item, personId, kind, name, contentHash, hashed, scoreOf, references }: NewSnapshot,
): Promise<void> {
  const score = await scoreNow(transaction, cycle, scoreOf);
  await transaction
    .insertInto('snapshot')
    .values({ id, cycleId: cycle, itemCode: item, personId, contentHash, hashed, at, kind, name, score })
    .execute();
  await keepReferences(transaction, { id, cycle, hashed, references });
}

/** As `keepSnapshot`, but the same text with the same score is kept once: gives the id of the one that is kept. */
export async function keepSnapshotOnce(work: Pick<Work, 'transaction' | 'at'>, snapshot: NewSnapshot): Promise<string> {
  const { cycle, item, kind, contentHash, scoreOf } = snapshot;
  const score = await scoreNow(work.transaction, cycle, scoreOf);
  const known = await work.transaction
    .selectFrom('snapshot')
    .select('id')
    .where('cycleId', '=', cycle)
    .where('itemCode', item === null ? 'is' : '=', item)
    .where('kind', '=', kind)
    .where('contentHash', '=', contentHash)
    .where('score', score === null ? 'is' : '=', score)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  await keepSnapshot(work, snapshot);
  return snapshot.id;
}

/** JSON of the scoreboard; null in a framework without levels. */
async function scoreNow(transaction: DatabaseTransaction, cycle: string, value: ScoreValue): Promise<string | null> {
  const framework = await frameworkOf(transaction, cycle);
  if (framework.scale.kind !== 'cumulative-levels') return null;
  const input = await scoreInputOf(transaction, cycle);
  return JSON.stringify(computeScoreboard(framework, input, { value, profile: 'weakest-link' }));
}
