import { type Level, levelRank } from '@ruam/shared/assessment/level.ts';
import { listChecks } from '@ruam/shared/checks/coverage.ts';
import { readProofs } from '@ruam/shared/checks/readProofs.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { DatabaseTransaction } from '../database/database.ts';

interface ClaimedItem {
  readonly cycle: string;
  readonly code: string;
  readonly level: Level | null;
}

/**
 * Ids of the checks of all levels up to the claimed one that neither a passage of what is claimed nor a file proves, in
 * the framework's order (docs/projections.md J8). The passages are read from the texts themselves, which nobody changes
 * meanwhile: a register may be a moment behind them.
 */
export async function unprovenChecks(
  transaction: DatabaseTransaction,
  framework: Framework,
  { cycle, code, level }: ClaimedItem,
  claimed: readonly { readonly kind: string; readonly content: Content }[],
): Promise<readonly string[]> {
  const asked = listChecks(framework)
    .filter((check) => check.item === code && levelRank(check.level) <= levelRank(level))
    .map(({ id }) => id);
  if (asked.length === 0) return [];
  const passages = claimed
    .filter(({ kind }) => kind === 'evidence')
    .flatMap(({ content }) => readProofs(content).map(({ checkId }) => checkId));
  const files = await transaction
    .selectFrom('evidenceCheck')
    .innerJoin('evidence', 'evidence.id', 'evidenceCheck.evidenceId')
    .select('checkId')
    .where('evidenceCheck.cycleId', '=', cycle)
    .where('checkId', 'in', asked)
    .where('evidence.removedAt', 'is', null)
    .execute();
  const proven = new Set([...passages, ...files.map(({ checkId }) => checkId)]);
  return asked.filter((id) => !proven.has(id));
}
