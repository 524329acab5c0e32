import { maxFound, type SearchKind } from '@ruam/shared/api/search.ts';
import type { Framework } from '@ruam/shared/framework/framework.ts';
import { foldText, plainText } from '@ruam/shared/search/fold.ts';
import type { Database } from '../database/database.ts';

/** What is looked for in titles. */
interface TitleQuestion {
  readonly cycles: readonly string[];
  readonly terms: readonly string[];
  readonly kind: SearchKind | undefined;
  readonly category: string | undefined;
}

interface FoundTitle {
  readonly cycle: string;
  readonly text: string;
  readonly folded: string;
  readonly period: number;
}

export interface FoundEvidence extends FoundTitle {
  readonly id: string;
  readonly at: number;
}

export interface FoundItem extends FoundTitle {
  readonly code: string;
  readonly category: string;
}

/** Titles that are read; a register has hundreds. */
const maxTitles = 20_000;

/** Entries of the evidence register, also confidential ones, whose titles have all terms: everybody reads the register. */
export async function findEvidence(database: Database, question: TitleQuestion): Promise<readonly FoundEvidence[]> {
  // An entry serves several categories.
  if (question.category !== undefined || !isAskedFor('evidence', question)) return [];
  const rows = await database
    .selectFrom('evidence')
    .innerJoin('cycle', 'cycle.id', 'evidence.cycleId')
    .select(['evidence.id', 'evidence.cycleId as cycle', 'evidence.title', 'evidence.changedAt as at'])
    .select(['cycle.fiscalYearBE', 'cycle.round'])
    .where('evidence.cycleId', 'in', question.cycles)
    .where('evidence.removedAt', 'is', null)
    .orderBy('evidence.changedAt', 'desc')
    .limit(maxTitles)
    .execute();
  return rows
    .flatMap(({ id, cycle, title, at, ...when }) =>
      foldedWith(title, question).map((words) => ({ id, cycle, ...words, period: periodOf(when), at })),
    )
    .slice(0, maxFound + 1);
}

/** Items whose code or title, Thai or English, has all terms. */
export async function findItems(database: Database, question: TitleQuestion): Promise<readonly FoundItem[]> {
  if (!isAskedFor('item', question)) return [];
  const cycles = await database
    .selectFrom('cycle')
    .select(['id', 'frameworkId', 'fiscalYearBE', 'round'])
    .where('id', 'in', question.cycles)
    .execute();
  const frameworks = await database
    .selectFrom('framework')
    .select(['id', 'content'])
    .where('id', 'in', [...new Set(cycles.map(({ frameworkId }) => frameworkId))])
    .execute();
  const found = new Map(frameworks.map(({ id, content }) => [id, titledItems(content, question)]));
  return cycles.flatMap(({ id: cycle, frameworkId, ...when }) =>
    (found.get(frameworkId) ?? []).map((item) => ({ ...item, cycle, period: periodOf(when) })),
  );
}

function titledItems(content: string, question: TitleQuestion) {
  // Validated when it was stored.
  const framework = JSON.parse(content) as Framework;
  return framework.categories
    .filter(({ code }) => question.category === undefined || question.category === code)
    .flatMap(({ code: category, items }) =>
      items.flatMap(({ code, title }) =>
        [title.th, title.en]
          .flatMap((words) => foldedWith(`${code} ${words}`, question))
          .slice(0, 1)
          .map((words) => ({ code, category, ...words })),
      ),
    );
}

function isAskedFor(own: SearchKind, { cycles, terms, kind }: TitleQuestion): boolean {
  return terms.length > 0 && cycles.length > 0 && (kind === undefined || kind === own);
}

/** The title as it is compared, when it has all terms. */
function foldedWith(title: string, { terms }: TitleQuestion): readonly Pick<FoundTitle, 'text' | 'folded'>[] {
  const text = plainText(title);
  const folded = foldText(text);
  return terms.every((term) => folded.includes(term)) ? [{ text, folded }] : [];
}

function periodOf({ fiscalYearBE, round }: { readonly fiscalYearBE: number; readonly round: number }): number {
  return fiscalYearBE * 100 + round;
}
