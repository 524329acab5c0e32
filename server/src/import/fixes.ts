import type { ImportFixes } from '@ruam/shared/api/imports.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import type { Report } from '@ruam/shared/import/report.ts';
import type { Source } from './source.ts';

/** Refuses places and levels of what neither the framework nor the source has: throws `invalid`. */
export function checkFixes({ places, levels }: ImportFixes, framework: Framework, source: Source): void {
  const categories = new Set(framework.categories.map(({ code }) => code));
  const items = new Set(framework.categories.flatMap((category) => category.items.map(({ code }) => code)));
  const lastLine = source.kind === 'lines' ? (source.lines.at(-1)?.number ?? 0) : 0;
  const refuse = (path: string): never => {
    throw new AppError('invalid', `${path} names nothing of the framework`, [{ path, message: 'unknown code' }]);
  };
  places.forEach(({ to, place: { part, code } }, at) => {
    if (to > lastLine) {
      const where = `places.${at}.to`;
      throw new AppError('invalid', `${where} is behind the source`, [{ path: where, message: 'no such line' }]);
    }
    const path = `places.${at}.place`;
    if ((part === 'category' || part === 'goal') && !categories.has(code)) refuse(path);
    if ((part === 'item' || part === 'result' || part === 'observations') && !items.has(code)) refuse(path);
  });
  for (const code of Object.keys(levels)) if (!items.has(code)) refuse(`levels.${code}`);
}

/** A report that has no lines, with what a person has set right. */
export function applyFixes(report: Report, { levels, facts }: ImportFixes): Report {
  return {
    ...report,
    title: facts.title ?? report.title,
    fiscalYearBE: facts.fiscalYearBE ?? report.fiscalYearBE,
    round: facts.round ?? report.round,
    categories: report.categories.map((category) => ({
      ...category,
      items: category.items.map((item) => {
        const level = levels[item.code];
        return level === undefined ? item : { ...item, level };
      }),
    })),
  };
}
