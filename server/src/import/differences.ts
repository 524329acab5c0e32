import type { NotUnderstood } from '@ruam/shared/api/api.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Report } from '@ruam/shared/import/report.ts';

/** The agency as read, when it is another than the one the cycle will belong to. */
export function compareWithAgency(report: Report, agencyName: string): NotUnderstood[] {
  if (report.agency === null || withoutSpaces(report.agency) === withoutSpaces(agencyName)) return [];
  return [{ line: 0, text: report.agency, reason: `the report names another agency than yours (${agencyName})` }];
}

/** The report without a fiscal year that cannot be one of the Buddhist era, and what was left out. */
export function withPlausibleYear(report: Report): { report: Report; notUnderstood: NotUnderstood[] } {
  const { fiscalYearBE } = report;
  if (fiscalYearBE === null || (fiscalYearBE >= 2500 && fiscalYearBE < 2700)) return { report, notUnderstood: [] };
  const reason = 'no fiscal year of the Buddhist era';
  return {
    report: { ...report, fiscalYearBE: null },
    notUnderstood: [{ line: 0, text: String(fiscalYearBE), reason }],
  };
}

/** What a cycle needs and the report does not say, with what stands in for it. */
export function missingFacts({ fiscalYearBE, round }: Report): NotUnderstood[] {
  const none = (reason: string): NotUnderstood => ({ line: 0, text: '', reason });
  return [
    ...(fiscalYearBE === null ? [none('the report names no fiscal year; the current one is taken')] : []),
    ...(round === null ? [none('the report names no round; 12 months are taken')] : []),
  ];
}

/** Items that the framework does not have or names otherwise, items without a result, and items that are missing. */
export function compareWithFramework(report: Report, framework: Framework): NotUnderstood[] {
  const items = new Map(framework.categories.flatMap(({ items }) => items.map((item) => [item.code, item] as const)));
  const read = report.categories.flatMap((category) => category.items);
  const codes = new Set(read.map(({ code }) => code));
  return [
    ...read.flatMap(({ code, name, line }) => {
      const item = items.get(code);
      if (!item) return [{ line, text: `${code} ${name}`, reason: `the framework ${framework.id} has no such item` }];
      if (withoutSpaces(item.title.th) === withoutSpaces(name)) return [];
      return [{ line, text: `${code} ${name}`, reason: `the framework names it: ${item.title.th}` }];
    }),
    ...read
      .filter(({ result }) => result === null)
      .map(({ code, name, line }) => ({ line, text: `${code} ${name}`, reason: 'the item has no result' })),
    ...[...items.values()]
      .filter(({ code, kind }) => kind === 'process' && !codes.has(code))
      .map(({ code, title }) => ({ line: 0, text: `${code} ${title.th}`, reason: 'the report has no such item' })),
  ];
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/gu, '');
}
