import { reportResultsSchema } from '@ruam/shared/import/report.ts';
import { readRecommendations } from '@ruam/shared/recommendations/readRecommendations.ts';
import type { ReportSource } from '@ruam/shared/report/reportSource.ts';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import { listMeetings } from '../meetings/readMeetings.ts';
import type { Asked } from '../report/readReportSource.ts';
import { readReportedEvidence } from '../report/reportedEvidence.ts';
import { listResolutions } from '../resolutions/readResolutions.ts';
import { readUnits } from '../units/readUnits.ts';
import type { WorkbookSource } from './workbookSource.ts';

/**
 * What a workbook tells beside the report of the same version: its recommendations, and, as the reader may see them, evidence
 * and resolutions. Throws `notFound`.
 */
export async function readWorkbookSource(
  database: Database,
  asked: Asked,
  report: ReportSource,
): Promise<WorkbookSource> {
  const { cycle, reader, options } = asked;
  const framework = await frameworkOf(database, cycle);
  const { reportedResults } = await database
    .selectFrom('cycle')
    .select('reportedResults')
    .where('id', '=', cycle)
    .executeTakeFirstOrThrow();
  const evidence =
    options.evidence === 'none' ? await readReportedEvidence(database, asked, framework) : report.evidence;
  return {
    report: { ...report, evidence },
    framework,
    input: await scoreInputOf(database, cycle),
    reported: reportedResults === null ? null : reportResultsSchema.parse(JSON.parse(reportedResults)),
    recommendations: recommendationsOf(report),
    units: await readUnits(database, cycle),
    resolutions: await resolutionsOf(database, { cycle, reader }),
  };
}

function recommendationsOf({ categories, overview }: ReportSource): WorkbookSource['recommendations'] {
  const items = categories.flatMap((category) => category.items);
  return [
    ...items.flatMap(({ code: item, recommendations }) =>
      readRecommendations(recommendations).map((one) => ({ ...one, item })),
    ),
    ...readRecommendations(overview).map((one) => ({ ...one, item: null })),
  ];
}

async function resolutionsOf(
  database: Database,
  { cycle, reader }: Pick<Asked, 'cycle' | 'reader'>,
): Promise<WorkbookSource['resolutions']> {
  const told = [];
  for (const { id, number, date } of (await listMeetings(database, reader, cycle)).toReversed())
    for (const resolution of await listResolutions(database, id)) told.push({ ...resolution, meeting: number, date });
  return told;
}
