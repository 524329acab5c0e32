import type { RecommendationAnswer, RecommendationQuery } from '@ruam/shared/api/recommendations.ts';
import { isAskedFor } from '@ruam/shared/recommendations/filter.ts';
import { unitFinder } from '@ruam/shared/units/register.ts';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { readUnits } from '../units/readUnits.ts';

const namesSchema = z.array(z.string());

/** The recommendations of a cycle in the order of its items, those on the whole last, as far as they are asked for. */
export async function readRegister(
  database: Database,
  cycle: string,
  query: RecommendationQuery,
): Promise<RecommendationAnswer[]> {
  const finder = unitFinder(await readUnits(database, cycle));
  const rows = await database
    .selectFrom('recommendation')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'recommendation.cycleId').onRef('item.code', '=', 'recommendation.item'),
    )
    .selectAll('recommendation')
    .select(['item.category', 'item.position as itemPosition'])
    .where('recommendation.cycleId', '=', cycle)
    .execute();
  const afterItems = Number.MAX_SAFE_INTEGER;
  return rows
    .sort((a, b) => (a.itemPosition ?? afterItems) - (b.itemPosition ?? afterItems) || a.position - b.position)
    .map(({ documentId, cycleId: _cycle, itemPosition: _place, units, ...row }) => ({
      ...row,
      document: documentId,
      units: namesSchema
        .parse(JSON.parse(units))
        .map((written) => ({ written, unit: finder.find(written)?.name ?? null })),
    }))
    .filter((recommendation) => isAskedFor(recommendation, query, finder));
}
