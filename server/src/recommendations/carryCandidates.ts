import { createHash } from 'node:crypto';
import type { CarryCandidate, CarryOver } from '@ruam/shared/api/recommendations.ts';
import type { DocumentState } from '@ruam/shared/assessment/assessment.ts';
import { identifiedBlocks } from '@ruam/shared/document/blockIds.ts';
import { type ContentElement, textOf } from '@ruam/shared/document/content.ts';
import { firstYear, isOpen } from '@ruam/shared/recommendations/carryOver.ts';
import { maxRecommendations, readRecommendations } from '@ruam/shared/recommendations/readRecommendations.ts';
import type * as Y from 'yjs';
import { listCycles } from '../cycle/readCycle.ts';
import type { Database } from '../database/database.ts';
import type { Person } from '../people/actor.ts';

/** A recommendation of a text, with the identity of its block. */
export interface FoundRecommendation {
  readonly block: string;
  readonly element: ContentElement;
  /** Hash of what it says: a block that was moved is another one with the same words. */
  readonly words: string;
}

/** The committed text of a document; null when there is none. */
export type ContentReader = <Content>(documentId: string, read: (doc: Y.Doc) => Content) => Promise<Content | null>;

/** The cycle before one, of those that the person may read. */
export async function cycleBefore(database: Database, person: Person, cycle: string) {
  const cycles = await listCycles(database, person);
  const own = cycles.find(({ id }) => id === cycle);
  if (own === undefined) return null;
  const isEarlier = ({ fiscalYearBE, round }: typeof own): boolean =>
    fiscalYearBE < own.fiscalYearBE || (fiscalYearBE === own.fiscalYearBE && round < own.round);
  const earlier = cycles.filter(isEarlier).sort((a, b) => b.fiscalYearBE - a.fiscalYearBE || b.round - a.round);
  return earlier[0] ?? null;
}

/** The recommendations of a text that say something, in reading order. */
export function recommendationsIn(doc: Y.Doc): readonly FoundRecommendation[] {
  return identifiedBlocks(doc, 'recommendation')
    .slice(0, maxRecommendations)
    .map(({ id, block: element }) => ({ block: id, element, words: wordsOf(element) }));
}

/** The texts of a cycle that hold recommendations, in the order of its items, that of the whole last. */
export async function recommendationDocuments(database: Database, cycle: string) {
  const rows = await database
    .selectFrom('document')
    .leftJoin('item', (join) =>
      join.onRef('item.cycleId', '=', 'document.cycleId').onRef('item.code', '=', 'document.item'),
    )
    .select(['document.id', 'document.item', 'document.state', 'item.position'])
    .where('document.cycleId', '=', cycle)
    .where('document.kind', 'in', ['recommendations', 'overview'])
    .execute();
  const afterItems = Number.MAX_SAFE_INTEGER;
  return rows.sort((a, b) => (a.position ?? afterItems) - (b.position ?? afterItems));
}

/** What of the cycle before is still open, and whether it may be carried over into this one. */
export async function readCarryOver(
  { database, contentOf }: { readonly database: Database; readonly contentOf: ContentReader },
  person: Person,
  cycle: string,
): Promise<CarryOver> {
  const before = await cycleBefore(database, person, cycle);
  if (before === null) return { from: null, recommendations: [] };
  const targets = new Map((await recommendationDocuments(database, cycle)).map((target) => [target.item, target]));
  const carried = await carriedBefore(database, contentOf, cycle);
  const recommendations: CarryCandidate[] = [];
  for (const { id: document, item } of await recommendationDocuments(database, before.id)) {
    const target = targets.get(item);
    for (const found of (await contentOf(document, recommendationsIn)) ?? []) {
      const [read] = readRecommendations({ type: 'doc', content: [found.element] });
      if (read === undefined || read.text.trim() === '' || !isOpen(read)) continue;
      const { text, marker, depth, targetLevel, targetFiscalYear, units, status } = read;
      const state = carried.has(document, found) ? 'carried' : placeState(target);
      const facts = { text, marker, depth, targetLevel, targetFiscalYear, units: [...units], status, state };
      const carriedFrom = firstYear(found.element, before.fiscalYearBE);
      recommendations.push({ document, block: found.block, item, ...facts, carriedFrom });
    }
  }
  const { id, title, fiscalYearBE } = before;
  return { from: { cycle: id, title, fiscalYearBE }, recommendations };
}

function placeState(target: { readonly state: DocumentState } | undefined): CarryCandidate['state'] {
  if (target === undefined) return 'noPlace';
  return target.state === 'locked' ? 'locked' : 'free';
}

/** What was carried over into a cycle, as far as it still stands there. */
interface Carried {
  has(sourceDocument: string, source: FoundRecommendation): boolean;
}

/**
 * Reads it. One that was taken out of the text since may be carried over again; one whose block became another, by being
 * moved, is known by its words.
 */
export async function carriedBefore(database: Database, contentOf: ContentReader, cycle: string): Promise<Carried> {
  const rows = await database.selectFrom('carriedRecommendation').selectAll().where('cycleId', '=', cycle).execute();
  const standing = new Set<string>();
  for (const document of new Set(rows.map(({ documentId }) => documentId)))
    for (const { block, element, words } of (await contentOf(document, recommendationsIn)) ?? []) {
      standing.add(`${document} ${block}`);
      if (element.attrs?.carriedFrom !== undefined) standing.add(`${document} ${words}`);
    }
  const known = rows.filter(
    ({ documentId, block, words }) => standing.has(`${documentId} ${block}`) || standing.has(`${documentId} ${words}`),
  );
  const keys = new Set(
    known.flatMap(({ sourceDocumentId, sourceBlock, words }) => [
      `${sourceDocumentId} ${sourceBlock}`,
      `${sourceDocumentId} ${words}`,
    ]),
  );
  return { has: (document, { block, words }) => keys.has(`${document} ${block}`) || keys.has(`${document} ${words}`) };
}

function wordsOf(element: ContentElement): string {
  return createHash('sha256').update(textOf(element).normalize('NFC').replace(/\s+/gu, ' ').trim()).digest('hex');
}
