import type { ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import type { Level } from '@ruam/shared/assessment/level.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import { reportResultsSchema } from '@ruam/shared/import/report.ts';
import type { ReportedItem, ReportSource } from '@ruam/shared/report/summaryReport.ts';
import { frameworkOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import type { TextReader } from '../deciding/textReader.ts';

const empty: Content = { type: 'doc', content: [] };

/**
 * The committed texts that a report of the cycle is made of, and the SHA-256 of exactly these, hex. The text of an item is
 * that of the level which `value` gives it. Throws `notFound`, `unavailable` (no time to read them).
 */
export async function readReportSource(
  { database, texts }: { readonly database: Database; readonly texts: TextReader },
  cycle: string,
  value: ScoreValue,
): Promise<{ readonly source: ReportSource; readonly contentHash: string }> {
  const framework = await frameworkOf(database, cycle);
  const { reportedResults, round, ...about } = await database
    .selectFrom('cycle')
    .select(['title', 'fiscalYearBE', 'round', 'reportedResults'])
    .where('id', '=', cycle)
    .executeTakeFirstOrThrow();
  const reported = reportedResults === null ? null : reportResultsSchema.parse(JSON.parse(reportedResults));
  const items = await database.selectFrom('item').selectAll().where('cycleId', '=', cycle).execute();
  const documents = await database
    .selectFrom('document')
    .select(['id', 'item', 'kind', 'level', 'submittedAt', 'createdAt'])
    .where('cycleId', '=', cycle)
    .where('kind', '!=', 'minutes')
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const levelOf = new Map(items.map((item) => [item.code, levelBy(item, value)]));
  const isRead = ({ kind, item, level, submittedAt }: (typeof documents)[number]): boolean => {
    if (kind === 'advice') return submittedAt !== null && item !== null;
    return kind !== 'evidence' || (item !== null && level === levelOf.get(item));
  };
  const read = documents.filter(isRead);
  const { hashed, contentHash } = await texts.textOf(database, read);
  const contents = new Map(
    (JSON.parse(hashed) as { documents: HashedDocument[] }).documents.map((one) => [one.id, one]),
  );
  const contentOf = (id: string | undefined): Content =>
    id === undefined ? empty : (contents.get(id)?.content ?? empty);
  const itemOf = (code: string, name: string): ReportedItem => {
    const own = read.filter((document) => document.item === code);
    const of = (...kinds: string[]): Content => contentOf(own.find(({ kind }) => kinds.includes(kind))?.id);
    return {
      code,
      name,
      level: levelOf.get(code) ?? null,
      results: of('evidence', 'results'),
      recommendations: of('recommendations'),
      advice: own.filter(({ kind }) => kind === 'advice').map(({ id }) => contentOf(id)),
    };
  };
  return {
    contentHash,
    source: {
      ...about,
      round: round === 6 ? 6 : 12,
      statements: reported?.figures.flatMap(({ statements }) => statements.map(({ text }) => text)) ?? [],
      overview: contentOf(read.find(({ kind }) => kind === 'overview')?.id),
      categories: framework.categories.map((category) => ({
        code: category.code,
        kind: category.kind,
        name: category.title.th,
        goal: category.goal.th,
        items: category.items.map((item) => itemOf(item.code, item.title.th)),
      })),
    },
  };
}

type Values = { readonly claimed: Level | null; readonly advised: Level | null; readonly approved: Level | null };

function levelBy({ claimed, advised, approved }: Values, value: ScoreValue): Level | null {
  switch (value) {
    case 'claimed':
      return claimed;
    case 'advised':
      return advised;
    case 'approved':
      return approved;
    case 'latest':
      return approved ?? advised ?? claimed;
  }
}
