import type { ReportOptions } from '@ruam/shared/api/reports.ts';
import type { ScoreValue } from '@ruam/shared/assessment/assessment.ts';
import { type Level, levels } from '@ruam/shared/assessment/level.ts';
import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import type { Content } from '@ruam/shared/document/content.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { reportResultsSchema } from '@ruam/shared/import/report.ts';
import type {
  ReportedAdvice,
  ReportedCategory,
  ReportedItem,
  ReportedScore,
  ReportSource,
} from '@ruam/shared/report/reportSource.ts';
import { computeScoreboard } from '@ruam/shared/score/score.ts';
import type { Scoreboard } from '@ruam/shared/score/scoreboard.ts';
import { frameworkOf, scoreInputOf } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import type { Reader } from './reader.ts';
import { readReportedEvidence } from './reportedEvidence.ts';
import { readReportedThreads } from './reportedThreads.ts';

/** What a report is to be made of, and for whom. */
export interface Asked {
  readonly cycle: string;
  readonly reader: Reader;
  readonly options: ReportOptions;
  /** The committed texts of the cycle, as the version has them. */
  readonly documents: readonly HashedDocument[];
  readonly snapshot: ReportSource['snapshot'];
  readonly made: ReportSource['made'];
}

const empty: Content = { type: 'doc', content: [] };

/** Gathers what a report tells: the version's texts, and beside them what stands in the tables. Throws `notFound`. */
export async function readReportSource(database: Database, asked: Asked): Promise<ReportSource> {
  const { cycle, options, snapshot, made } = asked;
  const framework = await frameworkOf(database, cycle);
  const { reportedResults, round, ...about } = await database
    .selectFrom('cycle')
    .innerJoin('agency', 'agency.id', 'cycle.agencyId')
    .select(['agency.name as agency', 'title', 'fiscalYearBE', 'round', 'reportedResults'])
    .where('cycle.id', '=', cycle)
    .executeTakeFirstOrThrow();
  const reported = reportedResults === null ? null : reportResultsSchema.parse(JSON.parse(reportedResults));
  const board = await scoreboardOf(database, framework, cycle, options.value);
  const texts = await readTexts(database, asked);
  const evidence = options.evidence === 'none' ? [] : await readReportedEvidence(database, asked, framework);
  return {
    ...{ ...about, round: round === 6 ? 6 : 12, value: options.value, snapshot, made, evidence },
    score: board?.overall ?? null,
    statements: reported?.figures.flatMap(({ statements }) => statements.map(({ text }) => text)) ?? [],
    overview: texts.overview,
    categories: framework.categories.map(
      (category): ReportedCategory => ({
        code: category.code,
        kind: category.kind,
        name: category.title.th,
        goal: category.goal.th,
        score: scoreOf(board, category.code),
        items: category.items.map(({ code, title }) => texts.itemOf(code, title.th)),
      }),
    ),
    threads: options.comments === 'none' ? [] : await readReportedThreads(database, cycle, texts.order),
  };
}

async function scoreboardOf(
  database: Database,
  framework: Framework,
  cycle: string,
  value: ScoreValue,
): Promise<Scoreboard | null> {
  if (framework.scale.kind !== 'cumulative-levels') return null;
  return computeScoreboard(framework, await scoreInputOf(database, cycle), { value, profile: 'weakest-link' });
}

function scoreOf(board: Scoreboard | null, code: string): ReportedScore | null {
  const found = board?.categories.find((category) => category.code === code);
  return !found || found.points === null ? null : { level: found.level, points: found.points };
}

/** The texts by their places, and the ids of those that are told, in the report's order. */
async function readTexts(database: Database, { cycle, options, documents }: Asked) {
  const rows = await database
    .selectFrom('document')
    .leftJoin('person', 'person.id', 'document.authorId')
    .select(['document.id', 'item', 'kind', 'level', 'submittedAt', 'person.name as author'])
    .where('cycleId', '=', cycle)
    .orderBy('document.createdAt')
    .orderBy('document.id')
    .execute();
  const items = await database.selectFrom('item').selectAll().where('cycleId', '=', cycle).execute();
  const contents = new Map(documents.map(({ id, content }) => [id, content]));
  const kept = rows.filter(({ id }) => contents.has(id));
  const byItem = Map.groupBy(kept, ({ item }) => item);
  const contentOf = (row: { readonly id: string } | undefined): Content => (row && contents.get(row.id)) ?? empty;
  const overview = kept.find(({ kind }) => kind === 'overview');
  const order: string[] = overview === undefined ? [] : [overview.id];
  const isWanted = (code: string): boolean => options.items.length === 0 || options.items.includes(code);

  return {
    overview: contentOf(overview),
    order,
    itemOf(code: string, name: string): ReportedItem {
      const {
        claimed = null,
        advised = null,
        approved = null,
        status = 'drafting',
      } = items.find((item) => item.code === code) ?? {};
      const values = { claimed, advised, approved };
      const level = levelBy(values, options.value);
      const own = isWanted(code) ? (byItem.get(code) ?? []) : [];
      const atLevels = levels.flatMap((one) => own.filter((row) => row.kind === 'evidence' && row.level === one));
      const results = atLevels.find((row) => row.level === level) ?? own.find(({ kind }) => kind === 'results');
      const recommendations = own.find(({ kind }) => kind === 'recommendations');
      const notes = own.filter(({ kind }) => kind === 'advice');
      const told = options.levels === 'all' && atLevels.length > 0 ? atLevels : results ? [results] : [];
      for (const row of [...told, recommendations, ...notes]) if (row !== undefined) order.push(row.id);
      return {
        ...{ code, name, level, status, values },
        results: contentOf(results),
        texts: atLevels.flatMap((row) => (row.level === null ? [] : [{ level: row.level, content: contentOf(row) }])),
        recommendations: contentOf(recommendations),
        advice: notes.map(
          (row): ReportedAdvice => ({
            document: row.id,
            author: row.author ?? '',
            submittedAt: row.submittedAt ?? 0,
            content: contentOf(row),
          }),
        ),
      };
    },
  };
}

function levelBy({ claimed, advised, approved }: ReportedItem['values'], value: ScoreValue): Level | null {
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
