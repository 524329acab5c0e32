import type { Archive } from '@ruam/shared/archive/archive.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import type { Framework, FrameworkItem } from '@ruam/shared/framework/framework.ts';
import type { Report, ReportItem } from '@ruam/shared/import/report.ts';
import { reportUnitSchema } from '@ruam/shared/import/report.ts';

/** Letters of a text that are shown of it before the cycle is made. */
const maxShown = 2_000;

/** What is shown of an archive before a cycle is made of it, in the form of any imported report. */
export function reportOfArchive({ cycle, units, items, documents }: Archive, framework: Framework): Report {
  const known = reportUnitSchema.shape.kind.safeParse;
  const itemOf = (item: FrameworkItem): ReportItem => {
    const level = items.find(({ code }) => code === item.code)?.claimed ?? null;
    const text = documents.find(
      (one) => one.item === item.code && (one.kind === 'results' || (one.kind === 'evidence' && one.level === level)),
    );
    return {
      code: item.code,
      name: item.title.th,
      result: text === undefined ? '' : contentAsText(text.content).slice(0, maxShown).toWellFormed(),
      level,
      levelAsWritten: null,
      observationsState: 'absent',
      targetLevels: [],
      observations: [],
      line: 0,
    };
  };
  return {
    ...{ title: cycle.title, agency: cycle.agency, fiscalYearBE: cycle.fiscalYearBE, round: cycle.round },
    ...{ framework: framework.name.th, meeting: null, order: null, advisor: null, advisorSessions: [], overall: null },
    introduction: [],
    categories: framework.categories.map((category) => ({
      ...{ code: category.code, name: category.title.th, goal: null, summary: null, line: 0 },
      items: category.items.map(itemOf),
    })),
    results: cycle.reportedResults,
    overallObservations: [],
    units: units.flatMap(({ name, kind, writtenAs }) => {
      const read = known(kind);
      return read.success ? [{ name, kind: read.data, writtenAs }] : [];
    }),
  };
}
