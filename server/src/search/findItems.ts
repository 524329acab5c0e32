import type { SearchKind } from '@ruam/shared/api/search.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { foldText, plainText } from '@ruam/shared/search/fold.ts';
import type { Database } from '../database/database.ts';

export interface FoundItem {
  readonly cycle: string;
  readonly code: string;
  readonly category: string;
  readonly text: string;
  readonly folded: string;
  readonly period: number;
}

/** Items whose code or title, Thai or English, has all terms. */
export async function findItems(
  database: Database,
  {
    cycles,
    terms,
    kind,
    category,
  }: {
    readonly cycles: readonly string[];
    readonly terms: readonly string[];
    readonly kind: SearchKind | undefined;
    readonly category: string | undefined;
  },
): Promise<readonly FoundItem[]> {
  if (terms.length === 0 || cycles.length === 0 || (kind !== undefined && kind !== 'item')) return [];
  const rows = await database
    .selectFrom('cycle')
    .select(['id', 'frameworkId', 'fiscalYearBE', 'round'])
    .where('id', 'in', cycles)
    .execute();
  const frameworks = await database
    .selectFrom('framework')
    .select(['id', 'content'])
    .where('id', 'in', [...new Set(rows.map(({ frameworkId }) => frameworkId))])
    .execute();
  const found = new Map(frameworks.map(({ id, content }) => [id, titledItems(content, terms)]));
  return rows.flatMap(({ id: cycle, frameworkId, fiscalYearBE, round }) =>
    (found.get(frameworkId) ?? [])
      .filter((item) => category === undefined || item.category === category)
      .map((item) => ({ ...item, cycle, period: fiscalYearBE * 100 + round })),
  );
}

function titledItems(content: string, terms: readonly string[]) {
  // Validated when it was stored.
  const framework = JSON.parse(content) as Framework;
  return framework.categories.flatMap(({ code: category, items }) =>
    items.flatMap(({ code, title }) =>
      [title.th, title.en]
        .map((words) => plainText(`${code} ${words}`))
        .map((text) => ({ code, category, text, folded: foldText(text) }))
        .filter(({ folded }) => terms.every((term) => folded.includes(term)))
        .slice(0, 1),
    ),
  );
}
