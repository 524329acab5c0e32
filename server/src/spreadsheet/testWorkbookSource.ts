import type { Level } from '@ruam/shared/assessment/level.ts';
import { listItems } from '@ruam/shared/framework/lookup.ts';
import type { ReadRecommendation } from '@ruam/shared/recommendations/readRecommendations.ts';
import { loadShippedFramework } from '../cycle/shippedFramework.ts';
import type { WorkbookSource } from './workbookSource.ts';

/** Levels of an item. */
export interface TestLevels {
  readonly claimed: Level | null;
  readonly advised: Level | null;
  readonly approved: Level | null;
}

/** What a workbook is made of, with these levels and nothing that is not in `more`. */
export async function testWorkbookSource(
  levelsOf: (code: string) => TestLevels,
  more: Partial<WorkbookSource> = {},
): Promise<WorkbookSource> {
  const framework = await loadShippedFramework();
  const empty = { type: 'doc', content: [] } as const;
  const items = listItems(framework);
  return {
    framework,
    input: {
      items: items.map(({ code, kind }) => ({
        code,
        ...(kind === 'process' ? levelsOf(code) : { claimed: null, advised: null, approved: null }),
      })),
      indicators: [],
      reported: null,
    },
    reported: null,
    recommendations: [],
    units: [],
    resolutions: [],
    ...more,
    report: {
      ...{ agency: 'กรมตัวอย่าง', value: 'latest', made: null, score: null, round: 12, fiscalYearBE: 2562 },
      snapshot: { id: null, at: 1_570_000_000_000, contentHash: 'a'.repeat(64) },
      title: 'รายงานการประเมิน',
      overview: empty,
      statements: [],
      threads: [],
      evidence: [],
      categories: framework.categories.map(({ code, kind, title, goal, items: own }) => ({
        ...{ code, kind, name: title.th, goal: goal.th, score: null },
        items: own.map((item) => ({
          ...{ code: item.code, name: item.title.th, level: null, status: 'claimed' as const },
          ...{ values: levelsOf(item.code), results: empty, texts: [], recommendations: empty, advice: [] },
        })),
      })),
      ...more.report,
    },
  };
}

/** A recommendation of item 3.3 to these units. */
export function testRecommendation(text: string, ...units: string[]): ReadRecommendation & { readonly item: string } {
  return {
    ...{ item: '3.3', number: 1, text, marker: null, depth: 0, targetLevel: 'advance', targetFiscalYear: 2563, units },
    ...{ responsibleText: null, origin: null, status: 'open', carriedFrom: null },
  };
}
