import type { ResolutionAnswer } from '@ruam/shared/api/resolutions.ts';
import type { Unit } from '@ruam/shared/api/units.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Report } from '@ruam/shared/import/report.ts';
import type { ReadRecommendation } from '@ruam/shared/recommendations/readRecommendations.ts';
import type { ReportSource } from '@ruam/shared/report/reportSource.ts';
import type { ScoreInput } from '@ruam/shared/score/input.ts';

/** What a workbook is made of: the source of the report of the same version, and the registers beside it. */
export interface WorkbookSource {
  readonly report: ReportSource;
  readonly framework: Framework;
  readonly input: ScoreInput;
  /** What the imported report says of the results category; null without one. */
  readonly reported: Report['results'];
  /** In the order of the items, those on the whole last. `item` null: on the whole. */
  readonly recommendations: readonly (ReadRecommendation & { readonly item: string | null })[];
  readonly units: readonly Unit[];
  /** Of the meetings that the reader may see, in their order. */
  readonly resolutions: readonly (ResolutionAnswer & { readonly meeting: string; readonly date: string | null })[];
}
